"""Room `workshop.server`: forms as browsers send them without script."""

from __future__ import annotations

from urllib.parse import parse_qsl

from starlette.requests import Request

from trainer.workshop.server.bodies import raw
from trainer.workshop.service.declined import Declined

FIELDS = 20
"""Most fields of a form; the largest has seven."""


async def form(request: Request) -> dict[str, str]:
    """Read a form; of a field that comes twice the last counts. A line of text ends as `\\n`.

    Raises:
        Declined: it is no form, too large, or not there in time.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/x-www-form-urlencoded":
        raise Declined("bad_request", "Send a form (application/x-www-form-urlencoded).")
    text = (await raw(request)).decode("utf-8", "replace")
    try:
        pairs = parse_qsl(text, keep_blank_values=True, max_num_fields=FIELDS, errors="replace")
    except ValueError:
        raise Declined("bad_request", f"The form has too many fields; at most {FIELDS}.") from None
    return {name: value.replace("\r\n", "\n").replace("\r", "\n") for name, value in pairs}
