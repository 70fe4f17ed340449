"""Room `content`, packs: which paths a pack may hold. A short list of what may stand, and a clear word on the rest."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from trainer.content.findings import has_control, shown
from trainer.content.packs.limits import DEPTH

MANIFEST = "pack.yaml"
SIGNATURE = "pack.yaml.minisig"
FOLDERS = ("personas", "scenarios")
PAGES = ("LICENSE", "README.md")
"""Files for people; checked to be text and never shown."""

_CONTENT = re.compile(r"(?:personas|scenarios)/[a-z0-9]+(?:-[a-z0-9]+)*\.yaml")
_LONGEST_ID = 48  # as in the schema
_TOP = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,80}")
#: Names that Windows keeps for devices, with any ending.
_RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}
_ARCHIVES = {".zip", ".tar", ".gz", ".tgz", ".bz2", ".xz", ".zst", ".7z", ".rar", ".jar", ".whl"}


def is_content(name: str) -> bool:
    """Say whether a path is that of a persona or a scenario."""
    return _CONTENT.fullmatch(name) is not None and len(PurePosixPath(name).stem) <= _LONGEST_ID


def is_reserved(stem: str) -> bool:
    """Say whether Windows keeps this name for a device."""
    return stem.lower() in _RESERVED


def id_of(name: str) -> str:
    """Give the id that a content file is named for."""
    return PurePosixPath(name).stem


def fault_of(name: str, *, folder: bool = False) -> tuple[str, str] | None:
    """Give the rule that a path breaks and what to do; None where it may stand in a pack."""
    return _unsafe(name) or (_foreign_folder(name) if folder else _foreign(name))


def top_folder(names: list[str]) -> str:
    """Give the one folder that everything in an archive lies in, with its slash; empty where it lies at the top."""
    tops = {name.partition("/")[0] for name in names}
    top = tops.pop() if len(tops) == 1 else ""
    return f"{top}/" if _TOP.fullmatch(top) and f"{top}/{MANIFEST}" in names else ""


def _unsafe(name: str) -> tuple[str, str] | None:
    """Give what makes a path dangerous or another one on another system."""
    steps = name.split("/")
    if has_control(name) or "\t" in name or "\n" in name:
        return "control-character", "Rename it; the name holds control or invisible characters."
    if not name.isascii():
        return "file-name", "Rename it with plain letters, digits and hyphens."
    if "\\" in name:
        return "path", "Write paths with `/`; a backslash is refused."
    if ":" in name:
        return "path", "Remove the colon; drives and streams are refused."
    if name.startswith("/"):
        return "path", "Use a path inside the pack; absolute paths are refused."
    if ".." in steps:
        return "path", "Use a path inside the pack; this one leads out of it."
    if "" in steps or "." in steps:
        return "path", "Write the path plainly; it has an empty step."
    if len(steps) > DEPTH:
        return "depth", "Move it up; a pack has `personas/` and `scenarios/` and nothing deeper."
    if any(step != step.strip() or step.endswith(".") for step in steps):
        return "file-name", "Rename it; a space at either end or a dot at the end is lost on some systems."
    if any(is_reserved(step.partition(".")[0]) for step in steps):
        return "file-name", "Rename it; Windows keeps this name for a device."
    return None


def _foreign(name: str) -> tuple[str, str] | None:
    if is_content(name) or name in (MANIFEST, SIGNATURE, *PAGES):
        return None
    path = PurePosixPath(name)
    if path.suffix.lower() in _ARCHIVES:
        return "nested-archive", "Unpack it; a pack holds no archives."
    if path.parts[0] in FOLDERS and len(path.parts) > 1:
        return "file-name", f"Name it ID.yaml: small letters, digits and single hyphens, at most {_LONGEST_ID}."
    allowed = ", ".join((MANIFEST, SIGNATURE, *(f"{folder}/ID.yaml" for folder in FOLDERS), *PAGES))
    return "extra-file", f"Remove it; a pack holds only {shown(allowed, 200)}."


def _foreign_folder(name: str) -> tuple[str, str] | None:
    if name in FOLDERS:
        return None
    return "extra-file", "Remove the folder; a pack has `personas/` and `scenarios/` only."
