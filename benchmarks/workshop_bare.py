"""How many lines a second a workshop's server answers, beside a bare endpoint of the same framework and database.

`python -m benchmarks.workshop_bare`: 50 connections, each sends as soon as it was answered. The bare endpoint reads a
body of the same size and stores a row of the size of a turn's events, by the same writer. The difference is what the
product does: who asks, is it their turn, what is said, what the customer answers.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import subprocess
import sys
import tempfile
import time
import uuid
from pathlib import Path
from typing import Any

from benchmarks.loadclient import Line
from benchmarks.workshop import API, LINES, hosted

TURN = "x" * 2800
"""As much as the four events of a turn."""


def serve(folder: Path) -> None:
    """Serve the bare endpoint on a free port and print it."""
    from starlette.applications import Starlette
    from starlette.requests import Request
    from starlette.responses import JSONResponse, Response
    from starlette.routing import Route

    from trainer.storage.workshop.store import WorkshopStore
    from trainer.workshop.server.serving import Place, bound, serve

    store = WorkshopStore.open(folder / "bare.db")

    async def bare(request: Request) -> Response:
        body = await request.json()
        await asyncio.to_thread(store.write, lambda books: books.keep_content(uuid.uuid4().hex, TURN))
        return JSONResponse({"events": [body["text"]] * 2})

    place = Place(port=0)
    taken = bound(place)
    app = Starlette(routes=[Route("/bare", bare, methods=["POST"])])
    serve(app, place, taken, lambda: print(taken.getsockname()[1], flush=True))


async def rate(sends: list[Any], seconds: float) -> float:
    """Let each sender send until the time is over; give the answers a second."""
    ends, count = time.perf_counter() + seconds, 0

    async def run(send: Any) -> None:
        nonlocal count
        while time.perf_counter() < ends and await send():
            count += 1

    began = time.perf_counter()
    await asyncio.gather(*map(run, sends))
    return count / (time.perf_counter() - began)


async def bare(port: int, connections: int, seconds: float) -> float:
    """Measure the bare endpoint."""

    def sender() -> Any:
        line, id = Line(port), uuid.uuid4().hex

        async def send() -> bool:
            status, _ = await line.ask("POST", "/bare", {"call": id, "turn": 1, "text": LINES[0]})
            return status == 200

        return send

    return await rate([sender() for _ in range(connections)], seconds)


async def real(told: dict[str, Any], connections: int, seconds: float) -> float:
    """Measure lines of participants, each in a call of their own, up to twenty turns."""
    host = Line(told["port"], told["facilitator"])
    seats = [Line(told["port"]) for _ in range(connections)]
    calls = []
    for n, seat in enumerate(seats):
        _, joined = await seat.ask("POST", f"{API}/join", {"code": told["code"], "name": f"Participant {n}"})
        seat.token = joined["token"]
    await host.ask("POST", f"{API}/workshop/start", {})
    for seat in seats:
        calls.append((await seat.ask("POST", f"{API}/calls", {}))[1]["id"])

    def sender(seat: Line, call: str) -> Any:
        turn = 0

        async def send() -> bool:
            nonlocal turn
            turn += 1
            data = {"turn": turn, "text": LINES[(turn - 1) % len(LINES)]}
            status, _ = await seat.ask("POST", f"{API}/calls/{call}/lines", data, key=uuid.uuid4().hex)
            return status == 200 and turn < 20

        return send

    return await rate([sender(seat, call) for seat, call in zip(seats, calls, strict=True)], seconds)


def main() -> None:
    """Measure both and print the ratio."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--connections", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=8.0)
    parser.add_argument("--serve", type=Path, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.serve:
        serve(args.serve)
        return
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "benchmarks.workshop_bare", "--serve", folder]
        server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        assert server.stdout is not None
        plain = asyncio.run(bare(int(server.stdout.readline()), args.connections, args.seconds))
        server.terminate()
        server.wait(20)
    with tempfile.TemporaryDirectory() as folder:
        server, told = hosted(Path(folder), None, 1)
        whole = asyncio.run(real(told, args.connections, args.seconds))
        server.terminate()
        server.wait(20)
    print(
        json.dumps(
            {"bare_per_second": round(plain), "lines_per_second": round(whole), "ratio": round(plain / whole, 1)}
        )
    )


if __name__ == "__main__":
    main()
