"""Colours and line styles, for light and dark pages, as one style sheet.

Okabe and Ito's colours, darkened on a light ground and lightened on a dark one until
each line has a contrast of 3:1 and each word one of 4.5:1. A page that defines
--actor-0 and so on has its own.
"""

from dataclasses import dataclass

ACTORS = 4  # the fifth client has the colour of the first


@dataclass(frozen=True)
class Colour:
    """A colour of the drawings by its name in the style sheet."""

    name: str
    light: str  # on a light ground
    dark: str  # on a dark ground
    given: str = ""  # the name of the page's own colour that goes before it


COLOURS = (
    Colour("mc-0", "#0072b2", "#5fb4e6", "actor-0"),
    Colour("mc-1", "#b35900", "#f0b04a", "actor-1"),
    Colour("mc-2", "#a8478a", "#e39cc8", "actor-2"),
    Colour("mc-3", "#00694d", "#58d3ac", "actor-3"),
    Colour("mc-bad", "#b8430a", "#ff9b6a"),
    Colour("mc-good", "#00694d", "#58d3ac"),
    Colour("mc-grey", "#667080", "#98a3b2"),
)
PAPER = "var(--pst-color-background,var(--jp-layout-color0,Canvas))"
DARK = "html[data-theme=dark] .mc-drawing,[data-jp-theme-light=false] .mc-drawing"
BREAK = "39.99rem"  # a column below this width gets the narrow drawing

RULES = f"""\
.mc-drawing svg{{width:100%;height:auto;stroke-width:2;--mc-c:var(--mc-grey)}}
.mc-drawing .mc-wide{{max-width:736px}}
.mc-drawing .mc-narrow{{max-width:400px}}
@container(max-width:{BREAK}){{.mc-drawing .mc-wide{{display:none}}
.mc-drawing .mc-narrow{{display:block!important}}}}
.mc-drawing text{{paint-order:stroke;stroke:{PAPER};stroke-width:4px;\
stroke-linejoin:round}}
.mc-drawing :is(path,rect,circle){{fill:none;stroke:var(--mc-c)}}
.mc-drawing .c0{{--mc-c:var(--mc-0)}}.mc-drawing .c1{{--mc-c:var(--mc-1)}}
.mc-drawing .c2{{--mc-c:var(--mc-2)}}.mc-drawing .c3{{--mc-c:var(--mc-3)}}
.mc-drawing .bad{{--mc-c:var(--mc-bad)}}.mc-drawing .good{{--mc-c:var(--mc-good)}}
.mc-drawing .ink{{--mc-c:currentColor}}
.mc-drawing .thin{{stroke-width:1}}.mc-drawing .thick{{stroke-width:4}}
.mc-drawing .soft{{fill:var(--mc-c);fill-opacity:.16}}
.mc-drawing .full{{fill:var(--mc-c)}}
.mc-drawing .dash{{stroke-dasharray:2 5}}
.mc-drawing .sign{{fill:{PAPER}}}
.mc-drawing text[class]:not(.bold){{fill:var(--mc-c)}}
.mc-drawing text:is(.bad,.bold){{font-weight:700}}"""


def _values(mode):
    values = []
    for colour in COLOURS:
        value = getattr(colour, mode)
        if colour.given:
            value = f"var(--{colour.given},{value})"
        values.append(f"--{colour.name}:{value}")
    return ";".join(values)


STYLE = (
    f"<style>.mc-drawing{{container-type:inline-size;{_values('light')}}}"
    f"{DARK}{{{_values('dark')}}}{RULES}</style>"
)
