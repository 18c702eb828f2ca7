"""What each part of the case of the article carries: it is taken out, and something must change.

``coverage.yaml`` says where the case holds each part. Here the thing at that place is taken out or turned round, and
the case is computed again, middles only: beliefs by the evidence alone, the rest by the play. The largest change of any
number is the part's weight. The central run drops wishes that are less likely held than not, so where nothing changes
the play is run again with such wishes held; where still nothing does, what holds (SEQ) and whose orders of the states
agree are looked at. ``python tests/library/ablation.py`` prints the table (``make ablation``).

How a thing is taken out:

* an item of evidence: left out, with the seen move that counts for it; a seen move: not seen;
* a source: all noise; a factor: every value equally likely; an explanation: its worlds are ruled out;
* a wish: never held (one that is less likely held than not is first taken as held, the unsure ones above it as not);
* an option or event that can move: held as it is; one that is held: the other way round; a condition or rate: gone;
* an actor: all of this at once; an audience: wants nothing;
* a scenario: cannot happen (today's state can, so the scenario that holds today stays);
* a question: without its base rate; an advice: followed on the first day.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np
from pydantic import TypeAdapter
from ruamel.yaml import YAML

from realpolitik.analysis.forecasting import forecast
from realpolitik.analysis.interests import Interests
from realpolitik.case.case import Case
from realpolitik.case.loading import load
from realpolitik.case.parts.action import Actor, NatureEvent, Option, Rule, Wish
from realpolitik.case.parts.belief import Share
from realpolitik.case.parts.judged import Probability
from realpolitik.case.path import steps
from realpolitik.case.worlds import Worlds
from realpolitik.conflict.solving import graph_of, solve
from realpolitik.conflict.types import preference_types
from realpolitik.errors import BadInput
from realpolitik.evidence.model import EvidenceModel
from realpolitik.library import shelf
from realpolitik.play.path import counted_as_moves
from realpolitik.play.playing import play

NAME = "2025-syunik"
ENOUGH = 1e-6
Numbers = dict[str, float]


@dataclass(frozen=True)
class Weight:
    """What taking a part out changes: by how much, and which number; ``why`` where it cannot be taken out."""

    change: float
    what: str
    why: str = ""


@cache
def coverage() -> dict[str, dict[str, str]]:
    """The rows of ``coverage.yaml``."""
    return YAML(typ="safe").load(shelf.folder(NAME) / "coverage.yaml")["rows"]


def probability(text: str):
    return TypeAdapter(Probability).validate_python(text)


# What is computed ---------------------------------------------------------------------------------------------------


def beliefs(case: Case) -> Numbers:
    """Every explanation's and factor value's probability by the evidence alone."""
    worlds = Worlds.of(case)
    weights = EvidenceModel.of(case).posterior
    found = {f"belief in {name}": float(weights[worlds.holds(e.says)].sum()) for name, e in case.explanations.items()}
    found["belief in something else"] = float(weights[-1])
    for name, factor in case.factors.items():
        for k, value in enumerate(factor.values):
            found[f"{name} = {value}"] = float(weights[:-1][worlds.columns[name].index == k].sum())
    return found


def futures(case: Case) -> Numbers:
    """Every scenario, question and belief by the play, seen moves counted."""
    return _told(case, forecast(case, draws=0))


def _told(case: Case, played) -> Numbers:
    worlds = Worlds.of(case)
    last = played.dates.index(played.horizon)
    found = {f"belief in {n}": float(played.after[worlds.holds(e.says)].sum()) for n, e in case.explanations.items()}
    for name, scenario in played.scenarios.items():
        found[f"{name} at the horizon"] = float(scenario.at.mean[last])
        found[f"{name} by the horizon"] = float(scenario.ever.mean[last])
    for name, question in played.questions.items():
        for key, p in (("model", question.p_model), ("blend", question.p)):
            if p is not None:
                found[f"{name} ({key})"] = float(p)
    return found


def holding(case: Case) -> Numbers:
    """The share of states that are stable for each actor (SEQ), and how far every two actors' orders agree."""
    weights = EvidenceModel.of(case).posterior
    types = preference_types(case)
    solution = solve(case, [t.probability(weights) for t in types], concepts=("SEQ",))
    shares = sum(t.probability * t.stability["SEQ"].mean(axis=1) for t in solution.types)
    found = {f"states stable for {a}": float(share) for a, share in zip(solution.deciders, shares, strict=True)}
    interests = Interests(solution.space)
    for one in types:
        interests.add(graph_of(solution.space, one.when), one.probability(weights))
    return found | {f"agreement of {r.one} and {r.other}": r.tau for r in interests.results()}


# What is taken out --------------------------------------------------------------------------------------------------


def flipped(thing):
    """A held option or event at its other end; one that can move, held."""
    if thing.moves != "no":
        return thing.model_copy(update={"moves": "no"})
    return thing.model_copy(update={"now": thing.values[0] if thing.now == thing.values[-1] else thing.values[-1]})


def is_sure(wish: Wish) -> bool:
    """Whether the central run has it."""
    return wish.sure is None or wish.sure.value >= 0.5


def all_held(case: Case) -> Case:
    """The case with every wish held for sure."""
    actors = {}
    for name, actor in case.actors.items():
        for place, wish in enumerate(actor.prefers):
            if wish.sure is not None:
                actor = with_wish(actor, place, "100%")
        actors[name] = actor
    return case.model_copy(update={"actors": actors})


def with_wish(actor: Actor, place: int, sure: str) -> Actor:
    wish: Wish = actor.prefers[place].model_copy(update={"sure": probability(sure)})
    return actor.model_copy(update={"prefers": (*actor.prefers[:place], wish, *actor.prefers[place + 1 :])})


def put(case: Case, section: str, name: str, thing: object) -> Case:
    """The case with one thing replaced; what is held now cannot have been seen to move."""
    made = case.model_copy(update={section: {**getattr(case, section), name: thing}})
    held = {f"{a}.{o}" for a, actor in made.actors.items() for o, x in actor.options.items() if x.moves == "no"}
    seen = tuple(e for e in made.events if not any(f.mentions() & held for f in e.does))
    return made.model_copy(update={"events": seen})


def without_item(case: Case, name: str) -> Case:
    return case.model_copy(
        update={
            "evidence": tuple(i for i in case.evidence if name not in (i.id, i.copy_of)),
            "events": tuple(e for e in case.events if e.counts_as != name),
        }
    )


def of_actor(case: Case, name: str, rest: list) -> tuple[Case, Case]:
    """(the case to compare with, the case without) for a path inside an actor."""
    actor = case.actors[name]
    if not rest:
        options = {key: flipped(option) for key, option in actor.options.items()}
        gone = actor.model_copy(update={"options": options, "prefers": (), "serves": {}})
        return case, put(case, "actors", name, gone)
    if rest[0] == "prefers":
        place = rest[1]
        if is_sure(actor.prefers[place]):
            return case, put(case, "actors", name, with_wish(actor, place, "0%"))
        for above in range(place):
            if actor.prefers[above].sure is not None:
                actor = with_wish(actor, above, "0%")
        with_it, gone = (put(case, "actors", name, with_wish(actor, place, sure)) for sure in ("100%", "0%"))
        return with_it, gone
    if rest[0] == "options":
        option: Option = actor.options[rest[1]]
        if len(rest) == 2:
            changed = flipped(option)
        else:
            changed = option.model_copy(update={"if_" if rest[2] == "if" else rest[2]: None})
        return case, put(
            case, "actors", name, actor.model_copy(update={"options": {**actor.options, rest[1]: changed}})
        )
    if rest[0] == "believes":  # the wishes that hang on the belief are taken as held, so that the central run has them
        for place, wish in enumerate(actor.prefers):
            if wish.when is not None and wish.when.mentions() & actor.believes.keys():
                actor = with_wish(actor, place, "100%")
        return put(case, "actors", name, actor), put(case, "actors", name, actor.model_copy(update={"believes": {}}))
    return case, put(case, "actors", name, actor.model_copy(update={rest[0]: {}}))


def of_nature(case: Case, name: str, rest: list) -> Case:
    event: NatureEvent = case.nature[name]
    if not rest:
        changed = flipped(event)
    else:
        kept = tuple(b for k, b in enumerate(event.rate) if len(rest) == 2 and k != rest[1])
        changed = event.model_copy(update={"rate": kept} if kept else {"moves": "no"})
    return put(case, "nature", name, changed)


def uniform(case: Case, name: str) -> Case:
    factor = case.factors[name]
    even = {value: probability(f"{100 / len(factor.values)}%") for value in factor.values}
    return put(case, "factors", name, factor.model_copy(update={"values": even, "given": ()}))


def noise(case: Case, name: str) -> Case:
    none = TypeAdapter(Share).validate_python("0%")
    return put(case, "sources", name, case.sources[name].model_copy(update={"reliable": none, "deceptive": none}))


def largest(old: Numbers, new: Numbers) -> Weight:
    changes = {name: abs(new[name] - old[name]) for name in old if name in new}
    what = max(changes, key=lambda name: changes[name])
    return Weight(changes[what], what)


@cache
def plain(engine: str) -> Mapping[str, float]:
    if engine == "held":
        return futures(all_held(the_case()))
    return {"beliefs": beliefs, "futures": futures, "holding": holding}[engine](the_case())


@cache
def the_case() -> Case:
    return load(shelf.path(NAME))


def weight_of(path: str) -> Weight:
    """What taking out the thing at ``path`` changes."""
    case = the_case()
    section, *rest = steps(path)
    if section in ("evidence", "sources", "factors", "something_else"):
        return _of_belief(case, section, rest)
    if section == "explanations":
        return _of_explanation(case, rest[0])
    if section == "actors":
        return _of_choice(*of_actor(case, rest[0], rest[1:]))
    if section == "nature":
        return _of_choice(case, of_nature(case, rest[0], rest[1:]))
    if section == "events":
        if not case.events[rest[0]].does:
            return Weight(0.0, "", "told in the timeline only")
        left = tuple(e for k, e in enumerate(case.events) if k != rest[0])
        return largest(plain("futures"), futures(case.model_copy(update={"events": left})))
    if section == "scenarios":
        rules = (*case.rules, Rule(never=case.scenarios[rest[0]].that))
        try:
            return largest(plain("futures"), futures(case.model_copy(update={"rules": rules})))
        except BadInput:
            return Weight(0.0, "", "it holds today, so it cannot be ruled out")
    if section == "questions":
        asked = tuple(q.model_copy(update={"base_rate": None}) if q.id == rest[0] else q for q in case.questions)
        return largest(plain("futures"), futures(case.model_copy(update={"questions": asked})))
    if section == "advice":
        do = case.advice[rest[0]].do
        if do is None:
            return Weight(0.0, "", "it names no move")
        worlds = EvidenceModel.of(case, without=counted_as_moves(case)).posterior
        return largest(plain("futures"), _told(case, play(case, worlds, draws=0, do=[do])))
    return Weight(0.0, "", "no engine for it here")


def _of_choice(base: Case, gone: Case) -> Weight:
    """By the play; where nothing changes there, with every wish held; then by what holds and whose orders agree."""
    is_plain = base is the_case()
    found = largest(plain("futures") if is_plain else futures(base), futures(gone))
    if found.change <= ENOUGH:
        found = largest(plain("held") if is_plain else futures(all_held(base)), futures(all_held(gone)))
    if found.change <= ENOUGH:
        found = largest(plain("holding") if is_plain else holding(base), holding(gone))
    return found


def _of_belief(case: Case, section: str, rest: list) -> Weight:
    if section == "evidence":
        item = next(i for i in case.evidence if i.id == rest[0])
        if item.seen == "not yet":
            return Weight(0.0, "", "still to be seen")
        gone = without_item(case, item.id)
    elif section == "sources":
        gone = noise(case, rest[0])
    elif section == "factors":
        gone = uniform(case, rest[0])
    else:
        gone = case.model_copy(update={"something_else": probability("0%")})
    return largest(plain("beliefs"), beliefs(gone))


def _of_explanation(case: Case, name: str) -> Weight:
    """Its worlds are ruled out: what becomes of the belief in the others."""
    worlds = Worlds.of(case)
    weights = EvidenceModel.of(case).posterior
    left = np.where(worlds.holds(case.explanations[name].says), 0.0, weights)
    left /= left.sum()
    others = {n: worlds.holds(e.says) for n, e in case.explanations.items() if n != name}
    old = {f"belief in {n}": float(weights[held].sum()) for n, held in others.items()}
    return largest(old, {f"belief in {n}": float(left[held].sum()) for n, held in others.items()})


def table() -> Iterator[tuple[str, str, Weight]]:
    """Every row that has a place in the case, with its weight; places are computed once."""
    known: dict[str, Weight] = {}
    for row, entry in coverage().items():
        if "at" in entry:
            if entry["at"] not in known:
                known[entry["at"]] = weight_of(entry["at"])
            yield row, entry["at"], known[entry["at"]]


def main() -> int:
    """Print the table and the count; 1 where fewer than ninety parts carry weight."""
    carrying = total = 0
    for row, path, weight in table():
        total += 1
        carrying += weight.change > ENOUGH
        told = f"{weight.change:.1e}  {weight.what}" if weight.what else f"   -     {weight.why}"
        print(f"{row:4} {path:52} {told}", flush=True)
    print(f"{carrying} of {total} parts carry weight: without them some number changes by more than {ENOUGH:g}")
    return 0 if carrying >= 90 else 1


if __name__ == "__main__":
    sys.exit(main())
