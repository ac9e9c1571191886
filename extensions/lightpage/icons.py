"""Cut an icon font down to the icons that a style sheet can show."""

import logging
from io import BytesIO

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

# fontTools tells of each table it leaves alone, to whoever listens.
logging.getLogger("fontTools").setLevel(logging.WARNING)

PRIVATE_USE = range(0xE000, 0xF900)  # where icon fonts put their glyphs


def icons_in(text):
    r"""Return the code points of the icons that occur in a text.

    >>> [hex(icon) for icon in icons_in('.a:before{content:"\uf019"}')]
    ['0xf019']
    """
    return sorted({ord(sign) for sign in text if ord(sign) in PRIVATE_USE})


def subset(font, icons):
    """Return a WOFF2 font that holds only some icons of a font file.

    `font` is a path, `icons` a list of code points; those that the font lacks
    are left out. The same input gives the same bytes.
    """
    options = Options(flavor="woff2", hinting=False, layout_features=[])
    options.notdef_outline = False
    small = TTFont(font, recalcTimestamp=False)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=icons)
    subsetter.subset(small)
    small.flavor = "woff2"
    stream = BytesIO()
    small.save(stream)
    return stream.getvalue()
