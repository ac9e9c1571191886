"""PostgresCluster on the real server: each capability, and what stays behind."""

import select
import time
from contextlib import ExitStack
from pathlib import Path

import psycopg
import pytest
from labs.guard import processes_in
from labs.postgres import PostgresCluster
from labs.process import ServerDied
from labs.processes import free_ports, server_user
from labs.waiting import wait_until

pytestmark = pytest.mark.usefixtures("postgres_program")

COUNT = "select count(*) from notes"
INSERT = "insert into notes values ('waiting')"
NOT_CONFIRMED = "canceling wait for synchronous replication due to user request"


@pytest.fixture(scope="module")
def shared(postgres_program):
    """A leader and two followers, for all tests that break nothing for good."""
    with PostgresCluster(replicas=2) as pg:
        yield pg


@pytest.fixture(scope="module")
def alone(postgres_program):
    """A leader without followers, for all tests that leave it running."""
    with PostgresCluster() as pg:
        yield pg


@pytest.fixture
def trio(shared):
    """The shared cluster with an empty table that both followers have."""
    make_table(shared)
    yield shared
    for replica in shared.replicas:
        replica.heal()
        replica.resume_replay()
        if replica.apply_delay != "0":
            replica.apply_delay = "0"
    if shared.leader.ask("show synchronous_standby_names"):
        shared.synchronous = False


@pytest.fixture
def pair():
    """A leader and one follower, with an empty table, for one test to break."""
    with PostgresCluster(replicas=1) as pg:
        make_table(pg)
        yield pg


def make_table(pg):
    pg.leader.ask("drop table if exists notes")
    pg.leader.ask("create table notes (body text)")
    for replica in pg.replicas:
        replica.wait_for_replay()


def note(pg, body="hello"):
    pg.leader.ask("insert into notes values (%s)", body)


def received(replica):
    """Wait until the follower has all the leader wrote, applied or not."""
    lsn = replica.leader.ask("select pg_current_wal_lsn()::text")
    query = "select pg_last_wal_receive_lsn() >= %s::pg_lsn"
    wait_until(lambda: replica.ask(query, lsn), f"{replica.name} to receive {lsn}")


def lock_segments(pg):
    """Return the ids of the shared memory that PostgreSQL locks its files with."""
    files = pg.directory.glob("*/data/postmaster.pid")
    return {file.read_text().splitlines()[6].split()[1] for file in files}


def segments_of_this_machine():
    listing = Path("/proc/sysvipc/shm")
    lines = listing.read_text().splitlines()[1:] if listing.exists() else []
    return {line.split()[1] for line in lines}


def assert_nothing_left(directory):
    assert processes_in(directory, {None, server_user()}) == set()
    assert not directory.exists()


# What it is


def test_a_leader_alone_takes_transactions(alone):
    with alone.leader.connect() as connection:
        connection.execute("create table items (stock int)")
        connection.execute("insert into items values (1)")
    assert alone.leader.ask("select stock from items") == 1
    assert alone.replicas == []


def test_a_connection_takes_psycopgs_options(trio):
    with trio.leader.connect(autocommit=True, application_name="buyer") as connection:
        assert connection.autocommit
        name = connection.execute("select current_setting('application_name')")
        assert name.fetchone() == ("buyer",)


def test_an_address_works_for_psycopg_itself(trio):
    with psycopg.connect(trio.replicas[0].address) as connection:
        assert connection.execute("select pg_is_in_recovery()").fetchone() == (True,)


def test_servers_listen_on_the_loopback_only(trio):
    for server in [trio.leader, *trio.replicas]:
        assert server.ask("select host(inet_server_addr())") == "127.0.0.1"
        assert server.ask("show listen_addresses") == "127.0.0.1"
        assert server.ask("show unix_socket_directories") == ""


def test_two_followers_stream_and_refuse_writes(trio):
    note(trio)
    for replica in trio.replicas:
        replica.wait_for_replay()
        assert replica.ask(COUNT) == 1
        with pytest.raises(psycopg.errors.ReadOnlySqlTransaction):
            replica.ask("insert into notes values ('no')")
    streams = "select count(*) from pg_stat_replication where state = 'streaming'"
    assert trio.leader.ask(streams) == 2


def test_no_server_runs_as_root(trio):
    for server in [trio.leader, *trio.replicas]:
        assert Path(f"/proc/{server.process.pid}").stat().st_uid != 0


ELSEWHERE = """
import os, subprocess, sys
import psycopg
from labs import PostgresCluster
options = psycopg.pq.Conninfo.get_defaults()
names = {option.envvar.decode() for option in options if option.envvar}
names |= {"PGSERVICEFILE", "PGSYSCONFDIR", "PGDATA", "PGDATESTYLE", "PGTZ", "PGGEQO"}
os.environ.update(dict.fromkeys(names, "elsewhere"))
os.environ["PGOPTIONS"] = "-c default_transaction_read_only=on"
with PostgresCluster(replicas=1) as pg:
    pg.leader.ask("create table notes (body text)")
    pg.replicas[0].wait_for_replay()
    print(pg.replicas[0].ask("select count(*) from notes"), flush=True)
    script = "import psycopg, sys; psycopg.connect(sys.argv[1]).close(); print('in')"
    subprocess.run([sys.executable, "-c", script, pg.leader.address])
print(len(names) > 40, names <= os.environ.keys())
"""


def test_the_readers_own_variables_steer_no_server_and_no_client(python):
    # (in a Python of its own: they come back when the last cluster has ended)
    assert python(ELSEWHERE).communicate(timeout=50) == ("0\nin\nTrue True\n", "")


def test_a_password_file_that_others_can_read_is_not_looked_at(python, tmp_path):
    (tmp_path / ".pgpass").write_text("*:*:*:*:secret\n")
    (tmp_path / ".pgpass").chmod(0o644)  # libpq would warn of it at every connection
    child = python(
        f"""
import os
os.environ["HOME"] = {str(tmp_path)!r}
from labs import PostgresCluster
with PostgresCluster() as pg:
    print(pg.leader.ask("select 1"))
"""
    )
    assert child.communicate(timeout=50) == ("1\n", "")


def test_a_per_cent_sign_is_no_placeholder_without_parameters(alone):
    assert alone.leader.ask("select 7 % 4") == 3
    assert alone.leader.ask("select 7 %% %s::int", 4) == 3


# What is refused


@pytest.mark.parametrize(
    "wrong",
    [
        {"replicas": -1},
        {"replicas": "2"},
        {"replicas": 1.5},
        {"replicas": 1, "apply_delay": 2},
        {"replicas": 1, "apply_delay": None},
        {"apply_delay": "2 s"},
        {"synchronous": True},
        {"replicas": 1, "synchronous": "off"},
        {"replicas": 1, "synchronous": None},
    ],
)
def test_what_makes_no_cluster_is_refused_before_it_starts(wrong):
    with pytest.raises((ValueError, TypeError), match=r"must be|replicas=1"):
        PostgresCluster(**wrong)


def test_there_are_no_servers_outside_the_block():
    pg = PostgresCluster(replicas=1)
    for ask in (lambda: pg.leader, lambda: pg.replicas):
        with pytest.raises(RuntimeError, match="use it inside its `with` block"):
            ask()


def test_a_cluster_used_again_remembers_nothing():
    pg = PostgresCluster(replicas=1)
    with pg:
        pg.leader.ask("create table old (x int)")
        pg.synchronous = True
        pg.replicas[0].apply_delay = "1 h"
        pg.replicas[0].cut()
    with pg:
        assert pg.synchronous is False
        assert pg.leader.ask("show synchronous_standby_names") == ""
        assert pg.leader.ask("select to_regclass('old')") is None
        assert pg.replicas[0].apply_delay == "0"
        make_table(pg)
        note(pg)
        pg.replicas[0].wait_for_replay()


# Lag


def test_a_read_right_after_the_commit_is_stale_under_an_apply_delay(trio):
    late, prompt = trio.replicas
    late.apply_delay = "300 ms"
    with late.connect(autocommit=True) as session:
        start = time.monotonic()
        note(trio)
        (seen,) = session.execute(COUNT).fetchone()
        # On a machine that stalled meanwhile, fresh is right as well.
        assert seen == 0 or time.monotonic() - start > 0.3
        prompt.wait_for_replay()
        assert prompt.ask(COUNT) == 1
        late.wait_for_replay()
        assert time.monotonic() - start >= 0.3
        assert session.execute(COUNT).fetchone() == (1,)


def test_what_is_asked_for_at_the_start_holds_for_every_follower():
    with PostgresCluster(replicas=2, apply_delay="2 s", synchronous=True) as pg:
        assert [replica.apply_delay for replica in pg.replicas] == ["2s", "2s"]
        assert pg.synchronous == "on"
        states = "select string_agg(sync_state, ' ') from pg_stat_replication"
        assert sorted(pg.leader.ask(states).split()) == ["potential", "sync"]


def test_a_shorter_delay_holds_at_once_even_for_what_waits(trio):
    replica = trio.replicas[0]
    replica.apply_delay = "1 h"
    note(trio)
    received(replica)
    assert replica.ask(COUNT) == 0
    replica.apply_delay = "0"
    replica.wait_for_replay()
    assert replica.ask(COUNT) == 1


def test_paused_replay_shows_the_old_state_until_it_is_resumed(trio):
    paused, other = trio.replicas
    paused.pause_replay()
    note(trio)
    received(paused)
    other.wait_for_replay()
    assert (paused.ask(COUNT), other.ask(COUNT)) == (0, 1)
    paused.resume_replay()
    paused.wait_for_replay()
    assert paused.ask(COUNT) == 1


def test_replay_can_be_paused_while_a_transaction_is_delayed(trio):
    replica = trio.replicas[0]
    replica.apply_delay = "1 h"
    note(trio)
    received(replica)
    replica.pause_replay()
    replica.apply_delay = "0"
    state = "select pg_get_wal_replay_pause_state() = 'paused'"
    wait_until(lambda: replica.ask(state), "replay to stop after the delay")
    assert replica.ask(COUNT) == 0


def test_waiting_for_a_paused_replay_ends_with_an_error_that_says_so(trio):
    trio.replicas[0].pause_replay()
    note(trio)
    with pytest.raises(TimeoutError, match=r"replica_1 to apply .* paused"):
        trio.replicas[0].wait_for_replay(deadline=0.05)


def test_a_wait_for_one_position_asks_nothing_of_the_leader(pair):
    note(pair)
    lsn = pair.leader.ask("select pg_current_wal_lsn()::text")
    received(pair.replicas[0])
    pair.leader.kill()
    assert pair.replicas[0].wait_for_replay(lsn) == lsn
    assert pair.replicas[0].ask(COUNT) == 1


# Synchronous commit


def test_remote_apply_by_both_lets_every_read_after_the_commit_see_it(trio):
    trio.synchronous = "remote_apply"
    trio.leader.set(synchronous_standby_names="FIRST 2 (replica_1, replica_2)")
    with ExitStack() as sessions:
        leader, *replicas = (
            sessions.enter_context(server.connect(autocommit=True))
            for server in (trio.leader, *trio.replicas)
        )
        for expected in range(1, 21):
            leader.execute("insert into notes values ('fresh')")
            for replica in replicas:
                assert replica.execute(COUNT).fetchone() == (expected,)


def test_a_synchronous_commit_is_not_yet_a_fresh_read(trio):
    trio.synchronous = True
    for replica in trio.replicas:
        replica.pause_replay()
    note(trio)
    assert [replica.ask(COUNT) for replica in trio.replicas] == [0, 0]


def test_remote_apply_waits_for_the_paused_replay(trio):
    trio.synchronous = "remote_apply"
    for replica in trio.replicas:
        replica.pause_replay()
    commit = trio.leader.send(INSERT)
    assert commit.waits()
    for replica in trio.replicas:
        replica.resume_replay()
    assert commit.answer() == "INSERT 0 1"


def test_synchronous_can_be_changed_in_open_sessions(trio):
    with trio.leader.connect(autocommit=True) as session:
        trio.synchronous = "remote_write"
        level = session.execute("show synchronous_commit").fetchone()
        assert level == ("remote_write",)
        trio.synchronous = False
        assert trio.synchronous is False
        assert session.execute("show synchronous_commit").fetchone() == ("on",)
        names = session.execute("show synchronous_standby_names").fetchone()
        assert names == ("",)


def test_a_synchronous_commit_needs_a_follower(alone):
    with pytest.raises(ValueError, match="replicas=1"):
        alone.synchronous = True


def test_a_synchronous_commit_behind_a_cut_link_waits_until_it_heals(trio):
    trio.synchronous = True
    for replica in trio.replicas:
        replica.cut()
    commit = trio.leader.send(INSERT)
    assert commit.waits()
    trio.replicas[0].heal()
    assert commit.answer(deadline=20) == "INSERT 0 1"
    assert not commit.waits()
    trio.replicas[0].wait_for_replay()
    assert trio.replicas[0].ask(COUNT) == 1


def test_a_cancelled_synchronous_commit_has_happened_all_the_same(trio):
    trio.synchronous = True
    for replica in trio.replicas:
        replica.cut()
    commit = trio.leader.send(INSERT)
    assert commit.waits()
    assert commit.cancel() == "INSERT 0 1"
    assert commit.warnings == [NOT_CONFIRMED]
    assert trio.leader.ask(COUNT) == 1


def test_a_statement_that_waits_for_nobody_is_answered_and_has_no_warning(trio):
    sent = trio.leader.send("insert into notes values (%s)", "50 %")
    assert not sent.waits()
    assert (sent.answer(), sent.cancel()) == ("INSERT 0 1", "INSERT 0 1")
    assert sent.warnings == []
    assert trio.leader.ask("select body from notes") == "50 %"


def test_an_error_is_an_answer(trio):
    sent = trio.replicas[0].send(INSERT)
    told = "25006 cannot execute INSERT in a read-only transaction"
    assert sent.answer() == told


def test_a_commit_that_waits_when_the_leader_dies_has_no_answer(pair):
    pair.synchronous = True
    pair.replicas[0].cut()
    commit = pair.leader.send(INSERT)
    assert commit.waits()
    pair.leader.kill()
    assert commit.answer() == "no answer"
    pair.leader.restart()
    assert pair.leader.ask(COUNT) == 1


def test_an_answer_that_does_not_come_is_an_error_that_says_so(trio):
    trio.synchronous = True
    for replica in trio.replicas:
        replica.cut()
    commit = trio.leader.send(INSERT)
    assert commit.waits()
    with pytest.raises(TimeoutError, match="an answer to the statement"):
        commit.answer(deadline=0.01)


@pytest.mark.parametrize("level", ["remote_write", "on", "remote_apply"])
def test_a_follower_that_is_heard_has_confirmed_each_commit(trio, level):
    trio.synchronous = level
    near, far = trio.replicas
    far.cut()
    for names, warnings in {
        "ANY 1 (replica_1, replica_2)": [],
        "ANY 2 (replica_1, replica_2)": [NOT_CONFIRMED],
        "FIRST 1 (replica_2, replica_1)": [NOT_CONFIRMED],
    }.items():
        trio.leader.set(synchronous_standby_names=names)
        commit = trio.leader.send(INSERT)
        commit.waits()
        near.wait_until_heard()
        # Whoever waits now waits for the other one, and cancelling shows who did.
        assert commit.cancel() == "INSERT 0 1"
        assert commit.warnings == warnings
    assert (near.ask(COUNT), far.ask(COUNT)) == (3, 0)


def test_without_synchronous_a_cut_link_delays_no_commit(trio):
    trio.replicas[0].cut()
    note(trio)
    assert trio.leader.ask(COUNT) == 1
    assert trio.replicas[0].ask(COUNT) == 0


# Links and failover


def test_a_reset_link_comes_back_by_itself(trio):
    stream = """select pid from pg_stat_replication
                where state = 'streaming' and application_name = 'replica_1'"""
    before = trio.leader.ask(stream)
    trio.replicas[0].reset()
    wait_until(lambda: trio.leader.ask(stream) not in (None, before), "a new stream")
    note(trio)
    trio.replicas[0].wait_for_replay()
    assert trio.replicas[0].ask(COUNT) == 1


def test_a_follower_catches_up_after_its_link_is_healed(trio):
    trio.replicas[0].cut()
    for _ in range(5):
        note(trio)
    trio.replicas[0].heal()
    trio.replicas[0].wait_for_replay()
    assert trio.replicas[0].ask(COUNT) == 5


def test_a_follower_promoted_after_the_leaders_death_takes_writes(pair):
    note(pair)
    pair.replicas[0].wait_for_replay()
    pair.leader.kill()
    with pytest.raises(psycopg.OperationalError):
        pair.leader.connect()
    new = pair.replicas[0]
    new.promote()
    new.ask("insert into notes values ('after')")
    assert new.ask(COUNT) == 2


def test_an_acknowledged_write_is_lost_when_the_cut_off_follower_is_promoted(pair):
    note(pair, "kept")
    pair.replicas[0].wait_for_replay()
    pair.replicas[0].cut()
    note(pair, "lost")
    pair.leader.kill()
    pair.replicas[0].promote()
    assert pair.replicas[0].ask("select string_agg(body, ',') from notes") == "kept"


def test_a_split_brain_has_two_leaders_with_two_histories(pair):
    old, new = pair.leader, pair.replicas[0]
    new.cut()
    new.promote()
    old.ask("insert into notes values ('old')")
    new.ask("insert into notes values ('new')")
    assert old.ask("select string_agg(body, ',') from notes") == "old"
    assert new.ask("select string_agg(body, ',') from notes") == "new"


def test_promotion_ends_an_apply_delay_and_applies_what_was_received(pair):
    replica = pair.replicas[0]
    replica.apply_delay = "1 h"
    note(pair)
    received(replica)
    pair.leader.kill()
    replica.promote()
    assert replica.ask(COUNT) == 1


def test_a_follower_follows_again_after_the_leaders_restart(trio):
    trio.leader.kill()
    trio.leader.restart()
    note(trio)
    trio.replicas[0].wait_for_replay()
    assert trio.replicas[0].ask(COUNT) == 1


def test_a_killed_follower_catches_up_after_its_restart(trio):
    trio.replicas[0].kill()
    note(trio)
    trio.replicas[0].restart()
    trio.replicas[0].wait_for_replay()
    assert trio.replicas[0].ask(COUNT) == 1


# Crashes and pauses


def test_a_prepared_transaction_survives_kill_and_restart_with_its_locks(trio):
    trio.leader.ask("drop table if exists accounts")
    trio.leader.ask("create table accounts (id int primary key, balance int)")
    trio.leader.ask("insert into accounts values (1, 100)")
    coordinator = trio.leader.connect()
    coordinator.tpc_begin(coordinator.xid(1, "transfer", "a"))
    coordinator.execute("update accounts set balance = 50")
    coordinator.tpc_prepare()
    trio.leader.kill()
    coordinator.close()
    trio.leader.restart()
    assert trio.leader.ask("select count(*) from pg_prepared_xacts") == 1
    assert trio.leader.ask("select balance from accounts") == 100
    with pytest.raises(psycopg.errors.LockNotAvailable):
        trio.leader.ask("select * from accounts for update nowait")
    with trio.leader.connect() as recovery:
        (in_doubt,) = recovery.tpc_recover()
        recovery.tpc_commit(in_doubt)
    assert trio.leader.ask("select balance from accounts") == 50


def test_a_killed_server_keeps_what_was_committed_and_nothing_else(trio):
    with trio.leader.connect() as session:
        note(trio)
        session.execute("insert into notes values ('open')")
        trio.leader.kill()
        with pytest.raises(psycopg.OperationalError):
            session.execute("select 1")
    trio.leader.restart()
    assert trio.leader.ask(COUNT) == 1


def test_a_running_server_can_be_restarted_too(trio):
    pid = trio.leader.process.pid
    trio.leader.restart()
    assert trio.leader.process.pid != pid
    assert trio.leader.ask(COUNT) == 0


def test_a_paused_server_answers_in_no_open_session_until_it_is_resumed(trio):
    with trio.leader.connect(autocommit=True) as session:
        trio.leader.pause()
        for pid in trio.leader.process.processes():
            stat = Path(f"/proc/{pid}/stat").read_text()
            assert stat.rpartition(") ")[2][0] == "T"
        session.pgconn.send_query(b"select 1")
        assert select.select([session], [], [], 0.1)[0] == []
        trio.leader.resume()
        assert session.pgconn.get_result().get_value(0, 0) == b"1"
        assert session.pgconn.get_result() is None


def test_a_paused_server_accepts_nobody(trio):
    trio.leader.pause()
    with pytest.raises(psycopg.errors.ConnectionTimeout):
        trio.leader.connect(connect_timeout=1)
    trio.leader.resume()
    assert trio.leader.ask(COUNT) == 0


def test_a_paused_server_can_be_killed_and_restarted(trio):
    note(trio)
    trio.leader.pause()
    trio.leader.restart()
    assert trio.leader.ask(COUNT) == 1


def test_a_server_that_does_not_start_shows_the_end_of_its_log(alone):
    settings = alone.leader.process.directory / "data/postgresql.auto.conf"
    right = settings.read_text()
    settings.write_text("no_such_setting = 1\n")
    with pytest.raises(ServerDied, match="no_such_setting"):
        alone.leader.restart()
    settings.write_text(right)
    alone.leader.restart()


# What stays


def test_nothing_is_left_after_the_block_even_of_a_paused_cluster():
    with PostgresCluster(replicas=1) as pg:
        segments = lock_segments(pg)
        session = pg.leader.connect()
        pg.leader.pause()
    session.close()
    assert_nothing_left(pg.directory)
    assert not segments & segments_of_this_machine()


def test_nothing_is_left_after_an_exception_in_the_block():
    pg = PostgresCluster(replicas=1)

    def fail_within():
        with pg:
            assert processes_in(pg.directory, {None, server_user()})
            pg.leader.restart()
            segments.update(lock_segments(pg))
            raise ZeroDivisionError

    segments = set()
    with pytest.raises(ZeroDivisionError):
        fail_within()
    assert len(segments) == 2
    assert_nothing_left(pg.directory)
    assert not segments & segments_of_this_machine()


def test_nothing_is_left_when_the_start_fails():
    cluster = PostgresCluster(replicas=1, apply_delay="soon")
    with pytest.raises(psycopg.errors.InvalidParameterValue), cluster:
        pass
    assert_nothing_left(cluster.directory)


def test_two_clusters_live_side_by_side(trio):
    with PostgresCluster(replicas=1) as other:
        make_table(other)
        note(trio)
        trio.replicas[0].wait_for_replay()
        counts = trio.replicas[0].ask(COUNT), other.replicas[0].ask(COUNT)
        assert counts == (1, 0)
    assert_nothing_left(other.directory)
    assert trio.leader.ask(COUNT) == 1


def test_a_taken_port_is_not_an_error(alone, monkeypatch):
    offers = [[alone.leader.port, 1]]
    monkeypatch.setattr(
        "labs.sandbox.free_ports",
        lambda count: offers.pop() if offers else free_ports(count),
    )
    with PostgresCluster(replicas=1) as other:
        assert offers == []
        assert other.leader.port != alone.leader.port
        assert other.replicas[0].ask("select 1") == 1
