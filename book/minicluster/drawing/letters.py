"""How much room words take, whatever font the reader has."""

SIZE = 14  # of the letters, in units of the drawing
LINE = 17  # from one line to the next, in units
OVER, UNDER = 2, 1  # of it are empty over and under the letters
AIR = 1  # between letters and a line over or under them, in units
ASIDE = 2.5  # between letters and a line beside them: they have a ground of 2

# Widths in thousandths of the size, from the space to "~". They are those of DejaVu
# Sans: the widest of the usual sans-serif fonts, so that words fit in any.
PLAIN = (
    *(318, 401, 460, 838, 636, 950, 780, 275, 390, 390, 500, 838, 318, 361, 318, 337),
    *(636, 636, 636, 636, 636, 636, 636, 636, 636, 636, 337, 337, 838, 838, 838, 531),
    *(1000, 684, 686, 698, 770, 632, 575, 775, 752, 295, 295, 656, 557, 863, 748, 787),
    *(603, 787, 695, 635, 611, 732, 684, 989, 685, 611, 685, 390, 337, 390, 838, 500),
    *(500, 613, 635, 550, 635, 615, 352, 635, 634, 278, 278, 579, 278, 974, 634, 612),
    *(635, 635, 411, 521, 392, 634, 592, 818, 592, 592, 525, 636, 337, 636, 838),
)
BOLD = (
    *(348, 456, 521, 838, 696, 1002, 872, 306, 457, 457, 523, 838, 380, 415, 380, 365),
    *(696, 696, 696, 696, 696, 696, 696, 696, 696, 696, 400, 400, 838, 838, 838, 580),
    *(1000, 774, 762, 734, 830, 683, 683, 821, 837, 372, 372, 775, 637, 995, 837, 850),
    *(733, 850, 770, 720, 682, 812, 774, 1103, 771, 724, 725, 457, 365, 457, 838, 500),
    *(500, 675, 716, 593, 716, 678, 435, 716, 712, 343, 343, 665, 343, 1042, 712, 687),
    *(716, 716, 493, 595, 478, 712, 652, 924, 645, 652, 582, 712, 365, 712, 838),
)
OTHERS = 838  # of a letter that is not in the tables
WIDE = 1000  # of these, and of those that are as wide as high, from WIDE_FROM on
WIDE_LETTERS = "—…"
WIDE_FROM = 0x3000


def width_of(words, bold=False):
    """Return the width of words in units of the drawing; they may be a bit narrower.

    >>> width_of("ill") < width_of("oak") < width_of("MAW")
    True
    """
    widths = BOLD if bold else PLAIN
    return sum(_width_of_letter(letter, widths) for letter in words) * SIZE / 1000


def _width_of_letter(letter, widths):
    place = ord(letter) - ord(" ")
    if 0 <= place < len(widths):
        return widths[place]
    return WIDE if letter in WIDE_LETTERS or ord(letter) >= WIDE_FROM else OTHERS


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


def inked(high):
    """Return what letters take of the height of words.

    >>> inked(LINE)
    14
    """
    return high - OVER - UNDER


def size_of(lines, bold=False):
    """Return width and height of lines of words.

    >>> size_of(["l", "lll"]) == (width_of("lll"), 2 * LINE)
    True
    """
    return max(width_of(line, bold) for line in lines), LINE * len(lines)
