"""Room `cli`: packs of scenarios and customers: `pack install`, `list`, `remove`, `verify`, `build`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from trainer.cli import output
from trainer.cli.options import Json
from trainer.desk.library import shelf

if TYPE_CHECKING:
    from trainer.content.packs.checking import Pack
    from trainer.content.packs.shelf import Row
    from trainer.content.packs.signing import Key

ABOUT = "Scenarios and customers that a team keeps and passes on."
_KEY_SIZE = 4096
"""Characters read of a key's file; minisign writes about 120."""

Source = Annotated[Path, typer.Argument(metavar="PATH", help="The pack: a folder, a .zip or a .tar.gz.")]
Name = Annotated[str, typer.Argument(metavar="NAME", help="An installed pack; `trainer pack list` lists them.")]
Which = Annotated[str, typer.Argument(metavar="PATH_OR_NAME", help="A folder or archive, or an installed pack.")]
Folder = Annotated[Path, typer.Argument(metavar="FOLDER", help="The folder with pack.yaml.")]
Target = Annotated[Path, typer.Argument(metavar="FILE", help="A new file: .zip or .tar.gz.")]
KeyOption = Annotated[
    str, typer.Option("--key", metavar="KEY", help="Only if this minisign key signed it: its file, or the key itself.")
]
Replace = Annotated[bool, typer.Option("--replace", help="In the place of an installed pack of the same name.")]


def add_to(app: typer.Typer) -> None:
    """Add the commands of this module."""
    group = typer.Typer(help=ABOUT, rich_markup_mode=None)
    group.command("list")(list_)
    for command in (install, remove, verify, build):
        group.command()(command)
    app.add_typer(group, name="pack")


def install(source: Source, key: KeyOption = "", replace: Replace = False, json: Json = False) -> None:
    """Check a pack and install it; it is installed whole, or refused whole."""
    pack = shelf().install(source, _key(key), replace=replace)
    if json:
        return output.emit({"installed": _shape(pack)})
    output.note(f"Installed: {_line(pack)}{_signed(pack, key)}")
    output.note(f"To practise: {', '.join(pack.ids('scenarios'))}")


def list_(json: Json = False) -> None:
    """List the installed packs."""
    rows = shelf().rows()
    if json:
        return output.emit({"packs": [_row_shape(row) for row in rows]})
    for row in rows:
        if row.fault:
            output.say(f"{row.name}  BROKEN: {row.fault}")
            continue
        output.say(f"{row.name}  {row.title} (version {row.version}, hash {row.hash[:12]})")
        output.say(f"    {', '.join(row.scenarios)}")
    if not rows:
        output.note("There are none; `trainer pack install PATH` installs one.")


def remove(name: Name, json: Json = False) -> None:
    """Remove a pack. Sessions that were played with it stay as they are."""
    shelf().remove(name)
    if json:
        return output.emit({"removed": name})
    output.note(f"Removed: {name}. Sessions that were played with it can still be read, resumed and scored.")


def verify(which: Which, key: KeyOption = "", json: Json = False) -> None:
    """Check a pack, installed or not: its hashes, its content, and with --key its signature."""
    from trainer.content.packs.faults import PackError

    public, packs = _key(key), shelf()
    installed = packs.has(which)
    if not installed and not Path(which).exists():
        packs.verify(which)  # there is neither: says so
    try:
        pack = packs.verify(which, public) if installed else packs.check(Path(which), public)
    except PackError as error:
        if json:
            found = [{"file": one.file, "line": one.line, "field": one.field, "rule": one.rule, "remedy": one.remedy}
                     for one in error.findings]  # fmt: skip
            output.emit({"sound": False, "pack": None, "findings": found})
        else:
            for finding in error.findings:
                output.say(f"{finding} [{finding.rule}]")
            output.note(f"Not sound: {len(error.findings)} found.")
        raise typer.Exit(1) from None
    if json:
        return output.emit({"sound": True, "pack": _shape(pack), "findings": []})
    output.say(f"Sound: {_line(pack)}{_signed(pack, key)}")


def build(folder: Folder, file: Target, json: Json = False) -> None:
    """Check a folder, bring the hashes in its pack.yaml up to date, and write an archive of it."""
    from trainer.content.packs.building import build as make

    pack = make(folder, file, shelf())
    if json:
        return output.emit({"built": {**_shape(pack), "file": str(file)}})
    output.note(f"Written: {file}, {_line(pack)}")


def _key(given: str) -> Key | None:
    """Read a key that was given as a file or as itself."""
    if not given:
        return None
    from trainer.content.packs.signing import read_key

    path = Path(given)
    if not path.is_file():
        return read_key(given, "--key")
    with path.open(encoding="utf-8", errors="replace") as stream:
        return read_key(stream.read(_KEY_SIZE), "--key")


def _line(pack: Pack) -> str:
    one = pack.manifest
    scenarios, personas = (len(pack.ids(kind)) for kind in ("scenarios", "personas"))
    counts = f"{scenarios} scenario{'s' * (scenarios != 1)}, {personas} customer{'s' * (personas != 1)}"
    return f"{one.name} {one.version}, {one.title} ({counts}, hash {pack.hash[:12]})"


def _signed(pack: Pack, key: str) -> str:
    if pack.signature is None:
        return ""
    return (
        f"; signed by {pack.signature.key}" if key else f"; signed by {pack.signature.key}, not checked without --key"
    )


def _shape(pack: Pack) -> dict[str, Any]:
    one = pack.manifest
    return {
        "name": one.name,
        "title": one.title,
        "version": one.version,
        "hash": pack.hash,
        "scenarios": pack.ids("scenarios"),
        "personas": pack.ids("personas"),
        "signed": pack.signature is not None,
    }


def _row_shape(row: Row) -> dict[str, Any]:
    told = ("name", "title", "version", "hash", "scenarios", "personas", "signed")
    return {**{name: getattr(row, name) for name in told}, "fault": row.fault or None}
