"""Every state of a race, a world or plain steps, as plain data to be drawn."""
