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
    """What doing it means, in a few words."""
    values: tuple[str, ...] = ("no", "yes")
    """Its values in order; a change goes to a later or an earlier one."""
    now: str = ""
    """The value it has today (default the first)."""
    moves: Moves = "both"
    """Whether it can change: `both` ways, only `forward` (to later values), only `back`, or `no`."""
    if_: Formula | None = Field(default=None, alias="if")
    """What must hold for a change to a later value."""
    undo_if: Formula | None = None
    """What must hold for a change to an earlier value."""
    public: bool = False
    """Whether it is done in public."""
    backing_down: Number | None = None
    """What taking it back in public costs, in the units of `utility` (with `public`)."""

    _now = model_validator(mode="before")(_first_value_is_now)


class Wish(Provenance):
    """One statement of ``prefers``; ``when`` (over factors) tells in which worlds it is held."""

    that: Formula
    """What is wanted: a formula over options."""
    text: str | None = None
    """The same in words."""
    when: Formula | None = None
    """In which worlds it is wanted: a formula over factors."""
    sure: Probability | None = None
    """How sure it is that the actor wants it at all."""


class Thought(Provenance):
    """What an actor takes another one's wishes to be: what holds by its own view (`solve --views`) follows from it."""

    prefers: tuple[Wish, ...] = ()
    """The wishes it is taken to have, most important first."""
    ranking: tuple[str, ...] = ()
    """Or: scenarios from best to worst."""
    resolve: Resolve | None = None
    """How resolved it is taken to be."""


class Actor(Provenance):
    """Someone who chooses, or an audience that only wants (no options)."""

    name: str | None = None
    """Its name in the report."""
    kind: str | None = None
    """What it is: `state`, `party`, `firm`, ..."""
    about: str | None = None
    """Who this is, in a sentence."""
    part_of: str | None = None
    """The actor it is a part of."""
    options: dict[str, Option] = Field(default_factory=dict)
    """What it can do. Without options it is an audience."""
    prefers: tuple[Wish, ...] = ()
    """What it wants, most important first."""
    ranking: tuple[str, ...] = ()
    """In place of `prefers`: scenarios from best to worst, `else` for all others."""
    utility: dict[Formula, float] = Field(default_factory=dict)
    """In place of `prefers`: weights on formulas."""
    serves: dict[str, Probability] = Field(default_factory=dict)
    """Audiences whose wishes it follows, with their shares."""
    believes: dict[str, object] = Field(default_factory=dict)
    """What it takes the factors for; it plays its part in that world."""
    thinks: dict[str, Thought] = Field(default_factory=dict)
    """What it takes others' wishes to be."""
    does_not_see: tuple[str, ...] = ()
    """Options of others that it does not see."""
    thinks_impossible: tuple[Formula, ...] = ()
    """States that it takes to be impossible, though they can be: formulas over options and nature."""
    attitudes: dict[str, Literal["positive", "neutral", "negative"]] = Field(default_factory=dict)
    """How it stands to others: `positive`, `neutral` or `negative`."""
    pace: Pace = Field(default="monthly", validate_default=True)
    """How often it reviews its position."""
    resolve: Resolve = Field(default="purposeful", validate_default=True)
    """How strongly it follows its wishes."""
    inertia: Inertia = Field(default="normal", validate_default=True)
    """How much a change costs it."""
    foresight: int = Field(default=1, ge=1, le=2)
    """How many moves it looks ahead in the play: 1 its own, or 2 also what the others would do next."""


class RateBranch(Part):
    """One line of a conditional rate: ``if`` (None: ``else``) and the hazard ``p``."""

    if_: Formula | None = Field(default=None, alias="if")
    """Where this line holds. Without it the line holds everywhere else."""
    p: Rate
    """The rate there: a chance per period."""


class NatureEvent(Provenance):
    """Something nobody decides. It moves one value later at a time, at a hazard; ``moves: both`` is not allowed.

    ``rate`` are branches (first match wins) or empty; ``by`` gives the chance that it has happened by a date
    (piecewise constant hazard, the last piece goes on after the last date); ``if_`` must hold for it to move.
    """

    text: str | None = None
    """What would happen, in a few words."""
    values: tuple[str, ...] = ("no", "yes")
    """Its values in order; it moves one value later at a time."""
    now: str = ""
    """The value it has today (default the first)."""
    moves: Literal["forward", "no"] = "forward"
    """`forward`, or `no`: held as it is."""
    rate: tuple[RateBranch, ...] = ()
    """How fast: a chance per period, or branches."""
    by: dict[Day, Probability] = Field(default_factory=dict)
    """In place of `rate`: the chance that it has come by each date."""
    if_: Formula | None = Field(default=None, alias="if")
    """What must hold for it to happen."""

    _now = model_validator(mode="before")(_first_value_is_now)


class Rule(Provenance):
    """What cannot be: ``never: F`` or ``{needs: F, for: G}`` (G never without F)."""

    never: Formula | None = None
    """What cannot be: a formula over options and nature."""
    needs: Formula | None = None
    """What `for` needs."""
    for_: Formula | None = Field(default=None, alias="for")
    """What cannot be without `needs`."""

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
    """Where it holds: a formula over options and nature."""
    title: str | None = None
    """Its name in the report."""
    text: str | None = None
    """What it means, in a sentence."""
