"""Do the orders of wishes and the forecast point the same way? One rule, and a few sentences about each scenario.

The orders know what holds and where improvements lead. The forecast also knows how much a move gains, how often an
actor reviews its position, what a change costs it, when nature's turns may come and when time is up.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from realpolitik.analysis.ordinal import AgreementResult
from realpolitik.case.scales import percent, whole

EXPECTED = 20  #: a forecast of so many per cent or more expects a scenario
HARDLY = 5  #: a forecast below this hardly does
FEW, MOST = 20, 50  #: per cent of the worlds
LIKELY_TURN = 20  #: a turn of nature with this chance or more may be part of a way that the rule counts
LEAST = 0.005  #: a smaller share is printed as none
RULE = (
    "Orders and forecast point apart where the forecast gives a scenario 20 % or more on the last day though in at "
    "most 20 % of the worlds improvements lead to a state of it that holds, or gives it less than 5 % though in more "
    "than half of the worlds they do. A turn that nobody decides may be part of the way if its own chance, by its rate "
    "or dates alone, is at least 20 %."
)

#: Every sentence that can be said, and every phrase inside one, with its blanks.
SENTENCES: dict[str, str] = {
    "never": "No state of it holds for everybody by {concept}{nash}.",
    "weaker": "One does by {weaker}, which asks less{where}.",
    "reached": "A state of it holds{holds}{nash}, and improvements alone lead to one from today{reached}.",
    "turns": "A state of it holds{holds}{nash}, but improvements lead to one only after a turn that nobody decides "
    "({turns}){after}.",
    "more_turns": "After a turn that nobody decides ({turns}) they lead to one{after}.",
    "unreached": "A state of it holds{holds}{nash}, but improvements lead to none from today{whatever}.",
    "both": "Both lead there.",
    "neither": "Neither leads there.",
    "between": "The forecast, at {forecast}, does not contradict that.",
    "high": "The forecast, at {forecast}, points apart: it expects what the orders do not lead to.",
    "high_today": "Today's situation is part of it, and the forecast leaves that at the actors' own pace{friction}.",
    "high_noise": "By the last day the forecast may still be on its way, and its actors do not always take the best "
    "move.",
    "low": "The forecast, at {forecast}, points apart: it hardly expects what the orders lead to.",
    "low_ahead": "It holds because an actor foresees how the others would answer; the forecast's actors look one move "
    "ahead.",
    "low_gain": "Orders count every gain, however small; the forecast weighs it{friction}, and {moves} time.",
    "low_rival": "In the forecast {title} comes before it ({p}).",
    "doubtful": "The forecast also draws doubtful wishes ({actors}); the orders take one as held from even odds on.",
    # phrases
    "every_world": " in every world",
    "some_worlds": " in {p} of the worlds",
    "wherever": " wherever it does",
    "aside": ",{worlds}",
    "and_then": ", and then{worlds}",
    "not_nash": " (not by Nash)",
    "by_nash": " (by Nash{worlds})",
    "turn": "“{text}”, chance {p}",
    "whatever": ", whatever turn may come",
    "against": " against friction",
    "and_against": " and against friction",
}


class Share(NamedTuple):
    """A number in a phrase: its value, and its place in the agreement (``holds``, ``turns.NAME.chance``)."""

    value: float
    at: str


class Phrase(NamedTuple):
    """A template of ``SENTENCES`` by its key, and what fills its blanks; a list of phrases: one or another."""

    key: str
    blanks: Mapping[str, object] = {}

    def __str__(self) -> str:
        return SENTENCES[self.key].format(**{name: _text(part) for name, part in self.blanks.items()})


def _text(part: object) -> str:
    if isinstance(part, Share):
        return percent(part.value)
    return " or ".join(map(str, part)) if isinstance(part, list) else str(part)


def judged(found: AgreementResult) -> AgreementResult:
    """The same with the verdict and the words that follow from what was found."""
    return found.model_copy(update={"agree": agree(found), "words": " ".join(map(str, said(found)))})


def agree(found: AgreementResult) -> bool:
    """Whether the two readings do not point apart, by ``RULE``."""
    unexpected = whole(found.forecast) >= EXPECTED and whole(found.led) <= FEW
    missing = whole(found.forecast) < HARDLY and whole(found.led) > MOST
    return not (unexpected or missing)


def said(found: AgreementResult) -> list[Phrase]:
    """How the two readings compare, in sentences that only say what is so in this case."""
    return [*_orders(found), *_forecast(found)]


def _orders(found: AgreementResult) -> list[Phrase]:
    """What the orders lead to."""
    holds = {"holds": _worlds(found, "holds"), "nash": _by_nash(found)}
    turns = [Phrase("turn", {"text": t.text, "p": Share(t.chance, f"turns.{t.name}.chance")}) for t in found.turns]
    more = found.after_turns - found.reached >= LEAST
    if found.holds < LEAST:
        asks_less = {"weaker": found.weaker, "where": _aside("aside", found, "holds_weaker")}
        weaker = [Phrase("weaker", asks_less)] if found.weaker else []
        return [Phrase("never", {"concept": found.concept, "nash": holds["nash"]}), *weaker]
    if found.reached < LEAST:
        if more:
            return [Phrase("turns", {**holds, "turns": turns, "after": _aside("and_then", found, "after_turns")})]
        return [Phrase("unreached", {**holds, "whatever": Phrase("whatever") if found.nature else ""})]
    wherever = found.several and found.holds - found.reached < LEAST
    reached = Phrase("wherever") if wherever else _worlds(found, "reached")
    after = [Phrase("more_turns", {"turns": turns, "after": _worlds(found, "after_turns")})] if more else []
    return [Phrase("reached", {**holds, "reached": reached}), *after]


def _forecast(found: AgreementResult) -> list[Phrase]:
    """What the forecast says to that, and why it can differ."""
    forecast = {"forecast": Share(found.forecast, "forecast")}
    if agree(found):
        if whole(found.forecast) >= EXPECTED and whole(found.led) > MOST:
            return [Phrase("both")]
        neither = whole(found.forecast) < HARDLY and found.after_turns < LEAST
        return [Phrase("neither") if neither else Phrase("between", forecast)]
    doubtful = [Phrase("doubtful", {"actors": _listed(found.doubtful)})] if found.doubtful else []
    if whole(found.forecast) >= EXPECTED:
        friction = Phrase("and_against") if found.friction else ""
        why = Phrase("high_today", {"friction": friction}) if found.today else Phrase("high_noise")
        return [Phrase("high", forecast), why, *doubtful]
    out = [Phrase("low", forecast)]
    if found.holds_nash < LEAST:
        out.append(Phrase("low_ahead"))
    if found.moves:
        moves = "one move takes" if found.moves == 1 else f"{found.moves} moves take"
        friction = Phrase("against") if found.friction else ""
        out.append(Phrase("low_gain", {"friction": friction, "moves": moves}))
    if found.rival is not None and found.rival.forecast > found.forecast:
        p = Share(found.rival.forecast, "rival.forecast")
        out.append(Phrase("low_rival", {"title": f"\u201c{found.rival.title}\u201d", "p": p}))
    return [*out, *doubtful]


def _by_nash(found: AgreementResult) -> Phrase | str:
    """What Nash says where it differs."""
    if found.holds - found.holds_nash < LEAST:
        return ""
    if found.holds_nash < LEAST:
        return Phrase("not_nash")
    return Phrase("by_nash", {"worlds": _worlds(found, "holds_nash")})


def _worlds(found: AgreementResult, field: str) -> Phrase | str:
    """A share of the types' probability in words, after a space; nothing where there is only one type."""
    share = float(getattr(found, field))
    if not found.several:
        return ""
    return Phrase("every_world") if share >= 1.0 - LEAST else Phrase("some_worlds", {"p": Share(share, field)})


def _aside(key: str, found: AgreementResult, field: str) -> Phrase | str:
    """The same as an aside, after a comma."""
    worlds = _worlds(found, field)
    return Phrase(key, {"worlds": worlds}) if worlds else ""


def _listed(names: Sequence[str]) -> str:
    """Up to three names; more are counted."""
    if len(names) > 3:
        return f"of {len(names)} actors"
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else "".join(names)
