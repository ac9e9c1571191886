"""The lattice: all ways, coloured by what they lead to, with words."""

from minicluster import explore, lattice
from pictures import svgs, texts_of
from test_drawings import assert_legible, oversold, sale


def test_every_way_is_drawn_and_has_its_colour():
    drawing = lattice(explore(sale, bad=oversold))

    for image in svgs(drawing):
        ways = [path.get("class") for path in image.findall("path")]
        assert len(ways) == 12  # of 3 x 3 points
        assert ways.count("bad") == 4  # all that touch the middle
        assert ways.count("good") == 4  # along two corners


def test_each_point_that_decides_has_its_word():
    for image in svgs(lattice(explore(sale, bad=oversold))):
        words = texts_of(image)
        dots = [dot.get("class") for dot in image.findall("circle")]
        assert words.count("bad") == dots.count("bad full") == 1
        assert words.count("right") == dots.count("good full") == 2
        assert any(word.startswith("grey: ") for word in words)


def test_the_arrows_follow_the_shortest_bad_schedule():
    drawing = lattice(explore(sale, bad=oversold))
    named = lattice(explore(sale, bad=oversold), caption="In turn.", alt="Four steps.")

    assert drawing.log == ["ann: check", "bob: check", "bob: take", "ann: take"]
    assert (named.caption, named.alt) == ("In turn.", "Four steps.")


def test_all_names_of_steps_have_the_same_weight():
    wide = svgs(lattice(explore(sale, bad=oversold)))[0]
    names = [t for t in wide.iter("text") if t.text.startswith(("ann", "bob"))]

    assert len(names) == 6
    assert {label.get("class") for label in names} == {None}


def test_a_lattice_has_room_for_long_names_of_steps():
    def query(shop):
        yield "SELECT stock FROM items WHERE id = 1 FOR UPDATE NOWAIT"

    drawing = lattice(explore(lambda: ({}, {"ann": query({}), "bob": query({})})))

    assert_legible(drawing)
    assert "without room" not in drawing.svg
