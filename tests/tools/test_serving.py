"""The server says in a line what is wrong with its port."""

import socket

import pytest
from serving import main, port_in, serve_near


@pytest.mark.parametrize("text", ["99999", "-1", "8000.5", "http", ""])
def test_what_is_no_port_is_told_in_a_line(text):
    with pytest.raises(SystemExit) as told:
        main(["folder", f"--port={text}", "--check"])

    assert told.value.code == (
        f"PORT={text}: a port is a whole number from 0 to 65535."
    )


@pytest.mark.parametrize("port", [0, 8000, 65535])
def test_a_port_is_its_number(port):
    assert port_in(str(port)) == port


def test_a_port_that_is_taken_is_told_and_another_one_serves(tmp_path, capsys):
    with socket.create_server(("127.0.0.1", 0)) as other:
        taken = other.getsockname()[1]
        with serve_near(tmp_path, taken) as address:
            assert address != f"http://127.0.0.1:{taken}"

    told = f"Port {taken}: Address already in use; taking a free one.\n"
    assert capsys.readouterr().out == told
