"""What is installed: exactly what was tested, nothing known to be malicious, nothing that runs at every start."""

from __future__ import annotations

import re
import site
import sysconfig
import tomllib
from collections.abc import Iterable
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, distribution, version
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from .checkout import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
PIN = re.compile(r"[A-Za-z0-9._-]+==[A-Za-z0-9.!+_-]+")
#: litellm 1.82.7 and 1.82.8 were published by somebody who stole passwords (March 2026).
STOLEN = {"1.82.7", "1.82.8"}
#: Files in site-packages that may run code at every start: setuptools' and virtualenv's own shims.
MAY_RUN = {"distutils-precedence.pth", "_virtualenv.pth"}


def pins(*names: str) -> dict[str, str]:
    """Give package → version of constraints files; fails on any line that is no exact pin, comment or reference."""
    out: dict[str, str] = {}
    for name in names:
        for line in (ROOT / "constraints" / f"{name}.txt").read_text("utf-8").splitlines():
            if line.startswith(("#", "-c ")):
                continue
            assert PIN.fullmatch(line), f"{name}.txt: {line!r} is no exact pin"
            package, _, pinned = line.partition("==")
            out[canonicalize_name(package)] = pinned
    return out


def installed(name: str) -> dict[str, str]:
    """Give the pins of a constraints file whose packages are here: not every system has a wheel of them."""
    found = {}
    for package, pinned in pins(name).items():
        with suppress(PackageNotFoundError):
            version(package)
            found[package] = pinned
    return found


def needed(wanted: Iterable[str]) -> dict[str, Requirement]:
    """Give everything that requirements bring with them on this machine, from what is installed."""
    waiting = [Requirement(text) for text in wanted]
    out: dict[str, Requirement] = {}
    seen = set()
    while waiting:
        one = waiting.pop()
        if str(one) in seen:
            continue
        seen.add(str(one))
        out[canonicalize_name(one.name)] = one
        extras = one.extras or {""}
        for text in distribution(one.name).requires or []:
            inner = Requirement(text)
            if inner.marker is None or any(inner.marker.evaluate({"extra": extra}) for extra in extras):
                waiting.append(inner)
    return out


def test_everything_the_app_needs_is_pinned_and_allowed() -> None:
    pinned = pins("runtime")
    assert not set(needed(PROJECT["project"]["dependencies"])) - set(pinned)
    for text in PROJECT["project"]["dependencies"]:
        asked = Requirement(text)
        assert asked.specifier.contains(pinned[canonicalize_name(asked.name)]), text


def test_everything_the_checks_and_the_build_need_is_pinned() -> None:
    groups, here = PROJECT["dependency-groups"], installed("wheels")
    assert {canonicalize_name(name) for name in groups["wheels"]} == set(pins("wheels"))
    wanted = groups["dev"] + sorted(here) + PROJECT["build-system"]["requires"]
    assert not set(needed(wanted)) - set(pins("runtime", "build", "dev")) - set(here)


def test_the_tests_run_with_the_pinned_versions() -> None:
    wanted = pins("runtime", "build", "dev") | installed("wheels")
    assert {name: version(name) for name in wanted} == wanted


def test_litellm_is_none_of_the_stolen_releases() -> None:
    assert version("litellm") not in STOLEN
    asked = next(Requirement(text) for text in PROJECT["project"]["dependencies"] if text.startswith("litellm"))
    assert not [bad for bad in STOLEN if asked.specifier.contains(bad)]


def test_no_package_runs_code_at_every_start() -> None:
    folders = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib"), *site.getsitepackages()}
    files = [path for folder in folders for path in Path(folder).glob("*.pth") if path.name not in MAY_RUN]
    running = {
        path.name: line
        for path in files
        for line in path.read_text("utf-8", "replace").splitlines()
        if line.startswith(("import ", "import\t"))
    }
    assert not running
