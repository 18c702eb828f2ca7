"""Do the orders of wishes and the forecast point the same way? One rule, and a few sentences about each scenario.

The orders know what holds and where improvements lead. The forecast also knows how much a move gains, how often an
actor reviews its position, what a change costs it, when nature's turns may come and when time is up.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from realpolitik.case.scales import percent

EXPECTED = 20  #: a forecast of so many per cent or more expects a scenario
HARDLY = 5  #: a forecast below this hardly does
FEW, MOST = 20, 50  #: per cent of the worlds
LIKELY_TURN = 20  #: a turn of nature with this chance or more may be part of a way that the rule counts
LEAST = 0.005  #: a smaller share is printed as none
RULE = (
    "Orders and forecast point apart where the forecast gives a scenario 20 % or more on the last day though in at "
    "most 20 % of the worlds improvements lead to a state of it that holds, or gives it less than 5 % though in more "
    "than half of the worlds they do. A turn that nobody decides may be part of the way if its own chance is at least "
    "20 %."
)

#: Every sentence that can be said, with its blanks. ``{holds}`` and its like are empty where there is only one world.
SENTENCES: dict[str, str] = {
    "never": "No state of it holds for everybody by {concept}{nash}.",
    "weaker": "One does by {weaker}, which asks less{in_weaker}.",
    "reached": "A state of it holds{holds}{nash}, and improvements alone lead to one from today{reached}.",
    "turns": "A state of it holds{holds}{nash}, but improvements lead to one only after a turn that nobody decides "
    "({turns}){after}.",
    "more_turns": "After a turn that nobody decides ({turns}) they lead to one{after}.",
    "unreached": "A state of it holds{holds}{nash}, but improvements lead to none from today{whatever}.",
    "both": "Both lead there.",
    "neither": "Neither leads there.",
    "between": "The forecast, at {forecast}, does not contradict that.",
    "high": "The forecast, at {forecast}, points apart: it expects what the orders do not lead to.",
    "high_today": "Today's situation is part of it, and the forecast leaves that at the actors' own pace"
    "{and_friction}.",
    "high_noise": "By the last day the forecast may still be on its way, and its actors do not always take the best "
    "move.",
    "low": "The forecast, at {forecast}, points apart: it hardly expects what the orders lead to.",
    "low_ahead": "It holds because an actor foresees how the others would answer; the forecast's actors look one move "
    "ahead.",
    "low_gain": "Orders count every gain, however small; the forecast weighs it{friction}, and {moves} time.",
    "low_other": "In the forecast {title} comes before it ({p}).",
    "doubtful": "The forecast also draws doubtful wishes ({actors}); the orders take one as held from even odds on.",
}


@dataclass(frozen=True)
class Seen:
    """What both readings say of one scenario; shares of the types' probability as in ``AgreementResult``.

    ``led``: improvements, and turns of nature with a chance of at least ``LIKELY_TURN``, lead to a state that holds.
    ``weaker``: the first less demanding concept by which more of it holds, with the share. ``several``: whether there
    is more than one type. ``turns``: those on the way where one is needed, with their chance by the last day.
    ``moves``: the actors' moves on the shortest way. ``today``: whether the status quo is in the scenario. ``other``:
    title and chance of the likeliest other scenario that improvements lead to. ``doubtful``: names of the deciders
    with wishes that are in doubt. ``friction``: whether a change costs some decider anything.
    ``nature``: whether the case has turns that nobody decides.
    """

    concept: str
    holds: float
    holds_nash: float
    weaker: tuple[str, float] | None
    reached: float
    after_turns: float
    led: float
    forecast: float
    several: bool
    today: bool
    moves: int
    turns: Sequence[tuple[str, float]]
    other: tuple[str, float] | None
    doubtful: Sequence[str]
    friction: bool
    nature: bool


def whole(p: float) -> int:
    """A share in whole per cent: the rule follows the numbers as they are printed."""
    return round(100 * p)


def agree(seen: Seen) -> bool:
    """Whether the two readings do not point apart, by ``RULE``."""
    unexpected = whole(seen.forecast) >= EXPECTED and whole(seen.led) <= FEW
    missing = whole(seen.forecast) < HARDLY and whole(seen.led) > MOST
    return not (unexpected or missing)


def words(seen: Seen) -> str:
    """How the two readings compare, in sentences that only say what is so in this case."""
    return " ".join((*_orders(seen), *_forecast(seen)))


def _orders(seen: Seen) -> list[str]:
    """What the orders lead to."""
    turns = " or ".join(f"\u201c{text}\u201d, chance {percent(p)}" for text, p in seen.turns)
    fields = {
        "concept": seen.concept,
        "holds": _worlds(seen.holds, seen),
        "nash": _by_nash(seen),
        "weaker": seen.weaker[0] if seen.weaker else "",
        "in_weaker": _worlds(seen.weaker[1], seen, ",") if seen.weaker else "",
        "reached": " wherever it does" if seen.holds - seen.reached < LEAST else _worlds(seen.reached, seen),
        "after": _worlds(seen.after_turns, seen, ", and then"),
        "turns": turns,
        "whatever": ", whatever turn may come" if seen.nature else "",
    }
    if not seen.several:
        fields["reached"] = ""
    more = seen.after_turns - seen.reached >= LEAST
    if seen.holds < LEAST:
        return [SENTENCES[key].format(**fields) for key in ("never", "weaker") if key == "never" or seen.weaker]
    if seen.reached < LEAST:
        return [SENTENCES["turns" if more else "unreached"].format(**fields)]
    said = [SENTENCES["reached"].format(**fields)]
    if more:
        said.append(SENTENCES["more_turns"].format(**{**fields, "after": _worlds(seen.after_turns, seen)}))
    return said


def _forecast(seen: Seen) -> list[str]:
    """What the forecast says to that, and why it can differ."""
    forecast = percent(seen.forecast)
    if agree(seen):
        if whole(seen.forecast) >= EXPECTED and whole(seen.led) > MOST:
            return [SENTENCES["both"]]
        neither = whole(seen.forecast) < HARDLY and seen.after_turns < LEAST
        return [SENTENCES["neither"] if neither else SENTENCES["between"].format(forecast=forecast)]
    doubtful = [SENTENCES["doubtful"].format(actors=_listed(seen.doubtful))] if seen.doubtful else []
    if whole(seen.forecast) >= EXPECTED:
        why = "high_today" if seen.today else "high_noise"
        told = SENTENCES[why].format(and_friction=" and against friction" if seen.friction else "")
        return [SENTENCES["high"].format(forecast=forecast), told, *doubtful]
    said = [SENTENCES["low"].format(forecast=forecast)]
    if seen.holds_nash < LEAST:
        said.append(SENTENCES["low_ahead"])
    if seen.moves:
        moves = "one move takes" if seen.moves == 1 else f"{seen.moves} moves take"
        said.append(SENTENCES["low_gain"].format(moves=moves, friction=" against friction" if seen.friction else ""))
    if seen.other is not None and seen.other[1] > seen.forecast:
        said.append(SENTENCES["low_other"].format(title=f"\u201c{seen.other[0]}\u201d", p=percent(seen.other[1])))
    return [*said, *doubtful]


def _by_nash(seen: Seen) -> str:
    """What Nash says where it differs."""
    if seen.holds - seen.holds_nash < LEAST:
        return ""
    return " (not by Nash)" if seen.holds_nash < LEAST else f" (by Nash{_worlds(seen.holds_nash, seen)})"


def _worlds(share: float, seen: Seen, before: str = "") -> str:
    """A share of the types' probability in words, after a space; nothing where there is only one type."""
    if not seen.several:
        return ""
    said = "every world" if share >= 1.0 - LEAST else f"{percent(share)} of the worlds"
    return f"{before} in {said if share >= LEAST else 'no world'}"


def _listed(names: Sequence[str]) -> str:
    """Up to three names; more are counted."""
    if len(names) > 3:
        return f"of {len(names)} actors"
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else "".join(names)
