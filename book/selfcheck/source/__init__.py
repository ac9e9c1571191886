"""From YAML files to questions that are sound, with all that is wrong on the way.

- `reading`: YAML with the line of every value
- `schema`: the shape of a file, composed of what is common and of the kinds
- `wording`: what the schema refuses, in plain words
- `writing`: the writing rules for all texts
- `links`, `anchors`: the pages and the bibliography that questions point at
- `pointers`: whether what they point at is there
- `answer_key`: the usual answers, and whether a question quotes and judges its own
- `catalogue`, `lint`: all checks of the misconceptions, and of a section
"""
