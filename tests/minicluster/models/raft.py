"""Raft in small, after Figure 2 of the paper (Ongaro and Ousterhout, ATC 2014).

The same class runs in time and in a search. An entry is (term, value).
"""

from minicluster import Node, World

NAMES = ("n1", "n2", "n3")
MS = 1_000
HEARTBEAT = 50 * MS


class Raft(Node):
    durable = ("term", "voted_for", "log")

    def __init__(self, name, peers, most_terms=None):
        super().__init__(name)
        self.peers = tuple(peers)
        self.most_terms = most_terms  # no election beyond it: a search needs an end
        self.term = 0
        self.voted_for = None
        self.log = ()
        self.votes = ()
        self.match = {}  # how much of the log each peer has, as the leader knows it
        self.committed = 0

    def on_start(self):
        self.become("follower")
        self.wait_for_leader()

    def wait_for_leader(self):
        self.set_timer("election", self.stream.randrange(150, 300) * MS)

    def majority(self):
        return (len(self.peers) + 1) // 2 + 1

    def on_timer(self, name):
        if name == "heartbeat":
            self.send_entries()
        elif self.role != "leader" and self.term != self.most_terms:
            self.stand_for_election()

    def stand_for_election(self):
        self.term += 1
        self.become("candidate")
        self.voted_for = self.name
        self.votes = (self.name,)
        for peer in self.peers:
            self.send(peer, ("vote?", self.term, self.how_far()))
        self.wait_for_leader()

    def how_far(self):
        last_term = self.log[-1][0] if self.log else 0
        return last_term, len(self.log)

    def on_message(self, request, message):
        kind, term, *rest = message
        if term > self.term:
            self.term = term
            self.voted_for = None
            self.follow()
        handler = {
            "vote?": self.on_vote_request,
            "vote": self.on_vote,
            "entries": self.on_entries,
            "stored": self.on_stored,
        }[kind]
        handler(request.source, term, *rest)

    def follow(self):
        self.become("follower")
        self.votes = ()
        self.match = {}
        self.cancel_timer("heartbeat")
        self.wait_for_leader()

    def on_vote_request(self, candidate, term, how_far):
        is_new = term == self.term and self.voted_for in (None, candidate)
        granted = is_new and how_far >= self.how_far()
        if granted:
            self.voted_for = candidate
        self.send(candidate, ("vote", self.term, granted))

    def on_vote(self, voter, term, granted):
        if not granted or term != self.term or self.role != "candidate":
            return
        self.votes = tuple(sorted({*self.votes, voter}))
        if len(self.votes) >= self.majority():
            self.become("leader")
            self.log = (*self.log, (self.term, f"{self.name} leads"))
            self.match = dict.fromkeys(self.peers, 0)
            self.cancel_timer("election")
            self.send_entries()

    def send_entries(self):
        for peer in self.peers:
            self.send(peer, ("entries", self.term, self.log, self.committed))
        self.set_timer("heartbeat", HEARTBEAT)

    def on_entries(self, leader, term, log, committed):
        """Take the leader's whole log, which stands for its check of consistency."""
        if term < self.term:
            self.send(leader, ("stored", self.term, 0))
            return
        if self.role != "follower":
            self.follow()
        self.wait_for_leader()
        if len(log) >= len(self.log) or log != self.log[: len(log)]:
            self.log = log
        self.committed = max(self.committed, min(committed, len(self.log)))
        self.send(leader, ("stored", self.term, len(log)))

    def on_stored(self, peer, term, length):
        if self.role != "leader" or term != self.term:
            return
        self.match = {**self.match, peer: max(self.match[peer], length)}
        lengths = sorted([len(self.log), *self.match.values()], reverse=True)
        on_majority = lengths[self.majority() - 1]
        if on_majority > self.committed and self.log[on_majority - 1][0] == self.term:
            self.committed = on_majority


class Forgetful(Raft):
    """Its vote is not on disk: the slip that Figure 2 warns of."""

    durable = ("term", "log")


def one_leader_a_term(world):
    terms = [node.term for node in world.nodes.values() if node.role == "leader"]
    return len(terms) == len(set(terms))


def committed_agree(world):
    """Of two committed logs the shorter is the beginning of the longer."""
    logs = [node.log[: node.committed] for node in world.nodes.values()]
    longest = max(logs, key=len)
    return all(longest[: len(log)] == log for log in logs)


def cluster(kind=Raft, most_terms=None, **options):
    world = World(seed=options.pop("seed", 1), **options)
    for name in NAMES:
        peers = [other for other in NAMES if other != name]
        world.add(kind(name, peers, most_terms))
    return world
