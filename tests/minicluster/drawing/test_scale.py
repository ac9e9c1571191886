"""The scale of a picture: equal times equally long, and breaks that are marked."""

import itertools

from hypothesis import given
from hypothesis import strategies as st
from minicluster.drawing.scale import BREAK, Scale

MOMENTS = st.lists(st.integers(0, 10**8), min_size=1, max_size=30)


@given(MOMENTS)
def test_later_is_never_before(moments):
    scale = Scale(moments, 0, 500)
    places = [scale.at(moment) for moment in sorted(moments)]

    assert places == sorted(places)
    assert all(0 <= place <= 500 + 1e-6 for place in places)


@given(MOMENTS)
def test_equal_times_are_equally_long_where_nothing_is_left_out(moments):
    scale = Scale(moments, 0, 500)
    for part in scale.parts:
        if not part.is_left_out and part.end > part.start:
            length = scale.at(part.end) - scale.at(part.start)
            assert abs(length - (part.end - part.start) * scale.rate) < 1e-6


def test_what_is_left_out_takes_little_room():
    scale = Scale([0, 1_000, 2_000, 30_000_000, 30_002_000], 0, 500)

    assert [part.start for part in scale.left_out] == [2_000]
    assert scale.at(30_000_000) - scale.at(2_000) == BREAK
    assert scale.at(2_000) == 500 - scale.at(30_000_000)
    assert scale.unit.name == "ms"


def test_ticks_are_round_numbers_and_not_in_what_is_left_out():
    scale = Scale([0, 4_000, 30_000_000, 30_004_000], 0, 500)

    ticks = scale.ticks(50)

    assert {tick % 500 for tick in ticks} == {0}
    assert not [tick for tick in ticks if 4_000 < tick < 30_000_000]
    places = [scale.at(tick) for tick in ticks]
    gaps = [b - a for a, b in itertools.pairwise(places)]
    assert min(gaps) >= 50


def test_a_picture_of_one_moment_has_a_scale():
    assert Scale([], 0, 500).at(0) == 0
    assert Scale([], 0, 500).ticks(50) == [0]
