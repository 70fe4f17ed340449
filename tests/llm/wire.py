"""The fault server's end of a connection: reads a request, writes an answer piece by piece, well-formed or not."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as it came."""

    method: str
    path: str
    headers: dict[str, str]
    """Names in lower case."""
    body: dict[str, Any] = field(default_factory=dict)

    @property
    def model(self) -> str:
        """The model asked for."""
        return str(self.body.get("model", ""))

    @property
    def text(self) -> str:
        """All that was said to the model."""
        return "\n".join(str(one.get("content")) for one in self.body.get("messages", []))

    def last(self, role: str) -> str:
        """Give the last message of a role, empty where there is none."""
        said = [str(one.get("content")) for one in self.body.get("messages", []) if one.get("role") == role]
        return said[-1] if said else ""


async def read_request(reader: asyncio.StreamReader, first: bytes) -> Asked | None:
    """Read a request whose first byte was read already; None where it is no HTTP (a TLS greeting)."""
    if not first.isalpha():
        return None
    head = (first + await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    start, *lines = head.split("\r\n")
    method, path, _ = start.split(" ", 2)
    pairs = (line.partition(":") for line in lines if line)
    headers = {name.strip().lower(): value.strip() for name, _, value in pairs}
    raw = await reader.readexactly(int(headers.get("content-length", 0)))
    try:
        body = json.loads(raw) if raw else {}
    except ValueError:
        body = {}
    return Asked(method, path, headers, body if isinstance(body, dict) else {})


class Wire:
    """One answer being written."""

    def __init__(self, asked: Asked, writer: asyncio.StreamWriter, elsewhere: str) -> None:
        """Take the request, the connection and the address to redirect to."""
        self.asked = asked
        self.elsewhere = elsewhere
        self.over = False
        """Whether the connection is to be closed after this answer."""
        self.reset = False
        """Whether it is to be closed with a reset."""
        self._writer = writer

    async def send(self, data: bytes) -> None:
        """Write bytes as they are."""
        self._writer.write(data)
        await self._writer.drain()

    async def whole(self, status: int, body: str | bytes, kind: str = "application/json", **headers: str) -> None:
        """Write a complete answer. In names of headers, `_` stands for `-`."""
        data = body.encode() if isinstance(body, str) else body
        await self.head(status, kind, content_length=str(len(data)), **headers)
        await self.send(data)

    async def head(self, status: int = 200, kind: str = "text/event-stream", **headers: str) -> None:
        """Write the head of an answer."""
        lines = [f"HTTP/1.1 {status} So", f"content-type: {kind}"]
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
        await self.send("\r\n".join([*lines, "", ""]).encode("latin-1"))

    async def begin(self, kind: str = "text/event-stream", **headers: str) -> None:
        """Begin an answer in chunks, so that the client can tell its end."""
        await self.head(200, kind, transfer_encoding="chunked", **headers)

    async def chunk(self, data: bytes) -> None:
        """Write one chunk; an empty one ends the answer."""
        await self.send(f"{len(data):x}\r\n".encode() + data + b"\r\n")

    async def event(self, data: object, end: str = "\n\n") -> None:
        """Write one event of a stream; an object goes as JSON."""
        text = data if isinstance(data, str) else json.dumps(data)
        await self.chunk(f"data: {text}{end}".encode())

    async def piece(self, content: object = None, *, finish: str | None = None, **delta: object) -> None:
        """Write one piece of an answer's text."""
        words = {} if content is None and not delta else {"content": content, **delta}
        await self.event(self.shaped({"index": 0, "delta": words, "finish_reason": finish}))

    def shaped(self, *choices: object, **more: object) -> dict[str, object]:
        """Give a chunk with these choices."""
        head = {"id": "c1", "object": "chat.completion.chunk", "created": 1, "model": self.asked.model}
        return {**head, "choices": list(choices), **more}

    async def usage(self, prompt: int, answer: int) -> None:
        """Write what the request used, if the client asked for it."""
        if (self.asked.body.get("stream_options") or {}).get("include_usage"):
            used = {"prompt_tokens": prompt, "completion_tokens": answer, "total_tokens": prompt + answer}
            await self.event(self.shaped(usage=used))

    async def done(self) -> None:
        """End a stream as it should end."""
        await self.event("[DONE]")
        await self.chunk(b"")
