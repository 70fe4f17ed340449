"""The pages at the root and under docs/ say what is so."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from trainer.version import __version__

from .checkout import ROOT, shown

PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("**/*.md")])
LINK = re.compile(r"!?\[[^\]]*\]\(([^)#\s]+)(?:#[^)]*)?\)")


def read(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def test_the_readme_opens_with_a_picture_and_names_both_commands() -> None:
    readme = read("README.md")
    first_words = readme[: readme.index("make play")]
    assert "](docs/pictures/" in first_words
    for command in ("make play", "make test", "pipx install"):
        assert command in readme


def test_the_readme_says_what_practice_is_not() -> None:
    assert "not evidence" in " ".join(read("README.md").split())


def test_the_newest_entry_of_the_changelog_is_this_version() -> None:
    newest = re.search(r"^## \[?v?(\d[^\s\]]*)", read("CHANGELOG.md"), re.MULTILINE)
    assert newest and newest.group(1) == __version__


@pytest.mark.parametrize("page", PAGES, ids=shown)
def test_every_link_inside_the_project_leads_somewhere(page: Path) -> None:
    targets = [target for target in LINK.findall(page.read_text("utf-8")) if "://" not in target]
    assert not [target for target in targets if not (page.parent / target).exists()]


def test_every_target_named_in_a_page_is_in_the_makefile() -> None:
    made = set(re.findall(r"^([a-z]+):", read("Makefile"), re.MULTILINE))
    named = {target for page in PAGES for target in re.findall(r"`make ([a-z]+)", page.read_text("utf-8"))}
    assert {"play", "test"} <= named <= made


def test_every_command_in_the_table_of_the_readme_exists() -> None:
    from typer.main import get_command

    from trainer.cli.app import build

    listed = set(re.findall(r"^\| `trainer ([a-z]+)", read("README.md"), re.MULTILINE))
    known = set(getattr(get_command(build()), "commands", {}))
    assert listed and listed <= known
