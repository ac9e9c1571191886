"""What follows from effects: looks, twins, hopeless and indifferent states."""

import pytest
from brute_force import Bare
from minicluster import CasRegister, KeyValue, Operation, check_linearizable
from minicluster.judging.hints import Hints
from minicluster.judging.memory import Memory
from minicluster.judging.numbering import bits_below, numbers_in, set_of


def at_once(*asked, lost=()):
    """Make hints of operations that overlap; they return in the order given."""
    operations = [
        Operation(
            number, name, args, result, 0, None if number in lost else 10 + number
        )
        for number, (name, args, result) in enumerate(asked)
    ]
    model = KeyValue() if asked[0][0] in KeyValue.names else CasRegister()
    return Hints(operations, model)


READ_1 = ("read", (), 1)
WRITE_1 = ("write", (1,), None)
WRITE_2 = ("write", (2,), None)
SWAPPED = ("cas", (1, 2), True)
REFUSED = ("cas", (1, 2), False)


def test_reads_and_refused_swaps_are_looks_if_they_were_answered():
    hints = at_once(READ_1, WRITE_1, REFUSED, SWAPPED, READ_1, REFUSED, lost=[4, 5])

    assert numbers_in(hints.looks) == [0, 2]


def test_twins_leave_the_same_state_and_need_the_same():
    swapped_back = ("cas", (2, 2), True)
    hints = at_once(
        WRITE_2, SWAPPED, WRITE_2, SWAPPED, WRITE_1, READ_1, READ_1, swapped_back,
        REFUSED, REFUSED, WRITE_2, lost=[10],
    )  # fmt: skip

    assert [numbers_in(twins) for twins in hints.earlier_twins] == [
        [], [], [0], [1], [], [], [], [], [], [], [0, 2],
    ]  # fmt: skip


def test_appends_are_no_twins():
    append = ("append", ("k", "a"), None)
    put = ("put", ("k", "a"), None)

    hints = at_once(append, append, put, put)

    assert hints.earlier_twins == [0, 0, 0, 0b100]


def test_what_its_client_followed_up_at_once_is_no_twin():
    first = Operation("ann", "write", (1,), None, 0, 10)
    second = Operation("bob", "write", (1,), None, 0, 10)
    third = Operation("bob", "write", (1,), None, 10, 20)

    assert Hints([first, second, third], CasRegister()).earlier_twins == [0, 0, 0b1]


def test_the_wanted_answer_is_the_first_that_can_be_wrong():
    hints = at_once(WRITE_1, READ_1, WRITE_2, REFUSED, SWAPPED, lost=[4])

    wanted = [hints.wanted_next(set_of(placed)) for placed in ([], [0], [1], [1, 3])]

    assert wanted == [1, 1, 3, -1]


def test_a_state_is_hopeless_when_nothing_missing_can_lead_to_what_is_wanted():
    hints = at_once(WRITE_1, READ_1, ("cas", (2, 1), True), REFUSED)

    assert not hints.is_hopeless(0, state=1, wanted=1)
    assert not hints.is_hopeless(0, state=2, wanted=1)
    assert not hints.is_hopeless(0b0001, state=2, wanted=1)
    assert not hints.is_hopeless(0b0100, state=2, wanted=1)
    assert hints.is_hopeless(0b0101, state=2, wanted=1)
    assert not hints.is_hopeless(0b0101, state=1, wanted=1)
    assert not hints.is_hopeless(0b0111, state=1, wanted=3)
    assert not hints.is_hopeless(0b1111, state=1, wanted=-1)


def test_what_was_called_too_late_leads_nowhere():
    read = Operation("ann", "read", (), 1, 0, 10)
    write = Operation("bob", "write", (1,), None, 11, 20)

    assert Hints([read, write], CasRegister()).first_impossible() == 0
    in_time = Operation("bob", "write", (1,), None, 10, 20)
    assert Hints([read, in_time], CasRegister()).first_impossible() == 2


def test_appends_lead_to_a_string_and_puts_to_what_it_begins_with():
    hints = at_once(
        ("get", ("k",), "abc"), ("put", ("k", "ab"), None), ("put", ("k", "x"), None)
    )

    assert not hints.is_hopeless(0b110, state="ab", wanted=0)
    assert hints.is_hopeless(0b110, state="b", wanted=0)
    assert not hints.is_hopeless(0b100, state="b", wanted=0)
    assert hints.is_hopeless(0b010, state="b", wanted=0)


def test_a_state_makes_no_difference_if_nothing_missing_can_tell():
    hints = at_once(READ_1, WRITE_2, ("cas", (3, 4), None), SWAPPED, lost=[2])

    assert [hints.makes_a_difference(0, state) for state in (None, 1, 2, 3)] == [
        False,
        True,
        False,
        True,
    ]
    assert not hints.makes_a_difference(0b0101, state=1)
    assert not hints.makes_a_difference(0b1000, state=3)


def test_a_refused_swap_can_tell_any_two_states():
    hints = at_once(READ_1, REFUSED, REFUSED, READ_1, lost=[2, 3])

    assert hints.makes_a_difference(0b0001, state=7)
    assert hints.makes_a_difference(0b1011, state=1)
    assert not hints.makes_a_difference(0b1111, state=1)


def test_without_effects_every_state_makes_a_difference():
    history = [Operation("ann", "read", (), 1, 0, 5), Operation("bob", "write", (1,))]
    hints = Hints(history, Bare(CasRegister()))

    assert hints.makes_a_difference(0, state=7)
    assert not hints.is_hopeless(0b10, state=7, wanted=0)
    assert (hints.looks, hints.earlier_twins) == (0, [0, 0])
    assert hints.first_impossible() == 1


def test_what_used_up_more_of_the_unanswered_is_not_new():
    hints = at_once(("cas", (0, 1), False), WRITE_1, WRITE_1, lost=[1, 2])
    memory = Memory(hints)

    met = [memory.is_new(placed, state=5) for placed in (0b010, 0b110, 0b100, 0b000)]

    assert met == [True, False, True, True]
    assert not memory.is_new(0b110, state=5)
    assert memory.is_new(0b111, state=5)
    assert memory.is_new(0b110, state=6)
    assert memory.states == 5


def test_states_that_make_no_difference_are_met_once():
    memory = Memory(at_once(READ_1, WRITE_2, WRITE_1))

    assert memory.is_new(0b010, state=2)
    assert not memory.is_new(0b010, state=3)
    assert memory.is_new(0b010, state=1)


@pytest.mark.parametrize(
    ("asked", "states", "bare_states"),
    [
        # Two looks are placed at once, in whatever order they stand.
        ([WRITE_1, WRITE_1, READ_1, READ_1], 3, 5),
        # Of the six orders of three equal writes one is tried.
        ([WRITE_1, WRITE_1, WRITE_1, ("read", (), 2)], 1, 8),
        # 1 was overwritten, and nothing can bring it back.
        ([("write", (1,), None), WRITE_2, WRITE_2, READ_1, ("read", (), 3)], 2, 18),
    ],
)
def test_work_is_spared(asked, states, bare_states):
    operations = at_once(*asked).part.operations

    told = check_linearizable(operations, CasRegister())
    bare = check_linearizable(operations, Bare(CasRegister()))

    assert (told.ok, told.stuck) == (bare.ok, bare.stuck)
    covered = f"{len(asked)} operations, 1 part, "
    assert told.covered.startswith(f"{covered}{states} state")
    assert bare.covered.startswith(f"{covered}{bare_states} state")


def test_equal_writes_are_tried_in_one_order():
    """Eight writes of two values: 25 sets of them are met, not all 256."""
    writes = [
        Operation(client, "write", (client % 2,), None, 0, 10 + client)
        for client in range(8)
    ]
    reads = [
        Operation("ann", "read", (), value, 50 + value, 50 + value) for value in (0, 1)
    ]

    verdict = check_linearizable([*writes, *reads], CasRegister())

    assert verdict.stuck == reads[1]
    assert verdict.covered == "10 operations, 1 part, 41 states"


def test_reads_one_after_the_other_are_placed_at_once():
    """Ten reads, each after the one before, make no states of their own."""
    reads = [Operation("ann", "read", (), 1, n, n) for n in range(10, 20)]
    writes = [Operation(client, "write", (1,), None, 0, 30) for client in (1, 2)]

    verdict = check_linearizable([*writes, *reads], CasRegister())

    assert verdict.order == [writes[0], *reads, writes[1]]
    assert verdict.covered == "12 operations, 1 part, 3 states"


def test_bits_below_none_is_the_empty_set():
    assert bits_below(0) == 0
