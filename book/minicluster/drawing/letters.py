"""How much room words take, whatever font the reader has."""

SIZE = 14  # of the letters, in units of the drawing
LINE = 17  # from one line to the next, in units

# Widths in parts of the size. They are those of DejaVu Sans or more: the widest of the
# usual sans-serif fonts, so that words fit in any.
SLIM = 0.36  # of these letters
SLIM_LETTERS = "ijl|!.,:;'` I"
MIDDLE = 0.43
MIDDLE_LETTERS = 'ftr()[]{}-/\\"'
BROAD = 1.0
BROAD_LETTERS = "mwMW@%—…→↔"
CAPITAL = 0.79  # of capital letters and signs such as < and =
USUAL = 0.645  # of all others
BOLD = 1.13  # bold words are so much wider


def width_of(words, bold=False):
    """Return the width of words in units of the drawing; they may be a bit narrower.

    >>> width_of("ill") < width_of("oak") < width_of("MAW")
    True
    """
    total = sum(map(_width_of_letter, words)) * SIZE
    return total * BOLD if bold else total


def _width_of_letter(letter):
    if letter in SLIM_LETTERS:
        return SLIM
    if letter in MIDDLE_LETTERS:
        return MIDDLE
    if letter in BROAD_LETTERS or ord(letter) > 0x2FFF:
        return BROAD
    if letter.isupper() or letter in "<>=+±~&#":
        return CAPITAL
    return USUAL


def wrapped(words, widest, bold=False):
    """Return words in lines of a width, as a tuple; a longer word has its own line.

    >>> wrapped("holds the lock", 50)
    ('holds', 'the', 'lock')
    """
    lines = []
    for word in words.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(longer, bold) <= widest:
            lines[-1] = longer
        else:
            lines.append(word)
    return tuple(lines) or ("",)


def size_of(lines, bold=False):
    """Return width and height of lines of words.

    >>> size_of(["l", "lll"]) == (width_of("lll"), 2 * LINE)
    True
    """
    return max(width_of(line, bold) for line in lines), LINE * len(lines)
