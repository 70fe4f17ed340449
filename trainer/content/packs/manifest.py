"""Room `content`, packs: `pack.yaml`, which names the pack and the hash of each of its files."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from trainer.content.findings import ContentError, Problem
from trainer.content.loading import decode, located, parse_content
from trainer.content.packs.faults import PackError, refusal
from trainer.content.packs.names import MANIFEST, SIGNATURE, fault_of, is_reserved
from trainer.content.schema import Identifier, Prose, Title

FORMAT = 1
"""The format of packs that this trainer reads and writes."""
_VERSION = re.compile(r"[0-9]{1,5}(?:\.[0-9]{1,5}){0,3}")
_HASH = re.compile(r"[0-9a-f]{64}")
_HEAD = "format", "name", "version", "title", "about"


class Manifest(BaseModel):
    """What a pack says of itself."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    format: int = Field(description="The format of packs.")
    name: Identifier
    version: Annotated[str, StringConstraints(max_length=24)]
    title: Title
    about: Prose | None = Field(default=None, description="What the pack trains, and whose it is.")
    files: dict[str, str] = Field(description="SHA-256 of each file but `pack.yaml` and its signature, by its path.")


def hash_of(data: bytes) -> str:
    """Give the SHA-256 of a file as 64 hexadecimal digits. That of `pack.yaml` is the hash of the pack."""
    return hashlib.sha256(data).hexdigest()


def read_manifest(data: bytes | None, source: str) -> Manifest:
    """Read and check `pack.yaml`; `None` where the pack has none.

    Raises:
        PackError: it is not there, is broken, or is of another format.
    """
    text, value = _parsed(data, source)
    try:
        manifest = Manifest.model_validate(value)
    except ValidationError as error:
        from trainer.content.remedies import problems_of

        problems = problems_of(error, Manifest)
    else:
        problems = list(_problems(manifest))
        if not problems:
            return manifest
    raise PackError.about(source, located(problems, text, MANIFEST))


def sealed(data: bytes | None, files: Mapping[str, bytes], source: str) -> bytes:
    """Give `pack.yaml` with the hashes of these files; as it is where they stand there already.

    The author's own lines and comments stay; the list of files moves to the end.

    Raises:
        PackError: it is not there, or is no YAML that can be read.
    """
    text, value = _parsed(data, source)
    hashes = {name: hash_of(files[name]) for name in sorted(files) if name not in (MANIFEST, SIGNATURE)}
    if data is not None and value.get("files") == hashes:
        return data
    lines = "".join(f"  {name}: {digest}\n" for name, digest in hashes.items())
    made = f"{_without_files(text)}files:\n{lines}"
    if parse_content(made, MANIFEST) != {**value, "files": hashes}:
        raise refusal(source, MANIFEST, "yaml", "Write one plain `key: value` a line; take `files` out.")
    return made.encode()


def _parsed(data: bytes | None, source: str) -> tuple[str, dict[str, Any]]:
    if data is None:
        remedy = f"Write {MANIFEST} at the top of the pack, with {', '.join(_HEAD[:4])}; it is not there."
        raise refusal(source, "", "missing-file", remedy)
    try:
        text = decode(data, MANIFEST)
        value = parse_content(text, MANIFEST)
    except ContentError as error:
        raise PackError.about(source, error.findings) from None
    made = value.get("format")
    if isinstance(made, int) and made > FORMAT:
        remedy = f"Install a newer trainer; the pack has format {made}, this one reads {FORMAT}."
        raise refusal(source, MANIFEST, "format", remedy)
    return text, value


def _problems(manifest: Manifest) -> Iterator[Problem]:
    if manifest.format != FORMAT:
        yield Problem(("format",), "format", f"Write `format: {FORMAT}`.")
    if is_reserved(manifest.name):
        yield Problem(("name",), "file-name", "Choose another name; Windows keeps this one for a device.")
    if not _VERSION.fullmatch(manifest.version):
        yield Problem(("version",), "version", "Write a version in quotes, such as '1.0.0'.")
    for name, digest in manifest.files.items():
        at = ("files", name)
        if fault := fault_of(name):
            yield Problem(at, *fault)
        elif name in (MANIFEST, SIGNATURE):
            yield Problem(at, "extra-file", f"Remove `{name}` from the list; it holds the hashes of the others.")
        elif not _HASH.fullmatch(digest):
            yield Problem(at, "hash", "Write the SHA-256 of the file; `trainer pack build` does so.")


def _without_files(text: str) -> str:
    """Give the lines of a mapping without those of its key `files`, ended by a line break."""
    kept: list[str] = []
    dropping = False
    for line in text.splitlines():
        if line[:1] not in ("", " ", "\t", "#"):
            dropping = re.match(r"files\s*:", line) is not None
        if not dropping:
            kept.append(line)
    return "\n".join(kept).rstrip() + "\n"
