"""What the course asks of a notebook: each rule is a function that lists problems.

A rule takes a notebook (as nbformat reads it) and returns a list of sentences, empty
when all is well.

- `cells`: the code, its length, its tags
- `outputs`: what a page shows of it
- `prose`: the text, its title, links and metadata
- `counts`: what the text counts is what a cell prints
- `measures`: how long a chapter in the second form may be
- `form`: which parts it has, in which order
- `terms`: the glossary, beside what the chapters say
- `reading`: how a notebook is read
"""
