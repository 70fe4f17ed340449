"""Room `workshop.server`: the one door between what is known and the HTML that shows it. Every text is escaped.

Templates and static files are the package's own; nothing that anybody sends is ever a template or the name of a file.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from trainer.reports.escape import plain
from trainer.scoring.sureness import overall_in_words, part_in_words

if TYPE_CHECKING:
    from jinja2 import Environment

_HERE = Path(__file__).parent
_TYPES = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8"}
#: A form's POST must name its origin (see `guarding`); with `no-referrer` a browser would send `Origin: null`.
_HEADERS = {"referrer-policy": "same-origin"}
FOR_EVER = "public, max-age=31536000, immutable"


def html(template: str, status: int = 200, headers: Mapping[str, str] | None = None, **words: Any) -> Response:
    """Give a page of `templates`."""
    return HTMLResponse(drawn(template, **words), status, {**_HEADERS, **(headers or {})})


def drawn(template: str, **words: Any) -> str:
    """Give a page of `templates` as text."""
    return _environment().get_template(template).render(words)


async def static(request: Request) -> Response:
    """Give a stylesheet or script; for ever where the address has the hash of what there is."""
    hashed, files = _static()
    found = files.get(request.path_params["name"])
    if found is None:
        return JSONResponse({"error": "There is nothing here.", "code": "not_found"}, 404)
    kept = FOR_EVER if request.path_params["hash"] == hashed else "no-store"
    return Response(found[0], media_type=found[1], headers={"cache-control": kept})


@cache
def _static() -> tuple[str, dict[str, tuple[bytes, str]]]:
    """Give the hash over all static files (they import each other), and each with its type."""
    paths = sorted(path for path in (_HERE / "static").iterdir() if path.suffix in _TYPES)
    files = {path.name: (path.read_bytes(), _TYPES[path.suffix]) for path in paths}
    whole = sha256(b"\0".join(name.encode() + b"\0" + data for name, (data, _) in files.items()))
    return whole.hexdigest()[:16], files


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # 60 ms: only where pages are served

    environment = Environment(
        loader=FileSystemLoader(_HERE / "templates"), autoescape=True, finalize=_harmless, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    environment.filters["clock"] = clock
    environment.filters["part_in_words"] = part_in_words
    environment.filters["overall_in_words"] = overall_in_words
    environment.globals["static"] = f"/static/{_static()[0]}"
    return environment


def clock(seconds: int) -> str:
    """Give seconds as people read them on a clock: `12:05`."""
    return f"{seconds // 60}:{seconds % 60:02}"


def _harmless(value: Any) -> Any:
    """Take control and direction characters out of text; what is markup already comes from our own templates."""
    return value if hasattr(value, "__html__") else plain(value)
