"""What a person must decide before a draft can be relied on: the ``check:`` marks, in order of weight."""

from __future__ import annotations

from dataclasses import dataclass, field

#: What is asked first: without a date nothing can be dated; an explanation moves the headline; a grade moves every
#: item.
ORDER = ("date", "explanation", "source", "event", "claim", "actor", "wish", "option", "question", "scenario", "advice")


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark: its kind (of ``ORDER``), where it stands in the case, and what to decide."""

    kind: str
    path: str
    words: str
    weight: int = 0


@dataclass(slots=True)
class Marks:
    """The marks of a draft."""

    found: list[Mark] = field(default_factory=list)

    def note(self, kind: str, path: str, words: str, weight: int = 0) -> str:
        """Keep a mark and give its words back, to stand at the item; of one kind the heavier come first."""
        self.found.append(Mark(kind, path, words, weight))
        return words

    def drop(self, path: str) -> None:
        """Forget the marks of an item that is not drafted after all."""
        self.found = [mark for mark in self.found if mark.path != path]

    def sorted(self) -> list[Mark]:
        """Most important first; of one kind and weight in the order of the case."""
        return sorted(self.found, key=lambda mark: (ORDER.index(mark.kind), -mark.weight))
