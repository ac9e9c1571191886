"""Draw the social card and favicon.ico from their SVG sources, with the browser.

    python tools/draw.py

Run it after a change of `extensions/lightpage/social-card.svg` or of
`book/static/favicon.svg`, and commit what it writes.
"""

from io import BytesIO
from pathlib import Path

from browsing import QUIET, find_browser
from PIL import Image
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
STATIC = ROOT / "book" / "static"
CARD = ROOT / "extensions" / "lightpage" / "social-card.svg"
COLOURS = 32


def draw(page, source, width, height):
    """Return the picture of an SVG file at a size in pixels."""
    page.set_viewport_size({"width": width, "height": height})
    page.set_content(
        f"<style>body{{margin:0}}svg{{display:block;width:{width}px;height:{height}px}}"
        f"</style>{source.read_text('utf-8')}"
    )
    picture = page.screenshot(omit_background=True)
    return Image.open(BytesIO(picture))


def main():
    """Draw both pictures."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=QUIET)
        page = browser.new_page()
        card = draw(page, CARD, 1200, 630)
        card = card.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
        card.save(STATIC / "social-card.png", optimize=True)
        icon = draw(page, STATIC / "favicon.svg", 64, 64)
        icon.save(STATIC / "favicon.ico", sizes=[(16, 16), (32, 32)])
        browser.close()


if __name__ == "__main__":
    main()
