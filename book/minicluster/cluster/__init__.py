"""Servers and clients that send messages in virtual time, with faults."""
