"""Asks a person for the missing judgements of a case, one after another; every answer is saved before the next."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

from realpolitik.case.document import read_bytes
from realpolitik.case.frequency import middle, read_frequency, with_answer
from realpolitik.case.missing import Missing, answer_of, factor_values, missing
from realpolitik.case.saving import Original
from realpolitik.errors import BadInput

HELP = (
    "  a number      of 100 such cases, in how many: 30\n"
    "  20-40         you are not sure of the number itself\n"
    "  1 in 500      for what is rare\n"
    "  a word        likely, very unlikely, ... (ICD 203)\n"
    "  Enter         leave it open for now\n"
    "  b             back to the answer before\n"
    "  q             stop; what was answered is in the file"
)
_SUM = 0.5  #: of 100: shares may miss 100 by as much


class Stop(Exception):
    """The person wants to stop, or there is nothing more to read."""


class Elicitation:
    """One sitting. ``read`` gives the next line typed (without its end) or raises EOFError; ``say`` prints a line."""

    def __init__(
        self, file: Path, seed: int, by: str | None, read: Callable[[str], str], say: Callable[[str], None]
    ) -> None:
        self.file, self.seed, self.by = file, seed, by
        self.read, self.say = read, say
        self.saved = 0
        self.left_open: set[str] = set()
        self.before: list[Missing] = []
        self.group = ""
        self.order: dict[str, int] = {}

    def run(self) -> None:
        """Ask until everything is answered or left open; raises Stop where the person stops."""
        again: Missing | None = None
        while True:
            question = again or self.next()
            again = None
            if question is None:
                return
            answer = self.ask(question)
            if answer == "b":
                if self.before:
                    again = self.before.pop()
                    self.left_open.discard(again.path)
                else:
                    self.say("  This is the first one.")
                    again = question
            elif answer:
                self.before.append(question)
            else:
                self.left_open.add(question.path)
                self.before.append(question)

    def still_open(self) -> int:
        """How many judgements are missing now; items that are shown only are none."""
        return sum(m.kind != "factor" for m in missing(self.text(), self.by))

    def text(self) -> str:
        """The file as it is now."""
        try:
            return read_bytes(self.file).decode("utf-8")
        except UnicodeDecodeError:
            return Original.read(self.file).text  # raises, and says where

    def next(self) -> Missing | None:
        """The next judgement: the factors in the order of the file, then the items in random order."""
        text = self.text()
        found = [m for m in missing(text, self.by) if m.path not in self.left_open]
        if any(m.group not in self.order for m in found):
            place = {group: k for k, group in enumerate(dict.fromkeys(m.group for m in missing_groups(text)))}
            items = sorted(group for group in place if group.startswith("evidence"))
            random.Random(self.seed).shuffle(items)
            self.order = place | {group: len(place) + k for k, group in enumerate(items)}
        return min(found, key=lambda m: self.order[m.group], default=None)

    def ask(self, question: Missing) -> str:
        """Ask one question until there is a usable answer: what was written, '' (left open) or 'b' (back)."""
        if question.group != self.group:
            self.group = question.group
            self.say("")
            self.say(f"{question.group.partition('.')[2] or question.group}: {question.about}")
        rest = self.rest(question)
        while True:
            self.say(f"  {wording(question)}")
            if question.kind == "factor":
                self.say(f"  Factors: {', '.join(factor_values(self.text()))}; Enter if it tells none of them apart.")
            elif rest is not None:
                self.say(f"  The others leave {rest:.10g}; Enter takes it.")
            typed = self.line()
            if typed in ("q", "quit", "exit"):
                raise Stop
            if typed in ("?", "h", "help"):
                self.say(HELP)
                continue
            if typed == "b" or (not typed and rest is None):
                return typed
            try:
                return self.take(question, typed or f"{rest:.10g}!", rest)
            except BadInput as error:
                self.say(f"  {error}")

    def line(self) -> str:
        try:
            return self.read("  > ").strip()
        except EOFError:
            raise Stop from None

    def take(self, question: Missing, typed: str, rest: float | None) -> str:
        """Write one answer into the file."""
        original = Original(self.file, self.text().encode("utf-8"))
        if question.kind == "factor":
            factors = factor_values(original.text)
            if typed not in factors:
                raise BadInput(f"there is no factor {typed}.")
            cells = ", ".join(f"{value}: ask" for value in factors[typed][1])
            changed = with_answer(original.text, f"{question.path}.likelihood", f"{{{typed}: {{{cells}}}}}")
            original.save(changed)
            return typed
        written = read_frequency(typed)
        found = middle(written)
        if rest is not None and found is not None and abs(found - rest) > _SUM:
            raise BadInput(f"with the others that makes {100 - rest + found:.10g} of 100; {rest:.10g} are left.")
        original.save(with_answer(original.text, question.path, written, self.by))
        self.saved += 1
        return written

    def rest(self, question: Missing) -> float | None:
        """What is left of 100 for the last open share of a table; None where that is not known."""
        others = [path for path in question.table if path != question.path]
        if not others:
            return None
        text = self.text()
        said = [answer_of(text, path, self.by) for path in others]
        middles = [None if one is None else middle(one) for one in said]
        if any(one is None for one in middles):
            return None
        left = 100.0 - sum(one for one in middles if one is not None)
        return round(left, 8) if -1e-9 <= left <= 100 else None


def missing_groups(text: str) -> list[Missing]:
    """All judgements that anybody could still give, so that the order does not change as they are given."""
    return missing(text, "\0nobody") + missing(text)


def wording(question: Missing) -> str:
    """The question in natural frequencies (Gigerenzer and Hoffrage 1995)."""
    if question.kind == "factor":
        return "Which factor would make this more likely, or less?"
    if question.kind == "share":
        given = question.given or question.about
        condition, _, what = given.partition(": ")
        if what:
            return f"Of 100 situations like this one in which {condition}, in how many: {what}?"
        return f"Of 100 situations like this one, in how many: {given}?"
    cases = f"Of 100 cases in which {question.given}" if question.given else "Of 100 cases"
    if question.seen == "said anyway":
        return "Of 100 cases, whatever had happened, in how many would such a source report this?"
    if question.seen == "reliable":
        return "Of 100 reports of this source, in how many does it report what it knows?"
    if question.seen == "deceptive":
        return "Of 100 reports of this source, in how many does it mean to deceive?"
    if question.seen == "absent":
        return f"{cases}, in how many would this be there to be found? (It was looked for and not found.)"
    if question.seen == "not yet":
        return f"{cases}, in how many would we come to see this in time?"
    return f"{cases}, in how many would we see this?"
