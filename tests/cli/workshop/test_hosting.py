"""`trainer workshop host` as a process: what it prints, what it keeps, how it ends and goes on."""

from __future__ import annotations

import json
import os
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.cli.running import assert_one_line, run
from trainer.workshop.client.addresses import read_addresses
from trainer.workshop.client.seats import take


@contextmanager
def hosting(home: Path, *options: str) -> Iterator[tuple[subprocess.Popen[str], dict[str, Any]]]:
    command = [sys.executable, "-m", "trainer", "workshop", "host", "--port", "0", "--model", "authored", "--json"]
    environment = {**os.environ, "TRAINER_HOME": str(home)}
    process = subprocess.Popen(
        [*command, *options], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
    )
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        assert line, process.stderr.read() if process.stderr else ""
        yield process, json.loads(line)
    finally:
        process.kill()
        process.communicate()


def test_it_prints_how_to_get_in_keeps_the_tokens_private_ends_in_order_and_goes_on(tmp_path: Path) -> None:
    with hosting(tmp_path, "--title", "Monday", "--aliases", "--minutes", "5") as (process, told):
        assert sorted(told) == ["addresses", "board", "code", "facilitator", "public_key", "token_file", "workshop"]
        (address,) = told["addresses"]
        assert address.startswith("http://127.0.0.1:")
        assert told["facilitator"].startswith(f"{address}/facilitator#wsf_")
        assert told["board"].startswith(f"{address}/board#wsb_")
        file = Path(told["token_file"])
        assert file == tmp_path / "workshops" / f"{told['workshop']}.json"
        assert (stat.S_IMODE(file.stat().st_mode), stat.S_IMODE(file.parent.stat().st_mode)) == (0o600, 0o700)
        seat = take(read_addresses(address), told["code"], "Ann")[0]
        process.send_signal(signal.SIGTERM)
        out, err = process.communicate(timeout=20)
    assert process.returncode == 0 and out == ""
    assert "open content" in err and "docs/workshops.md" in err
    assert "ws" + "f_" not in err and "wsp_" not in err and told["code"] not in err
    with hosting(tmp_path, "--again") as (process, again):
        assert (again["workshop"], again["code"]) == (told["workshop"], told["code"])
        data = json.loads(file.read_text())
        assert data["address"] == again["addresses"][0] and data["code"] == told["code"]
        back, known = take(read_addresses(again["addresses"][0]), told["code"], "Ann")
        assert known and back.seat == seat.seat
        assert run("workshop", "seats", "--token-file", str(file), "--json").json["seats"][0]["name"] == "Ann"
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=20)
    assert process.returncode == 0


@pytest.mark.parametrize(
    "options",
    [
        ("--scenario", "no-such"), ("--minutes", "0"), ("--level", "no-such"), ("--teams", "Red"),
        ("--tls-cert", "x.pem"), ("--host", "203.0.113.9"), ("--database", "nonsense://x"), ("--title", "\x1b"),
    ],
)  # fmt: skip
def test_what_cannot_be_hosted_is_refused_in_one_line(options: tuple[str, ...]) -> None:
    done = run("workshop", "host", "--port", "0", "--model", "authored", *options, "--json")
    assert done.code == 2 and done.raw == b"" and "Traceback" not in done.err
    assert done.err.splitlines()[-1].startswith("trainer: ")


def test_people_read_what_is_played_and_how_to_go_on(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "trainer", "workshop", "host", "--port", "0", "--model", "authored"]
    rounds = ["--scenario", "game-nobody-plays", "--scenario", "phones-for-the-field", "--no-hints", "--top", "5"]
    environment = {**os.environ, "TRAINER_HOME": str(tmp_path), "PYTHONUNBUFFERED": "1"}
    process = subprocess.Popen(
        [*command, *rounds], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
    )
    try:
        assert process.stdout is not None
        told = ""
        while "Public key" not in told and process.poll() is None:
            told += process.stdout.readline()
        assert run("workshop", "set", "--token-file", told.partition("Token file:")[2].split()[0], "--json").json[
            "settings"
        ]["top"] == 5  # fmt: skip
    finally:
        process.send_signal(signal.SIGTERM)
        _, err = process.communicate(timeout=20)
    assert "Round 1:" in told and "Maren Tveit; 15 minutes, level plain, no hints, open content" in told
    assert "Round 2:" in told and "Dario Benko" in told and "host --again" in err


def test_a_port_that_is_taken_and_a_file_in_use_are_refused(tmp_path: Path) -> None:
    with hosting(tmp_path) as (_, told):
        port = told["addresses"][0].rpartition(":")[2]
        assert_one_line(run("workshop", "host", "--port", port, "--model", "authored"))
        database = str(tmp_path / "workshops" / "workshops.db")
        assert_one_line(run("workshop", "host", "--port", "0", "--database", database, "--model", "authored"))
