"""Room `lab`: any bot with two people on the call: every few lines it turns to the other, by name."""

from __future__ import annotations

from trainer.lab.bots.bot import Bot, Briefing, Notes

#: Lines said to one before it is the other's turn.
STAYS = 6


class Turning:
    """A bot and the names to call. The words are the bot's own."""

    def __init__(self, bot: Bot, briefing: Briefing) -> None:
        """Take who asks, and who is on the call."""
        self._bot = bot
        self._names = [name.split()[0] for name in (briefing.name, briefing.beside)]
        self._lines = 0

    def line(self, said: str) -> str | None:
        """Give the bot's next line; the first to each of them carries the name."""
        line = self._bot.line(said)
        round_, place = divmod(self._lines, STAYS)
        self._lines += 1
        if not line or place or not round_:
            return line
        return f"{self._names[round_ % 2]}, {line}"

    def notes(self) -> Notes:
        """Give the bot's debrief."""
        return self._bot.notes()
