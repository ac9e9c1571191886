"""What a judge says: which rule was broken, how the run ended, what was tried."""

import pytest
from exercises import judge, open_task
from exercises.task import task_names
from exercises.tasks import find_the_rule, mend_the_fence

GUARD_ALONE = """
def place_order(shop, number, n):
    yield "UPDATE"
    if shop.stock >= n:
        shop.stock -= n
        shop.orders[number] = n
"""
ENDS = [
    (
        "two-units-once",
        "only order 7 is sent twice",
        "2 of 6 schedules are bad. The shortest one takes the units of order 8 twice: "
        "4 of 4 units are taken, for order 8 (2 units).",
    ),
    (
        "two-units-once",
        "known by its units",
        "With 4 in stock, two orders for 2 units each can be served; in some schedule "
        "one is not.",
    ),
    (
        "two-units-once",
        "a refused order has no number of units",
        "`shop.orders[8]` is None; record the units of an order as a number, 0 if it "
        "is refused.",
    ),
    (
        "retry-without-loss",
        "a version that comes back",
        "If Ann stops before step 2 and 3 others save meanwhile, it loses a letter: "
        "the page says A.",
    ),
    (
        "mend-the-fence",
        "a version that comes back",
        "6 of 45 schedules of 2 holders with 1 and 4 updates are bad. The shortest one "
        "loses an update that was acknowledged: the counter is 2, and by what was "
        "acknowledged it should be 5.",
    ),
    (
        "release-safely",
        "compare how they begin",
        "18 of 165 schedules are bad. The shortest one brings Bob and Cy in together, "
        "and the lease of neither has ended.",
    ),
    (
        "two-units-once",
        "the starter",
        "6 of 6 schedules are bad. The shortest one takes more than is there: 5 of 4 "
        "units are taken, for order 7 (2 units) and order 8 (3 units).",
    ),
    (
        "two-units-once",
        "enough, but twice",
        "4 of 6 schedules are bad. The shortest one takes the units of order 7 twice: "
        "4 of 4 units are taken, for order 7 (2 units).",
    ),
    (
        "two-units-once",
        "record the order, and do not serve it",
        "90 of 90 schedules are bad. The shortest one records an order without taking "
        "all its units: 2 of 4 units are taken, for order 7 (2 units) and order 8 "
        "(3 units).",
    ),
    (
        "two-units-once",
        "take without a record",
        "6 of 6 schedules are bad. The shortest one takes units that are in no order: "
        "4 of 4 units are taken, for no order.",
    ),
    (
        "retry-without-loss",
        "the starter",
        "492 of 498 schedules are bad. The shortest one loses a letter: the page says "
        "AC.",
    ),
    (
        "retry-without-loss",
        "wait for the old version to come back",
        "42 of 48 schedules are bad. The shortest one gets stuck: Bob waits for "
        "“version” and Cy for “version”.",
    ),
    (
        "order-the-locks",
        "the starter",
        "6 of 72 schedules are bad. The shortest one gets stuck: Ann waits for “lock "
        "y”, Bob for “lock z” and Cy for “lock x”.",
    ),
    (
        "order-the-locks",
        "no locks",
        "84 of 90 schedules are bad. The shortest one loses a transfer: the balances "
        "are x 120, y 90, z 70, and should be x 120, y 90, z 90.",
    ),
    (
        "release-safely",
        "the starter",
        "36 of 204 schedules are bad. The shortest one brings Bob and Cy in together, "
        "and the lease of neither has ended.",
    ),
    (
        "release-safely",
        "never release, and trust in time",
        "32 of 32 schedules are bad. The shortest one gets stuck: Ann waits for “the "
        "lock” and Cy for “the lock”, and Redis still holds 7c9a.",
    ),
    (
        "mend-the-fence",
        "the starter",
        "2 of 6 schedules of 2 holders with 1 update each are bad. The shortest one "
        "loses an update that was acknowledged: the counter is 1, and by what was "
        "acknowledged it should be 2.",
    ),
    (
        "mend-the-fence",
        "the value has not risen",
        "24 of 90 schedules of 3 holders of whom Cy takes 1 away are bad. The shortest "
        "one loses an update that was acknowledged: the counter is 2, and by what was "
        "acknowledged it should be 1.",
    ),
    (
        "which-lock",
        "the starter",
        "file: with lock 'redlock' and check 'none', a worker overwrites a file that "
        "is newer than the one it read. In the shortest such run Bob reads, Ann "
        "writes, and then Bob writes.",
    ),
    (
        "when-to-acknowledge",
        "one of the two has it, and always promote the first",
        "In the shortest bad run Ann is told that a is kept, the leader dies, and f1 "
        "is promoted: its log is empty, and f2 has a.",
    ),
    (
        "when-to-acknowledge",
        "when both have it",
        "Nothing is lost, but when f1 dies, Ann can wait for ever: nobody acknowledges "
        "her write a.",
    ),
    (
        "find-the-rule",
        "the starter",
        "Your rule catches 1 of the 3 broken shops in full. It lets this pass, in the "
        "shop “write back”: it had 2, sold to Ann, Bob and Cy, and has 0 in stock.",
    ),
]


@pytest.mark.parametrize(("name", "trick", "said"), ENDS)
def test_a_refusal_names_what_happened_and_how_it_ended(name, trick, said):
    judged = judge(name, open_task(name).tricks[trick])

    assert judged.text == said


@pytest.mark.parametrize("name", ["two-units-once", "retry-without-loss"])
def test_the_drawing_ends_as_the_sentence_does(name):
    task = open_task(name)
    for source in task.tricks.values():
        judged = judge(name, source)
        if judged.figure is None:
            continue
        _, _, ended = judged.text.partition("one ")[2].partition(": ")
        drawn = judged.figure._repr_html_().replace("Stuck: ", "")
        assert f"{ended[0].upper()}{ended[1:]}</p>" in drawn


def test_the_drawing_of_locks_ends_as_the_sentence_does():
    judged = judge("order-the-locks", open_task("order-the-locks").tricks["no locks"])

    _, _, ended = judged.text.partition(": the ")
    assert f"The {ended}</p>" in judged.figure._repr_html_()


@pytest.mark.parametrize("name", task_names())
def test_what_was_tried_is_said_in_a_readers_words(name):
    for source in open_task(name).repairs.values():
        said = judge(name, source).text

        assert "states" not in said
        assert "clients" not in said
        assert "time" not in said.replace("where time may run out", "")


def test_who_is_named_in_what_was_tried():
    assert judge("release-safely", open_task("release-safely").solution).text == (
        "All 126 schedules of Ann, Bob, Cy and the end of Ann's lease were tried, each "
        "step in one piece: 0 bring Bob and Cy in together, and everybody gets the "
        "lock in the end."
    )
    said = judge("two-units-once", open_task("two-units-once").solution).text
    assert said.startswith("All 6 schedules of Ann, Bob and Ann again were tried, ")


def test_the_goal_is_in_one_head():
    two_units = judge("two-units-once", GUARD_ALONE)
    assert two_units.figure.goal == "Make the stock wrong."
    tricks = open_task("order-the-locks").tricks
    assert judge("order-the-locks", tricks["target first"]).figure.goal == "Get stuck."
    lost = judge("order-the-locks", tricks["no locks"])
    assert lost.figure.goal == "Lose a transfer."
    release = open_task("release-safely").tricks
    stuck = judge("release-safely", release["mark it as free"])
    assert stuck.figure.goal == "Get stuck."
    met = judge("release-safely", release["the starter"])
    assert met.figure.goal == "Bring Bob and Cy in together."


def test_the_goal_of_each_broken_shop_is_true_of_all_its_bad_ends():
    shops = {shop.title: shop for shop in find_the_rule.SHOPS}

    def bad_ends(title):
        ends = [shop for _, shop in shops[title].ends()]
        return [shop for shop in ends if find_the_rule.is_broken(shop)]

    sold_too_many = bad_ends("check first")
    assert shops["check first"].goal == "Sell more than there was."
    assert sold_too_many
    assert all(len(shop.sold_to) > shop.had for shop in sold_too_many)
    stock_too_high = bad_ends("write back")
    assert shops["write back"].goal == "Have more in stock than is left."
    assert stock_too_high
    assert all(shop.stock > shop.had - len(shop.sold_to) for shop in stock_too_high)
    stock_wrong = bad_ends("delivery")
    assert shops["delivery"].goal == "Have another number in stock than is left."
    assert stock_wrong
    assert all(shop.stock != shop.had - len(shop.sold_to) for shop in stock_wrong)
    assert not bad_ends("careful") + bad_ends("take first")


def test_one_lock_for_all_is_right_and_gets_a_note():
    repairs = open_task("order-the-locks").repairs
    note = "But nobody ever moves money while another does, not even between other rows"

    noted = [t for t, source in repairs.items() if note in judge_locks(source)]

    assert noted == ["one lock for the bank"]


def judge_locks(source):
    return judge("order-the-locks", source).text


def test_a_check_by_value_is_right_and_gets_a_note():
    repairs = open_task("mend-the-fence").repairs
    note = "Your check lets a write pass when the value has changed meanwhile and come"

    noted = [
        title
        for title, source in repairs.items()
        if note in judge("mend-the-fence", source).text
    ]

    assert noted == ["compare and set by value", "the fence and the value"]


def test_a_counter_is_right_though_its_value_has_come_back():
    checks = (
        lambda file, token: True,
        lambda file, token, seen: file.value == seen.value,
    )
    race = mend_the_fence.race_of((1, 1, 1), checks, mend_the_fence.CY_TAKES)

    run = mend_the_fence.replay(race, "011220")

    assert run.state.done == ["Bob", "Cy", "Ann"]
    assert not mend_the_fence.lost(run.state)


def test_money_that_moves_otherwise_is_right_and_gets_a_note():
    repairs = open_task("order-the-locks").repairs
    note = "It moves the money without `move`"

    noted = [t for t, source in repairs.items() if note in judge_locks(source)]

    assert noted == ["additions in one step"]


def test_to_try_again_without_end_is_refused_at_once():
    tricks = open_task("order-the-locks").tricks
    said = judge_locks(tricks["give back and begin again"])

    assert said.startswith("Somebody tries again and again while another has not gone ")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("two-units-once", "stock"),
        ("retry-without-loss", "text"),
        ("order-the-locks", "balance"),
    ],
)
def test_what_is_done_before_the_first_step_is_refused(name, value):
    judged = judge(name, open_task(name).tricks["before the first step"])

    assert judged.text == (
        f"Your function changes `{value}` before its first `yield`: begin each step "
        "with one, as the starter does."
    )
