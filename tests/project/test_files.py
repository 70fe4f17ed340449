"""Rules that every committed file keeps: nothing of one machine, nothing of a registry, no file too long to read."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from .checkout import ROOT, committed, shown

#: Written in pieces, so that this file keeps the rule it checks.
_HOSTS = ("pypi.", "python" + "hosted.", "npm" + "js.", "ana" + "conda.", "proxy.go" + "lang.", "crates.", "deb.debian")
_OPTIONS = ("index", "extra-index")
REGISTRIES = re.compile(
    "|".join([*(re.escape(host) + "(?:org|com|io)" for host in _HOSTS), *(f"--{name}-url" for name in _OPTIONS)])
)
ONE_MACHINE = re.compile(r"(?<![\w.~/-])/(?:work|root|home|Users|tmp|opt|mnt)/[\w.-]|[A-Z]:\\\\?Users\\")
LINES = 400
LOCKS = {"uv.lock", "poetry.lock", "Pipfile.lock", "pdm.lock"}


def texts() -> Iterator[tuple[Path, str]]:
    for path in committed():
        raw = path.read_bytes()
        if b"\0" not in raw:
            yield path, raw.decode("utf-8", "replace")


def python_files() -> list[Path]:
    return [path for path in committed() if path.suffix == ".py"]


def imports_of(path: Path) -> Iterator[str]:
    """Give the modules a file imports, anywhere in it, also by a call with a fixed name."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
        elif isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            if name in ("import_module", "__import__"):
                yield str(node.args[0].value)


def found(pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{shown(path)}:{number}: {hit.group()}"
        for path, text in texts()
        for number, line in enumerate(text.splitlines(), 1)
        if (hit := pattern.search(line))
    ]


def test_no_file_names_a_package_registry() -> None:
    assert not found(REGISTRIES)


@pytest.mark.parametrize(("line", "is_one"), [
    ("https://files.python" + "hosted.org/x", True), ("pip install --index" + "-url x", True), ("pypi" + ".org", True),
    ("pip install -c constraints/runtime.txt .", False), ("an index of words", False),
])  # fmt: skip
def test_a_registry_is_told_from_prose(line: str, is_one: bool) -> None:
    assert bool(REGISTRIES.search(line)) is is_one


def test_no_file_names_a_path_of_one_machine() -> None:
    assert not found(ONE_MACHINE)


@pytest.mark.parametrize(("line", "is_one"), [
    ("see /" + "root/notes", True), ("('/" + "tmp/x')", True), ("=/" + "home/me", True), ("C:\\" + "Users\\me", True),
    ("at home/work/school", False), ("https://example.com/home/me", False), ("either/or", False), ("~/work/x", False),
])  # fmt: skip
def test_a_path_of_one_machine_is_told_from_prose(line: str, is_one: bool) -> None:
    assert bool(ONE_MACHINE.search(line)) is is_one


def test_versions_are_locked_by_constraints_alone() -> None:
    assert not [shown(path) for path in committed() if path.name in LOCKS]


def test_no_python_file_is_longer_than_a_reader_can_hold() -> None:
    counts = {shown(path): len(path.read_text("utf-8").splitlines()) for path in python_files()}
    assert not {name: count for name, count in counts.items() if count > LINES}


def test_litellm_is_imported_in_its_own_room_only_and_there_inside_functions() -> None:
    files = [path for path in python_files() if path.is_relative_to(ROOT / "trainer")]
    using = [path for path in files if any(name.partition(".")[0] == "litellm" for name in imports_of(path))]
    assert using and all(path.is_relative_to(ROOT / "trainer" / "llm") for path in using)
    for path in using:
        lines = path.read_text("utf-8").splitlines()
        assert not [line for line in lines if line.startswith(("import litellm", "from litellm"))], shown(path)


def test_the_package_says_that_it_is_typed() -> None:
    assert (ROOT / "trainer" / "py.typed").is_file()
