"""An event as a text tells it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from realpolitik.reading.actors.dictionary import Entry
from realpolitik.reading.days import Moment
from realpolitik.reading.events.lexicon import Act
from realpolitik.reading.passage import Passage

#: How an act is meant. ``happened``: told as a fact; ``intended``, ``threatened``, ``demanded``, ``refused``: said,
#: not done; ``attempted``; ``possible``: may, might, could; ``hypothetical``: in an if-clause; ``denied``: told not to
#: be so; ``doubted``: may have been, or somebody doubts it; ``alleged``: only told as what somebody claims or hears;
#: ``foretold``: told as what will not be.
MODES = (
    "happened",
    "attempted",
    "intended",
    "threatened",
    "demanded",
    "refused",
    "possible",
    "hypothetical",
    "denied",
    "doubted",
    "alleged",
    "foretold",
)


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody who acts or is acted on: a code, the actor of the dictionary (None for a name it does not have), the
    words, and whether a rule had to guess (a pronoun, a place that stands for its state).
    """

    code: str
    entry: Entry | None
    place: Passage
    guessed: str | None = None

    @property
    def state(self) -> str:
        """The state, or the kind of organisation."""
        return self.code[:3]

    @property
    def sector(self) -> str:
        """The sector within the state; empty for the state itself."""
        return self.code[3:6]

    def as_guess(self, why: str) -> Party:
        """The same, marked as guessed."""
        return replace(self, guessed=self.guessed or why)


@dataclass(slots=True)
class Event:
    """Who did what to whom. ``act`` is what is done, ``kind`` the PLOVER type once it counts how the act is meant:
    a promised visit is AGREE, a refused one REJECT. ``trigger`` is the word that tells it. ``advised``: the writer says
    that it should or must be done, and nobody in the text demands it.
    """

    sentence: Passage
    trigger: Passage
    act: Act
    kind: str
    root: str
    mode: str
    sources: list[Party] = field(default_factory=list)
    targets: list[Party] = field(default_factory=list)
    said_by: Party | None = None
    moment: Moment | None = None
    where: Party | None = None
    nominal: bool = False
    clause: Passage | None = None
    advised: bool = False

    @property
    def guessed(self) -> list[str]:
        """Why a part of it is uncertain, in words."""
        return [p.guessed for p in (*self.sources, *self.targets) if p.guessed]
