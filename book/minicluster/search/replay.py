"""One way of `reach`, taken again with its whole trace."""

from .snapshots import Snapshots


def replay_world(world, schedule):
    """Return a world that has gone a way of `reach`, with its trace; see `replay`."""
    happened = list(world.events)
    snapshots = Snapshots(world)
    state = snapshots.start
    for number in schedule.split(".") if schedule else []:
        choices = state.choices()
        if not number.isdecimal() or int(number) >= len(choices):
            raise ValueError(
                f"step {state.depth + 1} of {schedule!r}: {number!r} is no step here, "
                f"there are {len(choices)}, counted from 0"
            )
        step = int(number), choices[int(number)]
        snapshots.do(state, *step)
        happened += world.events[len(state.marks) :]
        state = snapshots.save(state, *step)
    world.events = happened
    return world
