"""The openers: one file for each, with the race or world that the reader plays.

An opener's functions stand in its chapter as well, word for word; a test compares them.
Each file has `found()`, which searches, and `opener()`, which draws what was found; a
test replays every move.
"""
