"""etcd: a Raft cluster whose members can be killed, paused and partitioned."""

from .arguments import whole_number
from .diallers import process_of
from .etcd_client import EtcdClient
from .etcd_election import all_agree, leader_of_a_majority
from .etcd_member import EtcdMember, program
from .links import LinkProxy
from .sandbox import Sandbox
from .waiting import wait_until


class EtcdCluster(Sandbox):
    """A real etcd cluster of 1 to 7 members, numbered from 1.

        with EtcdCluster(5) as etcd:
            etcd.client(1).put("lock", "ann")
            etcd.partition({1, 2}, {3, 4, 5})       # all five alive, clients reach all
            etcd.client(1).get("lock", serializable=True)
            etcd.heal()

    Heartbeats come every 50 ms, an election after 500 ms without one. Raises
    MissingServer without etcd and ServerDied when a member does not start.
    """

    foreign_settings = ("ETCD",)

    def __init__(self, count=3):
        super().__init__(nodes=whole_number("count", count, least=1, most=7))
        self.members = {}  # number to EtcdMember
        self._groups = []  # sets of numbers; none: nobody is cut off

    def open(self):
        """Start all members and wait until each of them knows the leader."""
        self.on_free_ports(2 * self.nodes, self._start)

    def close(self):
        """End every member and link."""
        try:
            super().close()
        finally:
            self._close_links()

    def _close_links(self):
        while self.members:
            self.members.popitem()[1].link.close()

    def _start(self, ports):
        self._close_links()
        self._groups = []
        for number in range(1, self.nodes + 1):
            port, peer_port = ports.pop(), ports.pop()
            link = LinkProxy(
                peer_port,
                identify=self._who_dialled,
                admits=lambda who, number=number: self._together(who, number),
            )
            self.members[number] = EtcdMember(number, port, peer_port, link)
        self._begun = False
        path = program()
        everybody = self.members.values()
        for member in everybody:
            member.start(self, path, everybody)
        for member in everybody:
            member.wait_for(member.has_begun, f"{member.name} to begin its log")
        self._begun = True
        for member in everybody:
            what = f"{member.name} and the others to agree on a leader"
            member.wait_for(lambda: all_agree(everybody), what)

    def client(self, number, timeout=1.5):
        """Return a client of one member that gives up after `timeout` seconds.

        etcd itself refuses only after 6 s what it cannot get a majority for.
        """
        return EtcdClient(self._member(number).port, timeout)

    def _member(self, number):
        self.refuse_unless_open()
        return self.members[whole_number("number", number, least=1, most=self.nodes)]

    def leader(self, deadline=15):
        """Return the number of the member that a majority takes for the leader.

        Waits for an election if need be; TimeoutError when there is none in time.
        """
        self.refuse_unless_open()
        return wait_until(
            lambda: leader_of_a_majority(self.members.values(), self._together),
            "a majority to agree on a leader",
            deadline,
        )

    def partition(self, *groups):
        """Cut every link between members of different groups; all stay alive.

        Each member must be in one group. A new partition replaces the old one.
        """
        self.refuse_unless_open()
        try:
            groups = [set(group) for group in groups]
        except TypeError:
            raise TypeError("groups are sets of members: ({1}, {2, 3})") from None
        named = [number for group in groups for number in group]
        if len(named) != self.nodes or set(named) != set(self.members):
            raise ValueError(
                f"put each of the members {list(self.members)} in one group"
            )
        self._set_groups(groups)

    def heal(self):
        """Mend every link; the cluster comes together by itself."""
        self.refuse_unless_open()
        self._set_groups([])

    def _set_groups(self, groups):
        self._groups = groups
        for member in self.members.values():
            member.link.changed()

    def _who_dialled(self, port):
        # A new member first asks each other one whether the cluster is old. One that
        # listens and does not answer yet would cost it a second: better be refused.
        if not self._begun:
            raise ConnectionRefusedError
        members = [m for m in list(self.members.values()) if m.process]
        numbers = {member.process.pid: member.number for member in members}
        return numbers.get(process_of(port, numbers))

    def _together(self, one, other):
        groups = self._groups
        return not groups or any({one, other} <= group for group in groups)

    def kill(self, number):
        """Crash a member (SIGKILL); its files stay."""
        self._member(number).process.kill()

    def restart(self, number):
        """Start a member again from its files and wait until it answers."""
        member = self._member(number)
        member.process.restart()
        member.wait_for(member.status, f"{member.name} to answer")

    def pause(self, number):
        """Freeze a member (SIGSTOP)."""
        self._member(number).process.pause()

    def resume(self, number):
        """Let a frozen member go on."""
        self._member(number).process.resume()
