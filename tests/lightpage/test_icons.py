from io import BytesIO
from pathlib import Path

import pydata_sphinx_theme
from fontTools.ttLib import TTFont
from lightpage.icons import icons_in, subset

FONT = (
    Path(pydata_sphinx_theme.__file__).parent
    / "theme/pydata_sphinx_theme/static/vendor/fontawesome/webfonts/fa-solid-900.woff2"
)
DOWNLOAD, ROCKET = 0xF019, 0xF135


def test_only_the_signs_of_an_icon_font_are_icons():
    assert icons_in("é ✓ \uf019 \uf135 \uf019") == [DOWNLOAD, ROCKET]


def test_the_small_font_holds_the_icons_asked_for_and_no_other():
    small = subset(FONT, [DOWNLOAD, ROCKET])

    assert set(TTFont(BytesIO(small)).getBestCmap()) == {DOWNLOAD, ROCKET}
    assert len(small) < 1500


def test_the_same_icons_give_the_same_bytes():
    assert subset(FONT, [DOWNLOAD]) == subset(FONT, [DOWNLOAD])


def test_an_icon_that_the_font_lacks_is_left_out():
    assert set(TTFont(BytesIO(subset(FONT, [0xE000, ROCKET]))).getBestCmap()) == {
        ROCKET
    }
