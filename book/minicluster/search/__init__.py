"""Every state that can be reached, and when two states are equal."""
