"""The gateway against a bare httpx client: `python -m benchmarks.gateway [--calls N] [--json FILE]`.

Both ask the same server on loopback (in a process of its own), each time with another prompt, in random order.
Times are to the first word that arrives and to the whole answer, in milliseconds.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import patch

from trainer.conversation.model import Message, Prompt, Stop

if TYPE_CHECKING:
    import httpx

Timed = tuple[float, float]
"""Milliseconds to the first word and to the end."""
MODEL = "ok"
WARM = 5


def main() -> int:
    """Run and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--calls", type=int, default=200)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    figures = gateway(options.calls)
    for name, value in figures.items():
        print(f"{name:58} {value:10.3f}", flush=True)
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1) + "\n")
    return 0


def gateway(calls: int) -> dict[str, float]:
    """Measure both clients `calls` times each; medians, and the median of the ratios of neighbours."""
    server = subprocess.Popen(
        [sys.executable, "-m", "tests.llm.faulty"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    try:
        assert server.stdout is not None
        return _measured(server.stdout.readline().strip(), calls)
    finally:
        server.terminate()
        server.wait()


def _measured(url: str, calls: int) -> dict[str, float]:
    import httpx

    from trainer.llm import loading

    began = time.perf_counter()
    loading.loaded(Stop(), 120)
    loaded = time.perf_counter() - began
    chance = random.Random(1)
    times: dict[str, list[Timed]] = {"gateway": [], "httpx": []}
    with httpx.Client(timeout=30, trust_env=False) as bare:
        clients: dict[str, Callable[[Prompt], Timed]] = {
            "gateway": _through_gateway(url),
            "httpx": partial(_through_httpx, bare, url),
        }
        for number in range(calls + WARM):
            for name in chance.sample(list(clients), 2):
                one = clients[name](_prompt(number, name))
                if number >= WARM:
                    times[name].append(one)
    figures = {"loading litellm (s)": loaded}
    for place, what in enumerate(("first word", "whole turn")):
        of = {name: [one[place] for one in all_of] for name, all_of in times.items()}
        figures[f"{what}: gateway, median (ms)"] = statistics.median(of["gateway"])
        figures[f"{what}: bare httpx, median (ms)"] = statistics.median(of["httpx"])
        figures[f"{what}: median ratio"] = statistics.median(
            ours / bare_one for ours, bare_one in zip(of["gateway"], of["httpx"], strict=True)
        )
        figures[f"{what}: gateway, 95th percentile (ms)"] = sorted(of["gateway"])[int(calls * 0.95)]
    return figures


def _prompt(number: int, name: str) -> Prompt:
    line = f"Line {number} for {name}: what happened then, and who was there?"
    return Prompt((Message("system", "You are Maren. " * 60), Message("user", line)), "bench-1")


def _through_gateway(url: str) -> Callable[[Prompt], Timed]:
    """Give a call through the gateway. The first word is noted where the request takes it in."""
    from trainer.llm.asking import Reply
    from trainer.llm.gateway import Gateway
    from trainer.llm.route import Route, Secret

    door = Gateway(Route(MODEL, f"openai/{MODEL}", url, Secret("sk-none")))
    take = Reply._take

    def call(prompt: Prompt) -> Timed:
        words: list[float] = []

        def noted(self: Reply, chunk: object) -> bool:
            arrived = take(self, chunk)
            if arrived:
                words.append(time.perf_counter())
            return arrived

        with patch.object(Reply, "_take", noted):
            began = time.perf_counter()
            door.write(prompt, Stop(), again=True, retried=lambda *_: None)
            ended = time.perf_counter()
        return 1000 * (words[0] - began), 1000 * (ended - began)

    return call


def _through_httpx(client: httpx.Client, url: str, prompt: Prompt) -> Timed:
    body = {
        "model": MODEL, "stream": True, "temperature": prompt.temperature, "max_tokens": prompt.most_tokens,
        "stream_options": {"include_usage": True},
        "messages": [{"role": one.role, "content": one.text} for one in prompt.messages],
    }  # fmt: skip
    first = 0.0
    began = time.perf_counter()
    with client.stream("POST", f"{url}/chat/completions", json=body, headers={"authorization": "Bearer x"}) as answer:
        for line in answer.iter_lines():
            if line.startswith("data: {"):
                choices = json.loads(line[6:])["choices"]
                if not first and choices and choices[0]["delta"].get("content"):
                    first = time.perf_counter()
    return 1000 * (first - began), 1000 * (time.perf_counter() - began)


if __name__ == "__main__":
    raise SystemExit(main())
