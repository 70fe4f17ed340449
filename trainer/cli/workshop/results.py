"""Room `cli`, workshops: what is left of one: `export` and `verify`."""

from __future__ import annotations

import json as json_
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from trainer.cli import output
from trainer.cli.faults import Refused
from trainer.cli.options import Json
from trainer.cli.workshop.reaching import TokenFile, facilitating

FORMATS = ("json", "html", "md", "csv")
MOST = 256 * 1024 * 1024
"""Bytes of a file that is verified."""

FormatName = Annotated[
    str,
    typer.Option("--format", metavar="F", help="json: all of it, signed; html, md, csv: the debrief pack."),
]
OutFile = Annotated[Path | None, typer.Option("--out", metavar="FILE", help="Write it there; else to stdout.")]
From = Annotated[Path | None, typer.Option("--from", metavar="FILE", help="Make the pack of an export, offline.")]
File = Annotated[Path, typer.Argument(metavar="FILE", help="What `workshop export` wrote.")]
Key = Annotated[str | None, typer.Option("--key", metavar="HEX", help="The public key that the host printed.")]


def add_to(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command()(export)
    app.command()(verify)


def export(
    format: FormatName = "json",
    out: OutFile = None,
    from_: From = None,
    token_file: TokenFile = None,
    json: Json = False,
) -> None:
    """Write the signed export of a workshop, or the debrief pack of its revealed rounds."""
    if format not in FORMATS:
        raise Refused(f"--format: choose from {', '.join(FORMATS)}")
    raw = _read(from_) if from_ is not None else _fetched(token_file)
    text = raw.decode("utf-8") if format == "json" else _pack(raw, format)
    if out is None:
        output.say(text.rstrip("\n"))
        return
    try:
        with out.open("x", encoding="utf-8", newline="") as file:
            file.write(text)
    except FileExistsError:
        raise Refused(f"{out} is there already; choose another name") from None
    output.emit({"file": str(out), "format": format}) if json else output.note(f"Written: {out}")


def verify(file: File, key: Key = None, json: Json = False) -> None:
    """Check an export: chains, signature, every call played again, scores and board. Leaves with 1 where it fails."""
    from trainer.workshop.verifying import verify as check

    def tell(done: int, of: int) -> None:
        if not json and output.is_terminal():
            output.note(f"Played again: {done} of {of} calls.")

    verdict = check(_read(file), key, tell)
    if json:
        output.emit({**asdict(verdict), "sound": verdict.sound})
    else:
        for finding in verdict.findings:
            output.say(finding.says)
        if verdict.sound:
            output.say(f"Sound: {verdict.replayed} of {verdict.calls} calls played again to the same scores.")
        if verdict.withheld:
            output.say(f"{verdict.withheld} calls are in it without their words; the signature alone vouches for them.")
        if verdict.public_key and key is None:
            output.say(f"Signed with {verdict.public_key}; compare that with the key the host printed.")
    if not verdict.sound:
        raise typer.Exit(1)


def _fetched(token_file: Path | None) -> bytes:
    from trainer.workshop.client import requests

    with facilitating(token_file) as (connection, _):
        found = connection.ask(requests.Ask("GET", "/workshop/export"))
    return json_.dumps(found, ensure_ascii=False).encode("utf-8", "surrogatepass")


def _pack(raw: bytes, form: str) -> str:
    from trainer.content.findings import ContentError
    from trainer.workshop.bundle import BundleError, read
    from trainer.workshop.event.pack_page import written
    from trainer.workshop.packing import page_of_export

    try:
        data, found = read(raw)
        page = page_of_export(found, data)
    except (BundleError, ContentError) as error:
        raise Refused(str(error)) from None
    if page is None:
        raise Refused("no round is revealed yet; the debrief pack comes with the reveal", 1)
    return written(page, form)  # type: ignore[arg-type]  # one of FORMATS


def _read(file: Path) -> bytes:
    try:
        with file.open("rb") as opened:
            raw = opened.read(MOST + 1)
    except OSError as error:
        raise Refused(f"{file}: {(error.strerror or 'cannot be read').lower()}") from None
    if len(raw) > MOST:
        raise Refused(f"{file}: larger than {MOST // 1024 // 1024} MB; this is no export of a workshop")
    return raw
