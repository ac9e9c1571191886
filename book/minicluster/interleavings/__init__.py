"""Clients whose steps are taken one at a time, in every order."""
