"""What has happened, what is asked, what is advised."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from realpolitik.case.formula import Formula
from realpolitik.case.happens import read_happens
from realpolitik.case.parts.judged import Citations, Number, Probability, Provenance
from realpolitik.case.parts.part import Day, Part
from realpolitik.case.values import fault, read_period


class Event(Provenance):
    """A dated happening. With ``by`` and ``does`` and not before ``watched_from`` it is a seen move.

    ``by`` maps candidate authors (actors or ``nature``) to shares (``by: azerbaijan`` is ``{azerbaijan: 100%}``).
    ``does`` after loading is one formula per changed option (``option``, ``not option``, ``option == value``).
    """

    date: Day
    """When it happened."""
    by: dict[str, Probability] = Field(default_factory=dict)
    """Who did it: an actor, `nature`, or several with their shares."""
    does: tuple[Formula, ...] = ()
    """The move: `option`, `not option` or `option == value`; or a list of moves."""
    text: str | None = None
    """What happened, in a sentence."""
    counts_as: str | None = None
    """The item of evidence that is the same happening, so that it counts once."""


class Happens(Part):
    """What a question asks: ``ever F``, ``at F``, ``never F``, ``F before G``, ``if X [by DATE] then [ever|at] Y``."""

    kind: Literal["ever", "at", "never", "before", "if_then"]
    """How it is asked."""
    first: Formula
    """The first formula."""
    second: Formula | None = None
    """The second formula, with `before` and `if .. then`."""
    first_by: Day | None = None
    """The day by which the condition must hold."""
    second_kind: Literal["ever", "at"] = "ever"
    """Whether the second must hold ever, or on the last day."""
    written: str
    """As it was written."""


class BaseRate(Part):
    """How often such things happened: ``seen`` of ``of`` cases, each ``per`` so many months long."""

    seen: float
    """How many of them ended so."""
    of: float
    """How many comparable cases there were."""
    per: float
    """How long each was watched: `1 year`, `6 months`."""
    per_written: str = ""
    """The same as written."""
    class_: str | None = Field(default=None, alias="class")
    """Which cases count as comparable."""
    source: Citations = ()
    """Where the numbers come from."""
    judged: bool = False
    """Whether the numbers are a judgement, not counted."""

    @model_validator(mode="before")
    @classmethod
    def _period(cls, data: Any) -> Any:
        if isinstance(data, dict) and isinstance(data.get("per"), str):
            if "per_written" in data:
                raise fault("unknown-key", "the key 'per_written' is not known here", key="per_written")
            return {**data, "per": read_period(data["per"]), "per_written": data["per"].strip()}
        return data


class Resolution(Part):
    """How a question came out. Never read by a forecast, only by the score."""

    as_: str = Field(alias="as")
    """How it came out: `yes`, `no`, `void`, or a value."""
    on: Day | None = None
    """On which day."""
    source: str | None = None
    """Who says so."""


class Question(Provenance):
    """A dated question with fine print."""

    id: str
    """Its name in the case."""
    asks: str
    """The question in words."""
    happens: Annotated[Happens, BeforeValidator(read_happens)]
    """The question as a formula: `ever F`, `at F`, `never F`, `F before G`, `if F by DATE then ever G`."""
    until: Day
    """The last day that counts."""
    fine_print: str | None = None
    """What counts and what does not."""
    base_rate: BaseRate | None = None
    """How often such things happened before."""
    said: dict[str, Probability] = Field(default_factory=dict)
    """What authors said: source and probability."""
    resolved: Resolution | None = None
    """How it came out; read by the score only."""


class Advice(Provenance):
    """A move somebody recommends; ``to`` is the actor."""

    to: str
    """The actor it is for."""
    do: Formula | None = None
    """The move: `option`, `not option` or `option == value`."""
    text: str | None = None
    """The advice in words."""
    by: Citations = ()
    """Who advises it: a source, with paragraphs."""


class Position(Part):
    """An actor's place on an issue's scale."""

    position: Number
    """Where on the scale it stands."""
    capability: Number
    """How much weight it could bring to bear."""
    salience: Probability
    """How much it cares about this issue."""


class Issue(Provenance):
    """What is settled somewhere on a scale, and where each actor stands on it."""

    scale: dict[float, str]
    """The numbers that have a meaning, at least the two ends."""
    positions: dict[str, Position]
    """Where each actor stands."""
