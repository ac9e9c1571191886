"""The two lives of an output: at rest on a page, and live in a notebook."""
