"""The picture of one schedule of a race: steps, beliefs, and the shared values."""

from .drawn import draw
from .followed import Followed, in_short
from .lasting import End, Harm, Span, Value
from .marks import Dot
from .scale import STEPS
from .scene import Lane, Scene


def lanes(race, schedule, *, values, believes=None, bad=None, caption="", alt=None):
    """Draw a schedule of a race: a lane for each client and each shared value.

    `race` and `schedule` are those of `replay`. `values` names the shared values that
    have a lane. `believes` is a function of a client's variables, and returns the words
    of what it goes by and the name of the shared value that this is about, or None. A
    belief lasts until its client acts on it, which is to change that value;
    from the moment somebody else changes it, it is out of date: this time is hatched.
    What is stored once `bad(shared)` holds is marked with the words of `bad`. Steps
    are equally far apart: this is no scale of time.

    >>> def buyer(shop):
    ...     yield "read"
    ...     seen = shop["stock"]
    ...     yield "write"
    ...     shop["stock"] = seen - 1
    >>> def race():
    ...     shop = {"stock": 5}
    ...     return shop, {"ann": buyer(shop), "bob": buyer(shop)}
    >>> def sees(variables):
    ...     if "seen" in variables:
    ...         return f"sees {variables['seen']}", "stock"
    >>> print(*lanes(race, "0110", values=["stock"], believes=sees).log, sep="; ")
    ann: read, sees 5; bob: read, sees 5; bob: write, stock = 4; \
ann's belief is out of date; ann: write
    """
    run = Followed(race, schedule, values, believes, bad)
    names = list(run.execution.names.values())
    lane_of_client = [Lane(name, number) for number, name in enumerate(names)]
    lane_of_value = [Lane(name, has_line=False) for name in values]
    moments = range(len(schedule) + 1)
    scene = Scene(lane_of_client + lane_of_value, moments, STEPS, "steps, not time")
    _tell(scene, run)
    if alt is None:
        steps = f"{len(schedule)} steps of {' and '.join(names)}"
        alt = f"{steps}; shared: {', '.join(values)}."
    return draw(scene, alt, caption or alt)


def _tell(scene, run):
    """Tell each step with what it changes, and the time of each outdated belief."""
    boxes = {}  # the marks of the values, by number of the step
    for kept in run.kept:
        boxes.setdefault(kept.start, []).append(_box(scene, kept))
    scene.first += boxes.get(0, [])
    marks = {step.number: boxes.get(step.number, []) for step in run.taken}
    for belief in run.beliefs:
        style = scene.lanes[belief.client].style
        ends = belief.start, belief.end
        track = scene.track(belief.client, "belief", belief.words, *ends)
        bar = Span(belief.client, track, *ends, belief.words, f"{style} soft")
        marks[belief.start].append(bar)
        if belief.end is not None:
            marks[belief.end].append(End(belief.client, track, belief.end, "", style))
    for step in run.taken:
        style = scene.lanes[step.client].style
        dot = Dot(step.client, step.number, step.label, style)
        scene.lanes[step.client].beside.append(step.label)
        scene.tell(step.number, _words_of(step), dot, *marks[step.number])
    for belief in run.beliefs:
        if belief.outdated is not None and belief.outdated != belief.end:
            words = f"{belief.client}'s belief is out of date"
            ends = belief.outdated, belief.end
            harm = Harm(belief.client, belief.client, *ends, words)
            scene.lanes[belief.client].tracks[-1].bold.append(words)
            scene.tell(belief.outdated, words, harm, rank=4)


def _box(scene, kept):
    words = f"{in_short(kept.value)} {kept.wrong}".strip()
    ends = kept.start, kept.end
    track = scene.track(kept.name, "value", words, *ends, is_bold=bool(kept.wrong))
    has_changed = kept.start > 0
    return Value(kept.name, track, *ends, words, has_changed, bool(kept.wrong))


def _words_of(step):
    """Return a step as a line of the log."""
    told = [f"{step.client}: {step.label}"]
    if step.learned is not None:
        told.append(step.learned.words)
    for kept in step.changed:
        told.append(f"{kept.name} = {in_short(kept.value)}")
        if kept.wrong:
            told.append(kept.wrong)
    return ", ".join(told)
