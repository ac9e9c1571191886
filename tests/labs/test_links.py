"""Links: slow, cut, reset, refusing; on plain sockets."""

import socket
import threading
import time

import pytest
from labs.links import LinkProxy


@pytest.fixture
def echo():
    """The port of a server that sends back what it gets."""
    server = socket.create_server(("127.0.0.1", 0))

    def serve(connection):
        with connection:
            try:
                while data := connection.recv(65536):
                    connection.sendall(data)
            except OSError:
                pass

    def accept():
        while True:
            try:
                connection, _ = server.accept()
            except OSError:
                return
            threading.Thread(target=serve, args=[connection], daemon=True).start()

    thread = threading.Thread(target=accept)
    thread.start()
    yield server.getsockname()[1]
    server.shutdown(socket.SHUT_RDWR)
    server.close()
    thread.join()


@pytest.fixture
def link(echo):
    with LinkProxy(echo) as link:
        yield link


def dial(link):
    return socket.create_connection(("127.0.0.1", link.port), timeout=10)


def hears(connection, count):
    """Return exactly `count` bytes."""
    data = b""
    while len(data) < count:
        data += connection.recv(count - len(data)) or pytest.fail("ended early")
    return data


def stays_silent(connection, seconds=0.1):
    connection.settimeout(seconds)
    try:
        connection.recv(1)
    except TimeoutError:
        return True
    finally:
        connection.settimeout(10)
    return False


def test_a_link_carries_both_ways_in_order(link):
    message = bytes(range(256)) * 4000
    with dial(link) as connection:
        sender = threading.Thread(target=connection.sendall, args=[message])
        sender.start()
        assert hears(connection, len(message)) == message
        sender.join()


def test_an_end_of_data_is_passed_on(link):
    with dial(link) as connection:
        connection.sendall(b"last")
        connection.shutdown(socket.SHUT_WR)
        assert hears(connection, 4) == b"last"
        assert connection.recv(1) == b""


def test_latency_counts_each_way_and_is_changed_while_running(link):
    with dial(link) as connection:
        link.latency = 0.05
        begin = time.monotonic()
        connection.sendall(b"x")
        hears(connection, 1)
        assert time.monotonic() - begin >= 0.1
        link.latency = 0
        connection.sendall(b"y")
        assert hears(connection, 1) == b"y"


def test_a_cut_link_delivers_nothing_until_healed(link):
    with dial(link) as connection:
        link.cut()
        connection.sendall(b"held")
        assert stays_silent(connection)
        link.heal()
        assert hears(connection, 4) == b"held"


def test_a_new_connection_through_a_cut_hangs_until_healed(link):
    link.cut()
    with dial(link) as connection:
        connection.sendall(b"held")
        assert stays_silent(connection)
        link.heal()
        assert hears(connection, 4) == b"held"


def test_a_reset_breaks_connections_and_loses_what_was_held(link):
    with dial(link) as old:
        link.cut()
        old.sendall(b"lost")
        link.reset()
        with pytest.raises(ConnectionResetError):
            old.recv(1)
    link.heal()
    with dial(link) as new:
        new.sendall(b"new")
        assert hears(new, 3) == b"new"


def test_a_refusing_link_breaks_and_refuses_until_healed(link):
    with dial(link) as old:
        old.sendall(b"x")
        hears(old, 1)
        link.refuse()
        with pytest.raises(ConnectionResetError):
            old.recv(1)
    with pytest.raises(ConnectionRefusedError):
        dial(link)
    link.heal()
    with dial(link) as new:
        new.sendall(b"new")
        assert hears(new, 3) == b"new"


def test_a_link_to_nobody_resets():
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    # The reset may come while the connection is being made, or right after.
    with (
        LinkProxy(port) as link,
        pytest.raises(ConnectionResetError),
        dial(link) as connection,
    ):
        connection.recv(1)


def test_a_closed_link_says_so_and_stays_closed(echo):
    with LinkProxy(echo) as link:
        assert link.state == "open"
    assert link.state == "closed"
    for ask in (link.cut, link.heal, link.refuse, link.reset, link.changed):
        with pytest.raises(RuntimeError, match="make a new LinkProxy"):
            ask()
    with pytest.raises(RuntimeError, match="make a new LinkProxy"), link:
        pass
    link.close()


def test_a_link_whose_port_was_taken_meanwhile_still_refuses(link):
    link.refuse()
    with socket.create_server(("127.0.0.1", link.port)):
        with pytest.raises(OSError, match="in use"):
            link.heal()
        assert link.state == "refuse"
    link.heal()
    with dial(link) as connection:
        connection.sendall(b"x")
        assert hears(connection, 1) == b"x"


def test_a_link_cuts_only_those_it_does_not_admit(echo):
    cut_off = set()
    with (
        LinkProxy(echo, admits=lambda who: who not in cut_off) as link,
        dial(link) as ann,
        dial(link) as bob,
    ):
        cut_off.add(bob.getsockname()[1])
        link.changed()
        for connection in (ann, bob):
            connection.sendall(b"x")
        assert hears(ann, 1) == b"x"
        assert stays_silent(bob)
        cut_off.clear()
        link.changed()
        assert hears(bob, 1) == b"x"


def test_a_closed_link_frees_its_thread_and_port(echo):
    before = threading.active_count()
    link = LinkProxy(echo)
    with dial(link) as connection:
        connection.sendall(b"x")
        hears(connection, 1)
        link.close()
        with pytest.raises(ConnectionResetError):
            connection.recv(1)
    link.close()
    with pytest.raises(ConnectionRefusedError):
        dial(link)
    assert threading.active_count() <= before + 1  # the server's own, for ann
