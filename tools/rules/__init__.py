"""What the course asks of a notebook: each rule is a function that lists problems.

A rule takes a notebook (as nbformat reads it) and returns a list of sentences, empty
when all is well.

- `cells`: the code, its length, its tags
- `outputs`: what a page shows of it
- `prose`: the text, its title, links and metadata
- `counts`: what the text counts is what a cell prints
- `reading`: how a notebook is read
"""
