"""Room `tui`: the screen of a recorded call as far as the call itself is changed: masked, cast otherwise, kept."""

from __future__ import annotations

from collections.abc import Coroutine
from typing import TYPE_CHECKING, Any, ClassVar

from textual.binding import Binding, BindingType

from trainer.tui import judging
from trainer.tui.apart import apart
from trainer.tui.judging import CallJudged, CallKept, CompareArrived, FileRefused
from trainer.tui.messages import Failed
from trainer.tui.screens.base import Room
from trainer.tui.screens.calls import who_asks
from trainer.tui.screens.choosing import Choosing
from trainer.tui.widgets.plain import one_line

if TYPE_CHECKING:
    from trainer.desk.recorded import Judged

#: The answers to the question how a call is kept: id, what is chosen, a few words about it.
MASKED = ("masked", "Keep it masked", "Speakers, addresses and numbers are replaced first.")
PLAIN = ("plain", "Keep it as it is", "Also the names and addresses in it.")
KEEPING = (
    "It goes into your own data on this machine and nowhere else, until you delete it. "
    "Masking does not see people who are only mentioned."
)


class JudgedRoom(Room):
    """A room with a judged call in it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("m", "mask", "Mask", id="analysis.mask", tooltip="Names and addresses: masked or as they are"),
        Binding("w", "who", "Who asks", id="analysis.who", tooltip="Say who interviews in this call"),
        Binding("s", "keep", "Keep", id="analysis.keep", tooltip="Store the call on this machine, after asking"),
    ]

    def __init__(self, call: CallJudged) -> None:
        """Take a judged call."""
        super().__init__()
        self._call = call
        self._compared = CompareArrived(None)

    @property
    def judged(self) -> Judged:
        """The call as it is judged now."""
        return self._call.judged

    async def show_call(self) -> None:
        """Show the call anew, because it is judged otherwise."""
        raise NotImplementedError

    def show_title(self) -> None:
        """Show what is known of the call as a whole."""
        raise NotImplementedError

    def _work(self, work: Coroutine[Any, Any, None], group: str = "judge") -> None:
        self.run_worker(work, group=group, exclusive=True)

    def look_at_practice(self) -> None:
        """Put the call beside practice; `CompareArrived` comes when that is done."""
        self._work(self._compare(self.judged), "compare")

    async def _compare(self, judged: Judged) -> None:
        await judging.compare(await self.trainer.desk(), judged, self.post_message)

    def may_change(self, action: str) -> bool:
        """Say whether `mask`, `who` or `keep` has something to do: not where the call is kept, or has no file."""
        tape = self._call.tape
        if self._call.kept:
            return False
        if action == "who":
            return tape is not None and len(tape.speakers) > 1
        return tape is not None if action == "mask" else True

    def action_mask(self) -> None:
        """Judge it again, with names masked or as they are."""
        self._work(self._judging(self._call.interviewer, mask=not self.judged.masked))

    def action_who(self) -> None:
        """Ask who interviews, and judge it again."""
        if self._call.tape is not None:
            self.app.push_screen(who_asks(self._call.tape), self._cast)

    def _cast(self, names: tuple[str, ...] | None) -> None:
        if names:
            self._work(self._judging(",".join(names), mask=self.judged.masked))

    async def _judging(self, interviewer: str, *, mask: bool) -> None:
        if self._call.tape is not None:
            desk = await self.trainer.desk()
            await judging.judge(desk, self._call.tape, interviewer, self.post_message, mask=mask)

    async def on_call_judged(self, message: CallJudged) -> None:
        """Show it anew."""
        self._call = message
        await self.show_call()

    def on_file_refused(self, message: FileRefused) -> None:
        """Say in one line what did not work."""
        self.show_title()
        self.tell(message.reason, warn=True)

    def action_keep(self) -> None:
        """Ask how, then store it."""
        answers = [MASKED] if self.judged.masked else [MASKED, PLAIN]
        self.app.push_screen(Choosing("Keep this call?", KEEPING, answers), self._keep)

    def _keep(self, how: tuple[str, ...] | None) -> None:
        if how:
            self._work(self._keeping(masked=how == (MASKED[0],)), "keep")

    async def _keeping(self, *, masked: bool) -> None:
        from trainer.tui.ports import spoken_errors

        desk = await self.trainer.desk()
        call, judged = self._call, self._call.judged
        try:
            if masked and not judged.masked and call.tape is not None:
                tape = call.tape
                judged = await apart(lambda: desk.calls.judge(tape, call.interviewer, mask=True))
            row = await apart(lambda: desk.calls.keep(judged))
        except spoken_errors() as error:
            self.post_message(Failed(str(error)))
            return
        self.post_message(CallKept(CallJudged(judged, call.tape, call.interviewer, kept=row.id)))

    async def on_call_kept(self, message: CallKept) -> None:
        """Say so, and show what was kept."""
        same = message.call.judged is self.judged
        self._call = message.call
        self.show_title()
        if not same:
            await self.show_call()
        self.tell(f"Kept as {one_line(self.judged.file, 40)}. Real calls lists it.")

    def on_failed(self, message: Failed) -> None:
        """Say in one line what did not work."""
        self.tell(message.reason, warn=True)
