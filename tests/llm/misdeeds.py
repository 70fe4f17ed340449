"""What the fault server can do with a request, by the model's name. Each takes the `Wire` and writes, or does not."""

from __future__ import annotations

import asyncio
import gzip
import json
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

from .wire import Asked, Wire

Said = str | Callable[[Asked], str]
Misdeed = Callable[[Wire], Awaitable[None]]

#: What the good answers say, and the usage that they report.
OK = "Well, it was the album, I suppose. We looked at it on Sunday."
PROMPT_TOKENS, ANSWER_TOKENS = 21, 17
FORM = '{"act": "open", "sure": 0.5}'
HOSTILE_TEXT = "\x1b[31mRed\x1b[0m \u202eright to left\u202c [bold]bold[/bold] a\x00b, that is all."
LONG = 60.0


def talk(text: Said) -> Misdeed:
    """Give one that answers well, with a text or with what a function of the request gives."""

    async def act(wire: Wire) -> None:
        words = text(wire.asked) if callable(text) else text
        if not wire.asked.body.get("stream"):
            await _unstreamed(wire, words)
            return
        await wire.begin()
        await wire.piece(role="assistant")
        for start in range(0, len(words), 5):
            await wire.piece(words[start : start + 5])
        await wire.piece(finish="stop")
        await wire.usage(PROMPT_TOKENS, ANSWER_TOKENS)
        await wire.done()

    return act


async def _unstreamed(wire: Wire, words: str) -> None:
    message = {"role": "assistant", "content": words}
    used = {"prompt_tokens": PROMPT_TOKENS, "completion_tokens": ANSWER_TOKENS, "total_tokens": 38}
    whole = {"index": 0, "message": message, "finish_reason": "stop"}
    head = {"id": "c1", "object": "chat.completion", "created": 1, "model": wire.asked.model}
    await wire.whole(200, json.dumps({**head, "choices": [whole], "usage": used}))


def refuse(status: int, message: str, code: str | None = None, **headers: str) -> Misdeed:
    """Give one that answers with an error, which repeats the key as some providers do."""

    async def act(wire: Wire) -> None:
        key = wire.asked.headers.get("authorization", "")
        error = {"message": f"{message} ({key})", "type": "error", "code": code}
        await wire.whole(status, json.dumps({"error": error}), **headers)

    return act


def page(status: int) -> Misdeed:
    """Give one that answers with an HTML page."""
    return lambda wire: wire.whole(status, "<html><body>Bad gateway</body></html>", "text/html")


def pieces(*events: object, begin: str = "Well, it", end: bool = True) -> Misdeed:
    """Give one that streams these events (text as it is) after some words, and ends well or leaves."""

    async def act(wire: Wire) -> None:
        await wire.begin()
        if begin:
            await wire.piece(begin)
        for one in events:
            await wire.event(one)
        if end:
            await wire.done()
        wire.over = not end

    return act


def finished(content: object, finish: str = "stop", **delta: Any) -> Misdeed:
    """Give one that streams a single piece and how it finished."""

    async def act(wire: Wire) -> None:
        await wire.begin()
        await wire.piece(content, **delta)
        await wire.piece(finish=finish)
        await wire.done()

    return act


def never_ending(piece: str, pause: float) -> Misdeed:
    """Give one that streams the same piece for a minute."""

    async def act(wire: Wire) -> None:
        await wire.begin()
        for _ in range(int(LONG / max(pause, 0.001))):
            await wire.piece(piece)
            await asyncio.sleep(pause)
        await wire.done()

    return act


async def hang(wire: Wire) -> None:
    """Say nothing."""
    await asyncio.sleep(LONG)


async def stall(wire: Wire) -> None:
    """Stop in the middle of a stream."""
    await wire.begin()
    await wire.piece("Well, it")
    await asyncio.sleep(LONG)


async def open_end(wire: Wire) -> None:
    """Say that the answer is finished, and never end the stream."""
    await wire.begin()
    await wire.piece(OK)
    await wire.piece(finish="stop")
    await asyncio.sleep(LONG)


async def odd_types(wire: Wire) -> None:
    """Send numbers and lists where text is due."""
    await wire.begin()
    for content in (7, ["Well"], {"text": "Well"}, True):
        await wire.piece(content)
    await wire.event({"choices": [{"index": 0}]})
    await wire.event({"choices": "none"})
    await wire.event([1, 2])
    await wire.done()


async def messages(wire: Wire) -> None:
    """Answer in Anthropic's protocol."""
    await wire.begin()
    start = {"id": "m1", "type": "message", "role": "assistant", "content": [], "model": wire.asked.model}
    used = {"input_tokens": PROMPT_TOKENS, "output_tokens": 1}
    events: list[dict[str, object]] = [
        {"type": "message_start", "message": {**start, "usage": used}},
        {"type": "content_block_start", "index": 0, "content_block": {"type": "text", "text": ""}},
        {"type": "content_block_delta", "index": 0, "delta": {"type": "text_delta", "text": OK}},
        {"type": "content_block_stop", "index": 0},
        {"type": "message_delta", "delta": {"stop_reason": "end_turn"}, "usage": {"output_tokens": ANSWER_TOKENS}},
        {"type": "message_stop"},
    ]
    for one in events:
        await wire.chunk(f"event: {one['type']}\ndata: {json.dumps(one)}\n\n".encode())
    await wire.chunk(b"")


async def quiet(wire: Wire) -> None:
    """Send the head of a stream and signs of life, and no words."""
    await wire.begin()
    for _ in range(int(LONG / 0.1)):
        await wire.chunk(b": still here\n\n")
        await asyncio.sleep(0.1)


async def slow_head(wire: Wire) -> None:
    """Send the head of the answer letter by letter."""
    for letter in b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\nx-long: " + b"x" * 600:
        await wire.send(bytes([letter]))
        await asyncio.sleep(0.1)


async def reset(wire: Wire) -> None:
    """Break the connection before a word."""
    wire.over = wire.reset = True


async def closed(wire: Wire) -> None:
    """Close the connection before a word."""
    wire.over = True


async def cut(wire: Wire) -> None:
    """Break the connection in the middle of a stream."""
    await wire.begin()
    await wire.piece("Well, it was")
    await asyncio.sleep(0.02)  # or the client would see the reset instead of the words before it
    wire.over = True


async def drip_ok(wire: Wire) -> None:
    """Answer slowly, yet within every deadline."""
    await wire.begin()
    for word in OK.split(" "):
        await wire.piece(word + " ")
        await asyncio.sleep(0.02)
    await wire.piece(finish="stop")
    await wire.done()


async def split_letters(wire: Wire) -> None:
    """Split the bytes of a letter between two chunks."""
    await wire.begin()
    raw = "data: " + json.dumps(wire.shaped({"index": 0, "delta": {"content": "Schön war das."}}), ensure_ascii=False)
    data = raw.encode() + b"\n\n"
    middle = data.index("ö".encode()) + 1
    await wire.chunk(data[:middle])
    await asyncio.sleep(0.02)
    await wire.chunk(data[middle:])
    await wire.piece(finish="stop")
    await wire.done()


async def crlf(wire: Wire) -> None:
    """End lines as old servers do, with comments in between."""
    await wire.begin()
    await wire.chunk(b": hello\r\n\r\n")
    await wire.event(wire.shaped({"index": 0, "delta": {"content": OK}}), "\r\n\r\n")
    await wire.event(wire.shaped({"index": 0, "delta": {}, "finish_reason": "stop"}), "\r\n\r\n")
    await wire.event("[DONE]", "\r\n\r\n")
    await wire.chunk(b"")


async def lines_of_json(wire: Wire) -> None:
    """Send lines of JSON where events are due."""
    await wire.begin("application/x-ndjson")
    await wire.chunk(json.dumps({"message": {"content": OK}, "done": True}).encode() + b"\n")
    await wire.chunk(b"")


async def zipped(wire: Wire) -> None:
    """Send the whole stream compressed."""
    first = json.dumps(wire.shaped({"index": 0, "delta": {"content": OK}}))
    last = json.dumps(wire.shaped({"index": 0, "delta": {}, "finish_reason": "stop"}))
    body = f"data: {first}\n\ndata: {last}\n\ndata: [DONE]\n\n"
    await wire.whole(200, gzip.compress(body.encode()), "text/event-stream", content_encoding="gzip")


async def bad_zip(wire: Wire) -> None:
    """Say that it is compressed, and lie."""
    await wire.whole(200, b"this is no gzip at all", "text/event-stream", content_encoding="gzip")


async def redirect(wire: Wire) -> None:
    """Send the client to another server."""
    await wire.whole(307, "", location=wire.elsewhere + "/chat/completions")


async def without_schema(wire: Wire) -> None:
    """Refuse a JSON schema; fill in the form in JSON mode."""
    if (wire.asked.body.get("response_format") or {}).get("type") == "json_schema":
        await MISDEEDS["400-format"](wire)
    else:
        await talk(FORM)(wire)


async def without_json(wire: Wire) -> None:
    """Refuse every JSON mode; fill in the form when it is asked for in words."""
    await (MISDEEDS["400-format"] if wire.asked.body.get("response_format") else talk(FORM))(wire)


async def date_of_retry(wire: Wire) -> None:
    """Limit the rate until an hour from now, as a date."""
    later = format_datetime(datetime.now(UTC) + timedelta(hours=1), usegmt=True)
    await refuse(429, "Slow down", retry_after=later)(wire)


_CALL = [{"index": 0, "id": "t1", "type": "function", "function": {"name": "look_up", "arguments": "{}"}}]
_ERROR = {"error": {"message": "It broke", "code": 500}}

MISDEEDS: dict[str, Misdeed] = {
    "ok": talk(OK),
    "drip-ok": drip_ok,
    "429": refuse(429, "Slow down"),
    "429-1": refuse(429, "Slow down", retry_after="1"),
    "429-2": refuse(429, "Slow down", retry_after="2"),
    "429-3600": refuse(429, "Slow down", retry_after="3600"),
    "429-odd": refuse(429, "Slow down", retry_after="soon"),
    "429-date": date_of_retry,
    "quota": refuse(429, "You exceeded your current quota", "insufficient_quota"),
    "402": refuse(402, "Insufficient credits"),
    "401": refuse(401, "Incorrect API key", "invalid_api_key"),
    "403": refuse(403, "Not for your country"),
    "404": refuse(404, "No such model", "model_not_found"),
    "400": refuse(400, "Something is wrong"),
    "400-context": refuse(400, "This model's maximum context length is 512 tokens", "context_length_exceeded"),
    "400-filter": refuse(400, "Filtered by the content policy", "content_filter"),
    "400-format": refuse(400, "response_format is not supported"),
    "413": refuse(413, "Too large"),
    "422": refuse(422, "Cannot be processed"),
    "500": refuse(500, "It broke"),
    "502-page": page(502),
    "503": refuse(503, "Loading model"),
    "504": refuse(504, "The gateway waited too long"),
    "reset": reset,
    "closed": closed,
    "hang": hang,
    "quiet": quiet,
    "stall": stall,
    "slow-head": slow_head,
    "drip": never_ending("very ", 0.1),
    "endless": never_ending("and then another thing happened, ", 0.0),
    "repeat": never_ending("no ", 0.0),
    "long": talk("It went on and on. " * 300),
    "cut": cut,
    "clean-end": pieces(end=True),
    "no-done": pieces({"choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]}, begin=OK, end=False),
    "open-end": open_end,
    "length": finished("Well, it was the", finish="length"),
    "filtered": finished("Well, it", finish="content_filter"),
    "bad-json": pieces('{"choices": [{"delta"', begin=""),
    "mid-json": pieces('{"choices": [{"delta"'),
    "mid-error": pieces(_ERROR),
    "page": page(200),
    "no-choices": pieces({"choices": []}, {"choices": []}, begin=""),
    "error-200": lambda wire: wire.whole(200, json.dumps(_ERROR)),
    "error-event": pieces(_ERROR, begin=""),
    "empty": finished(""),
    "blank": finished(" \n\t "),
    "null": finished(None, role="assistant"),
    "nothing": lambda wire: wire.whole(200, "", "text/event-stream"),
    "odd-types": odd_types,
    "messages": messages,
    "tool": finished(None, finish="tool_calls", tool_calls=_CALL),
    "refusal": finished("I'm sorry, but I can't help with that."),
    "refusal-field": finished(None, refusal="I cannot help with that."),
    "think": finished("<think>They want the reason. Hide it.</think>\n\n" + OK),
    "think-open": finished("<think>They want the reason. Hide it. And then"),
    "think-late": finished("They want the reason.</think>" + OK),
    "reasoning": finished(OK, reasoning_content="They want the reason."),
    "wrong-role": finished(OK, role="user"),
    "split": split_letters,
    "crlf": crlf,
    "ndjson": lines_of_json,
    "redirect": redirect,
    "hostile-text": talk(HOSTILE_TEXT),
    "gzip": zipped,
    "bad-gzip": bad_zip,
    "form": talk(FORM),
    "form-fenced": talk(f"Of course! Here it is:\n```json\n{FORM}\n```\nTell me if {{that}} helps."),
    "form-extra": talk('{"act": "open", "sure": 0.5, "trust": 100}'),
    "form-broken": talk('{"act": "open", "sure": '),
    "form-prose": talk("I would say that it was an open question."),
    "form-no-schema": without_schema,
    "form-no-json": without_json,
    # Hostile actors. What they say by default can be changed by `FaultServer.say`.
    "echo": talk(lambda asked: asked.text),
    "parrot": talk(lambda asked: asked.last("user")),
    "invent": talk("What I really need, deep down, is a shared calendar for my sister's nine dogs in Bergen."),
    "confirm": talk("Yes, exactly. You have got it, that is precisely the reason."),
    "break": talk("As an AI language model I have no feelings, but this persona would say it was hard."),
    "contradict": talk("No, it was in November, and there were four hundred of them, not four."),
    "leak": talk("To be honest, it is not the money at all."),
}
