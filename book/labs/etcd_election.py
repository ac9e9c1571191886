"""Who leads an etcd cluster, by what its members say."""

from .etcd_client import EtcdUnavailable


def all_agree(members):
    """Return whether all are members of one cluster, theirs, with one leader."""
    heard = [member.status() for member in members]
    leaders = {status.get("leader", "0") for status in heard}
    ids = {status["header"]["member_id"] for status in heard}
    clusters = {status["header"]["cluster_id"] for status in heard}
    return len(clusters) == len(leaders) == 1 and leaders <= ids


def leader_of_a_majority(members, together):
    """Return the number of the member that a majority takes for the leader, or None.

    `together(one, other)` says whether members with these numbers reach each other:
    those that were just cut off from their leader may not have noticed yet.
    """
    number_of = {}  # the id that etcd gave a member, to our number
    followed = {}  # number of a member that answers, to the id of its leader
    for member in members:
        try:
            status = member.status()
        except EtcdUnavailable:
            continue
        number_of[status["header"]["member_id"]] = member.number
        followed[member.number] = status.get("leader")
    for leader in number_of.values():
        followers = [
            number for number, its in followed.items() if number_of.get(its) == leader
        ]
        if sum(together(leader, n) for n in followers) > len(members) // 2:
            return leader
    return None
