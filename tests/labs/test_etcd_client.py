"""What an etcd client makes of a member that breaks off, or is not there."""

import socket
import threading

import pytest
from labs.etcd_client import EtcdClient, EtcdUnavailable
from labs.processes import free_ports


@pytest.fixture
def broken_off():
    """The port of a server that ends in the middle of its answer."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def answer():
            connection, _ = server.accept()
            with connection:
                connection.recv(65536)
                connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{")

        thread = threading.Thread(target=answer)
        thread.start()
        yield server.getsockname()[1]
        thread.join()


def test_half_an_answer_is_no_answer(broken_off):
    with pytest.raises(EtcdUnavailable, match=f"kv/range at port {broken_off}"):
        EtcdClient(broken_off).get("lock")


def test_nobody_there_is_no_answer():
    (port,) = free_ports(1)
    with pytest.raises(EtcdUnavailable, match=f"kv/put at port {port}: .*refused"):
        EtcdClient(port).put("lock", "ann")
