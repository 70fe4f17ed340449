"""Room `tui`: drafts listed, linted, begun and talked to off the event loop, and what a screen is told about them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual.message import Message

if TYPE_CHECKING:
    from trainer.conversation.events import Event
    from trainer.desk.drafting import Draft
    from trainer.desk.previewing import Preview

Post = Callable[[Message], Any]


@dataclass
class DraftsArrived(Message):
    """The drafts of a folder."""

    drafts: Sequence[Draft]


@dataclass
class FolderRefused(Message):
    """A folder cannot be listed; `reason` is one line for people."""

    reason: str


@dataclass
class Linted(Message):
    """What lint says of a file, a line each."""

    path: Path
    lines: Sequence[str]


@dataclass
class DraftWritten(Message):
    """A draft was begun and lies in a file."""

    path: Path


@dataclass
class DraftRefused(Message):
    """A draft was not written: why, and the questions to ask again."""

    lines: Sequence[str]
    again: Sequence[str]


@dataclass
class PreviewOpened(Message):
    """A draft can be talked to."""

    preview: Preview


@dataclass
class PreviewRefused(Message):
    """A draft cannot be played; a line each."""

    lines: Sequence[str]


@dataclass
class PreviewSaid(Message):
    """What was said and decided; `anew` where it is the whole talk."""

    events: Sequence[Event]
    anew: bool = False


async def look(folder: str, post: Post) -> None:
    """List the drafts of a folder."""
    from trainer.content.findings import ContentError
    from trainer.desk.drafting import drafts

    try:
        post(DraftsArrived(await asyncio.to_thread(drafts, Path(folder).expanduser())))
    except (ContentError, ValueError, RuntimeError) as error:  # no such folder, a NUL in it, an unknown ~name
        post(FolderRefused(str(error)))


async def check(path: Path, post: Post) -> None:
    """Lint a file."""
    from trainer.desk.drafting import lint_lines

    post(Linted(path, await asyncio.to_thread(lint_lines, path)))


async def write(kind: str, answers: Mapping[str, str], folder: Path, post: Post) -> None:
    """Begin a draft of answers in the folder of its kind."""
    post(await asyncio.to_thread(_written, kind, answers, folder))


def _written(kind: str, answers: Mapping[str, str], folder: Path) -> Message:
    from trainer.content.drafting.proving import to_blame
    from trainer.content.drafting.questions import clashes, id_of
    from trainer.content.findings import ContentError
    from trainer.conversation.interview import JournalError
    from trainer.desk.drafting import FOLDERS, begin, place_of
    from trainer.desk.drafting import write as keep

    naming = "name" if kind == "persona" else "title"
    if clashing := clashes(kind, answers):
        return DraftRefused([says for _, says in clashing], [key for key, _ in clashing])
    id = id_of(answers[naming]) or f"new-{kind}"
    try:
        begun = begin(kind, id, answers, place_of(kind, id, folder / FOLDERS[kind] / f"{id}.yaml"))
        if begun.findings:
            lines = [f"{found} [{found.rule}]" for found in begun.findings]
            return DraftRefused(lines, to_blame(begun.findings, answers) or list(answers))
        return DraftWritten(keep(begun)[0])
    except (ContentError, JournalError) as error:
        return DraftRefused([str(error)], [naming])


class Talk:
    """A preview whose work runs in threads, one thing at a time."""

    def __init__(self, path: Path, post: Post) -> None:
        """Take the file and where to say what happens."""
        self._path, self._post = path, post
        self._turns = asyncio.Lock()
        self._preview: Preview | None = None

    async def open(self) -> None:
        """Read the file and begin to talk."""
        from trainer.content.findings import ContentError
        from trainer.desk.previewing import Preview

        async with self._turns:  # what is said meanwhile waits for it
            try:
                self._preview = await asyncio.to_thread(Preview, self._path)
            except ContentError as error:
                lines = [f"{found} [{found.rule}]" for found in error.findings] or [str(error)]
                self._post(PreviewRefused(lines))
                return
            self._post(PreviewOpened(self._preview))
            self._post(PreviewSaid(self._preview.session.events, anew=True))
        await check(self._path, self._post)

    async def say(self, line: str) -> None:
        """Say a line, once there is somebody to hear it."""
        async with self._turns:
            if self._preview is not None and not self._preview.session.over:
                self._post(PreviewSaid(await asyncio.to_thread(self._preview.say, line)))

    async def again(self) -> None:
        """Begin anew."""
        if self._preview is None:
            return
        async with self._turns:
            await asyncio.to_thread(self._preview.again)
        self._post(PreviewSaid(self._preview.session.events, anew=True))

    async def refresh(self) -> None:
        """Look at the file; where it was saved, play it again or say why it cannot be played."""
        if self._turns.locked():
            return
        if self._preview is None:
            await self.open()
            return
        async with self._turns:
            from trainer.desk.previewing import News

            news = await asyncio.to_thread(self._preview.refresh)
        if news is News.BROKEN:
            self._post(PreviewRefused([f"{found} [{found.rule}]" for found in self._preview.faults]))
        elif news is News.RELOADED:
            self._post(PreviewSaid(self._preview.session.events, anew=True))
            await check(self._path, self._post)
