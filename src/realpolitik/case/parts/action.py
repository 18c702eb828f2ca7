"""Who can do what and wants what: actors, options, wishes, nature, rules, scenarios."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from realpolitik.case.formula import Formula
from realpolitik.case.parts.judged import Judged, Number, Probability, Provenance, Rate
from realpolitik.case.parts.part import Day, Part
from realpolitik.case.values import read_inertia, read_pace, read_resolve
from realpolitik.errors import OurBug

Pace = Annotated[Judged, BeforeValidator(read_pace)]  #: reviews per month: ``monthly``, ``2 per month``
Resolve = Annotated[Judged, BeforeValidator(read_resolve)]  #: lambda: ``purposeful`` or a number
Inertia = Annotated[Judged, BeforeValidator(read_inertia)]  #: c: ``normal`` or a number
Moves = Literal["both", "forward", "back", "no"]


def _first_value_is_now(data: Any) -> Any:
    """``now`` defaults to the first value."""
    if isinstance(data, dict) and not data.get("now"):
        values = data.get("values") or ("no",)
        if isinstance(values, (list, tuple)):
            return {**data, "now": values[0]}
    return data


class Option(Provenance):
    """Something an actor can do. ``values`` in their order, ``now`` one of them (default the first).

    ``if_`` must hold for a change to a later value, ``undo_if`` for a change to an earlier one; both
    mention other actors' options and nature only.
    """

    text: str | None = None
    values: tuple[str, ...] = ("no", "yes")
    now: str = ""
    moves: Moves = "both"
    if_: Formula | None = Field(default=None, alias="if")
    undo_if: Formula | None = None
    public: bool = False
    backing_down: Number | None = None

    _now = model_validator(mode="before")(_first_value_is_now)


class Wish(Provenance):
    """One statement of ``prefers``; ``when`` (over factors) tells in which worlds it is held."""

    that: Formula
    text: str | None = None
    when: Formula | None = None
    sure: Probability | None = None


class Actor(Provenance):
    """Someone who chooses, or an audience that only wants (no options)."""

    name: str | None = None
    kind: str | None = None
    about: str | None = None
    part_of: str | None = None
    options: dict[str, Option] = Field(default_factory=dict)
    prefers: tuple[Wish, ...] = ()
    ranking: tuple[str, ...] = ()
    utility: dict[Formula, float] = Field(default_factory=dict)
    serves: dict[str, Probability] = Field(default_factory=dict)
    believes: dict[str, object] = Field(default_factory=dict)
    thinks: dict[str, object] = Field(default_factory=dict)
    does_not_see: tuple[str, ...] = ()
    attitudes: dict[str, Literal["positive", "neutral", "negative"]] = Field(default_factory=dict)
    pace: Pace = Field(default="monthly", validate_default=True)
    resolve: Resolve = Field(default="purposeful", validate_default=True)
    inertia: Inertia = Field(default="normal", validate_default=True)


class RateBranch(Part):
    """One line of a conditional rate: ``if`` (None: ``else``) and the hazard ``p``."""

    if_: Formula | None = Field(default=None, alias="if")
    p: Rate


class NatureEvent(Provenance):
    """Something nobody decides. It moves one value later at a time, at a hazard; ``moves: both`` is not allowed.

    ``rate`` are branches (first match wins) or empty; ``by`` gives the chance that it has happened by a date
    (piecewise constant hazard, the last piece goes on after the last date); ``if_`` must hold for it to move.
    """

    text: str | None = None
    values: tuple[str, ...] = ("no", "yes")
    now: str = ""
    moves: Literal["forward", "no"] = "forward"
    rate: tuple[RateBranch, ...] = ()
    by: dict[Day, Probability] = Field(default_factory=dict)
    if_: Formula | None = Field(default=None, alias="if")

    _now = model_validator(mode="before")(_first_value_is_now)


class Rule(Provenance):
    """What cannot be: ``never: F`` or ``{needs: F, for: G}`` (G never without F)."""

    never: Formula | None = None
    needs: Formula | None = None
    for_: Formula | None = Field(default=None, alias="for")

    def forbidden(self) -> Formula:
        """What the rule excludes, as one formula: ``never``, or ``for and not needs``."""
        if self.never is not None:
            return self.never
        if self.needs is None or self.for_ is None:
            raise OurBug("a rule without 'never' needs both 'needs' and 'for'")
        return self.for_ & ~self.needs


class Scenario(Provenance):
    """A named statement over states."""

    that: Formula
    title: str | None = None
    text: str | None = None
