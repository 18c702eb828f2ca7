"""The reading by orders alone: what holds, the ways there, whose orders agree, and how the forecast compares."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from realpolitik.analysis import agreement
from realpolitik.analysis.agreement import RULE
from realpolitik.analysis.ordinal import AgreementResult, OrdinalReading, Step, WayResult
from realpolitik.analysis.result import Analysis, TypeResult
from realpolitik.figures._names import Names
from realpolitik.report.html.blocks._graph import graph
from realpolitik.report.html.blocks._interests import matrix
from realpolitik.report.html.blocks._options import table
from realpolitik.report.saying import Listed, Number, Numbers, Sentence, joined, say
from realpolitik.report.surprising import surprises
from realpolitik.report.unjudged import nobody_wants
from realpolitik.report.words import THIN, capital, listed, number, percent

ORDER = 120
TITLE = "By the order of wishes alone"

CONCEPTS = {
    "Nash": "nobody can improve by moving alone",
    "SEQ": "whoever improves can be punished by moves that the others would themselves like",
    "SMR": "whoever improves can be punished, and no counter-move helps",
    "GMR": "whoever improves can be punished by the others, at whatever cost to them",
}
_MOST = 3
_COLUMNS = 16
_CHOSEN = ("SEQ", "Nash")  # the argument by which it is said who would stay


def view(analysis: Analysis) -> dict[str, Any] | None:
    """What the orders say: agreement with the forecast, states that hold with their ways, interests, sets of wishes.

    ``rows`` are the states that hold; their ``cells`` are the shares (of the probability of the wishes) in which each
    actor would stay, by the chosen argument. The sets of wishes name these states by their numbers. Where all states
    of the case fit in, the literature's table of options by states comes first and gives the numbers; where they can be
    drawn, the pictures do.
    """
    if not analysis.types or not any(t.equilibria for t in analysis.types):
        return None
    if nobody_wants(analysis):
        return None
    reading = analysis.ordinal or OrdinalReading(ways=[], interests=[], agreements=[])
    found = {c for t in analysis.types for c in t.equilibria}
    concepts = [c for c in CONCEPTS if c in found] + sorted(found - set(CONCEPTS))
    whole = 0 < len(analysis.states) == analysis.method.feasible <= _COLUMNS
    states = sorted(s.index for s in analysis.states) if whole else [w.state for w in reading.ways]
    numbers = {state: k for k, state in enumerate(states, start=1)}
    if reading.moves:  # as in the pictures
        numbers = {state: state + 1 for state in [*reading.drawn, *states]}
    stable = [w.stable_for for w in reading.ways] + [s.stable_for for s in analysis.states]
    chosen = next((c for c in (*_CHOSEN, *concepts) if any(c in s for s in stable)), None)
    who = list(dict.fromkeys(a for s in stable for a in s.get(chosen or "", {})))
    rows = [_row(way, numbers[way.state], analysis, concepts, chosen, who) for way in reading.ways]
    types = [
        {**_type(t, concepts, numbers), "p": Numbers(analysis)(f"types.{k}.probability")}
        for k, t in sorted(enumerate(analysis.types), key=lambda pair: -pair[1].probability)
    ]
    return {
        "several": len(analysis.types) > 1,
        "agreements": [_agreement(a, analysis) for a in sorted(reading.agreements, key=lambda a: a.agree)],
        "heads": _heads(reading.agreements),
        "apart": _apart(reading.agreements),
        "surprises": surprises(analysis),
        "others": sum(a.agree for a in reading.agreements),
        "rule": RULE.replace(" %", f"{THIN}%"),
        "chosen": chosen,
        "actors": [Names(analysis).actor(a) for a in who],
        "table": table(analysis, concepts, chosen, who) if whole else None,
        "graph": graph(analysis),
        "rows": rows[:_MOST],
        "more": rows[_MOST:],
        "interests": matrix(reading.interests, analysis),
        "types": types,
        "alike": len(types) > 1 and all(t.equilibria == analysis.types[0].equilibria for t in analysis.types),
        "concepts": [(c, CONCEPTS.get(c, "see the manual")) for c in concepts],
    }


def _heads(found: Sequence[AgreementResult]) -> list[str]:
    """Titles of the columns; turns of nature have one only where they lead to something."""
    turns = ["They do, after turns that nobody decides"] if _with_turns(found) else []
    return ["A state of it holds", "Improvements lead there", *turns, "The model's forecast for the last day"]


def _with_turns(found: Sequence[AgreementResult]) -> bool:
    return any(percent(a.after_turns) != percent(a.reached) for a in found)


def _apart(found: Sequence[AgreementResult]) -> str:
    """How many scenarios the two readings point apart on, in words."""
    apart, all_ = sum(not a.agree for a in found), len(found)
    if not apart:
        return "do not point apart on any scenario" if all_ > 1 else "do not point apart"
    if apart == all_:
        return "point apart on every scenario" if all_ > 1 else "point apart"
    return f"point apart on {number(apart)} of the {number(all_)} scenarios"


def _agreement(found: AgreementResult, analysis: Analysis) -> dict[str, Any]:
    """One scenario: its numbers (yes or no where there is but one set of wishes) and its words."""
    n, at = Numbers(analysis), f"ordinal.agreements.{found.scenario}"
    turns = ["after_turns"] if analysis.ordinal and _with_turns(analysis.ordinal.agreements) else []
    shares = [n(f"{at}.{key}") for key in ("holds", "reached", *turns)]
    told = shares if len(analysis.types) > 1 else ["yes" if n.of(s.address) >= 0.5 else "no" for s in shares]
    return {
        "title": capital(found.title),
        "apart": not found.agree,
        "numbers": [*told, n(f"{at}.forecast")],
        "words": joined([_sentence(phrase, n, at) for phrase in agreement.said(found)]),
    }


def _sentence(phrase: agreement.Phrase, n: Numbers, at: str) -> Sentence:
    """The same sentence with every number carrying its address."""

    def filled(part: object) -> object:
        if isinstance(part, agreement.Share):
            return n(f"{at}.{part.at}")
        if isinstance(part, agreement.Phrase):
            return _sentence(part, n, at)
        return Listed([filled(one) for one in part], "or") if isinstance(part, list) else part

    return say(f"orders_{phrase.key}", **{name: filled(part) for name, part in phrase.blanks.items()})


def _row(
    way: WayResult, place: int, analysis: Analysis, concepts: list[str], chosen: str | None, who: list[str]
) -> dict[str, Any]:
    n, at = Numbers(analysis), f"ordinal.ways.{way.state}"
    now = [axis.now for axis in analysis.axes]
    stable = way.stable_for.get(chosen or "", {})
    several = len(analysis.types) > 1
    best = way.improvements if way.improvements is not None else way.after_turns
    shorter = way.any_moves is not None and (best is None or len(way.any_moves) < len(best))
    sometimes = several and 0.005 <= way.reached < way.share - 0.005
    return {
        "n": place,
        "words": "; ".join(Names(analysis).told(now, way.values)) or "As things are now",
        "everybody": _everybody(concepts, way, n, several),
        "cells": [_stays(stable.get(a, 0.0), n, f"{at}.stable_for.{chosen}.{a}") for a in who],
        "today": way.status_quo,
        "kind": "improvements" if way.improvements is not None else "turns" if way.after_turns is not None else "none",
        "liked": say("way_liked_in", p=n(f"{at}.reached")) if sometimes else say("way_liked"),
        "best": _steps(best or [], analysis),
        "any": _steps(way.any_moves or [], analysis) if shorter else None,
    }


def _steps(steps: Sequence[Step], analysis: Analysis) -> list[dict[str, Any]]:
    """The moves of a way in words: whether somebody makes it, and whether willingly.

    Where every mover moves once and no option is changed twice, the state's own words tell what is done, so the movers
    are named alone; else each move is told in full.
    """
    names = Names(analysis)
    places = {axis.name: k for k, axis in enumerate(analysis.axes)}
    changed = [option.partition(" = ")[0] for step in steps for option in step.options]
    movers = [step.actor for step in steps if step.actor != "nature"]
    brief = len(set(changed)) == len(changed) and len(set(movers)) == len(movers)
    values = [axis.now for axis in analysis.axes]
    out = []
    for step in steps:
        before = list(values)
        for option in step.options:
            name, _, value = option.partition(" = ")
            values[places[name]] = value
        nobody = step.actor == "nature"
        words = names.actor(step.actor) if brief and not nobody else "; ".join(names.told(before, values))
        out.append({"words": words, "nobody": nobody, "willing": step.improves})
    return out


def _stays(share: float, n: Numbers, address: str) -> tuple[str, str | Number]:
    """Whether an actor stays in a state: the class and the words, or the share in which it does."""
    if share >= 0.995:
        return "stays", "stays"
    return ("leaves", "leaves") if share < 0.005 else ("torn", n(address))


def _everybody(concepts: list[str], way: WayResult, n: Numbers, several: bool) -> Sentence:
    """In words, by which arguments a state holds for everybody, and in what share of the wishes' probability."""
    held = [c for c in concepts if way.equilibrium.get(c, 0.0) > 0.0]
    every = len(held) == len(concepts) > 1
    if not several:
        return say("holds_by", concepts="every argument" if every else listed(held))
    shares = {c: n(f"ordinal.ways.{way.state}.equilibrium.{c}") for c in held}
    if len({str(p) for p in shares.values()}) == 1 and len(held) == len(concepts):
        return say("holds_share", p=shares[held[0]], concepts="every argument" if every else held[0])
    return say("holds_shares", list=Listed([say("named", title=c, p=p) for c, p in shares.items()]))


def _type(kind: TypeResult, concepts: list[str], numbers: dict[int, int]) -> dict[str, Any]:
    """For each concept the numbers of the listed states that hold, and how many others do."""
    cells = []
    for concept in concepts:
        listed_ones = sorted(numbers[i] for i in kind.equilibria.get(concept, []) if i in numbers)
        others = len(kind.equilibria.get(concept, [])) - len(listed_ones)
        said = [", ".join(str(n) for n in listed_ones)] if listed_ones else []
        if others:
            said.append(f"{others} {'other' if others == 1 else 'others'}" if numbers else str(others))
        cells.append(listed(said) or "none")
    return {"when": kind.when, "cells": cells}
