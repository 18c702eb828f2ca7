"""Checks a certified result from itself alone: plain Python that shares nothing with what made it.

For every state x, with v(x) the actor's rank r(x), or for SMR and SSEQ b(x), the best of r over its moves and x:

1. m(x) <= v(x), and m(x) <= m(y) for every answer x -> y: so m is no more than what the others can bring about;
2. steps(x) = 0, next(x) = x and m(x) = v(x), or steps(x) is one more than the least steps among the answers x -> y with
   m(y) = m(x), next(x) is the first of those, and m(x) < v(x): so the others can bring it about;
3. the actor stays in s iff min(m(x), r(x)) <= r(s) for each of its moves s -> x; an equilibrium is where all stay.

An answer is a move of another actor: none for Nash, only such as its mover prefers for SEQ and SSEQ. The model is
taken as it stands; its seal shows that it is as it was written.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from hashlib import sha256
from itertools import product
from typing import Any

TOP = {"certified", "model", "seal", "worlds"}
MODEL = {"case", "title", "options", "values", "actors", "owner", "may_set", "may_undo", "states", "concepts", "worlds"}
FIELDS = {
    "Nash": {"m", "next", "steps", "stable"},
    "SEQ": {"m", "next", "steps", "stable"},
    "GMR": {"m", "next", "steps", "stable"},
    "SMR": {"m", "next", "steps", "stable", "b"},
    "SSEQ": {"m", "next", "steps", "stable", "b"},
}
Moves = list[list[list[int]]]  # by actor and state: where it can go, ascending


def check(document: Any) -> list[str]:
    """What is wrong with a certified result; an empty list: every verdict in it is proved."""
    try:
        return _check(document)
    except _Wrong as wrong:
        return [str(wrong)]
    except (AttributeError, IndexError, KeyError, RecursionError, TypeError, ValueError) as error:
        return [f"this is not a certified result: {type(error).__name__} in reading it"]


class _Wrong(Exception):
    """The document has not the form of a certified result."""


def _check(document: Any) -> list[str]:
    _keys(document, TOP, "the result")
    if type(document["certified"]) is not int or document["certified"] != 1:
        raise _Wrong("this is not a certified result of format 1")
    model = document["model"]
    _keys(model, MODEL, "model")
    written = json.dumps(model, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    if document["seal"] != sha256(written.encode("utf-8")).hexdigest():
        raise _Wrong("the model is not the one that was sealed")
    moves = _moves(model)
    if type(document["worlds"]) is not list or len(document["worlds"]) != len(model["worlds"]):
        raise _Wrong("worlds: there must be one for each of the model's")
    wrong: list[str] = []
    for w, (world, given) in enumerate(zip(document["worlds"], model["worlds"], strict=True)):
        _keys(world, {"certificates", "equilibria"}, f"worlds[{w}]")
        for part in ("certificates", "equilibria"):
            _keys(world[part], set(model["concepts"]), f"worlds[{w}].{part}")
        for concept, rows in world["certificates"].items():
            place = f"worlds[{w}].certificates.{concept}"
            _keys(rows, set(model["actors"]), place)
            stays = []
            for actor in range(len(model["actors"])):
                name = model["actors"][actor]
                wrong += _certificate(rows[name], concept, actor, model, given["ranks"], moves, f"{place}.{name}")
                stays.append(rows[name]["stable"])
            everybody = [s for s in range(len(model["states"])) if all(row[s] for row in stays)]
            if not _same(world["equilibria"][concept], everybody):
                wrong.append(f"worlds[{w}].equilibria.{concept}: these are not the states in which all stay")
    return wrong


def _certificate(
    fields: Any, concept: str, actor: int, model: Any, by_name: Any, moves: Moves, place: str
) -> list[str]:
    """What is wrong with one actor's certificate by one concept; the first fault of each kind."""
    _keys(fields, FIELDS[concept], place)
    size = len(model["states"])
    for key, field in fields.items():
        kind = bool if key == "stable" else int
        if type(field) is not list or len(field) != size or any(type(entry) is not kind for entry in field):
            raise _Wrong(f"{place}.{key}: one {kind.__name__} for each of the {size} states is needed")
    ranks = [by_name[name] for name in model["actors"]]
    r, m, steps, onward = ranks[actor], fields["m"], fields["steps"], fields["next"]
    answers = _answers(concept, actor, ranks, moves)
    best = [max([r[x], *(r[y] for y in moves[actor][x])]) for x in range(size)]
    v = fields.get("b", r)
    if "b" in fields and v != best:
        return [f"{place}.b: not the best that the actor can move to"]
    for x in range(size):
        reached = answers(x)
        if m[x] > v[x] or any(m[x] > m[y] for y in reached):
            return [f"{place}.m[{x}]: more than the others can bring about"]
        equal = [y for y in reached if m[y] == m[x]]
        if m[x] == v[x]:
            if steps[x] != 0 or onward[x] != x:
                return [f"{place}.steps[{x}]: no step is needed"]
        else:
            least = min((steps[y] for y in equal), default=None)
            if least is None or least < 0 or steps[x] != least + 1:
                return [f"{place}.steps[{x}]: not the fewest that bring it about"]
            if onward[x] != next(y for y in equal if steps[y] == least):
                return [f"{place}.next[{x}]: not the first step of the shortest way"]
        if fields["stable"][x] != all(min(m[y], r[y]) <= r[x] for y in moves[actor][x]):
            return [f"{place}.stable[{x}]: the certificate says otherwise"]
    if _without_end(steps, onward):
        return [f"{place}.steps: a way leads nowhere"]
    return []


def _answers(concept: str, actor: int, ranks: list[list[int]], moves: Moves) -> Callable[[int], list[int]]:
    """Where the others' answers lead from a state, ascending."""

    def answers(x: int) -> list[int]:
        if concept == "Nash":
            return []
        others = [j for j in range(len(ranks)) if j != actor]
        credible = concept in ("SEQ", "SSEQ")
        return sorted({y for j in others for y in moves[j][x] if not credible or ranks[j][y] > ranks[j][x]})

    return answers


def _without_end(steps: list[int], onward: list[int]) -> bool:
    """Whether some step does not bring the end one nearer; fewest steps everywhere exclude it, and so do circles."""
    return any(steps[x] > 0 and steps[onward[x]] != steps[x] - 1 for x in range(len(steps)))


def _moves(model: Any) -> Moves:
    """All moves from the options, their owners and conditions: changes of own options that end in a listed state."""
    states = [tuple(state) for state in model["states"]]
    number = {state: n for n, state in enumerate(states)}
    if not states or len(number) != len(states):
        raise _Wrong("model.states: none, or one twice")
    out: Moves = []
    for actor, name in enumerate(model["actors"]):
        if any(len(world["ranks"][name]) != len(states) for world in model["worlds"]):
            raise _Wrong(f"model: {name} does not rank every state")
        reach = []
        for s, state in enumerate(states):
            choices = []
            for k, here in enumerate(state):
                values = [here]
                if model["owner"][k] == actor:
                    up, down = model["may_set"][k], model["may_undo"][k]
                    values += range(here + 1, len(model["values"][k])) if (up if type(up) is bool else up[s]) else ()
                    values += range(here) if (down if type(down) is bool else down[s]) else ()
                choices.append(values)
            found = {number[end] for end in product(*choices) if end in number}
            reach.append(sorted(found - {s}))
        out.append(reach)
    return out


def _keys(given: Any, wanted: set[str], place: str) -> None:
    if type(given) is not dict or set(given) != wanted:
        raise _Wrong(f"{place}: the keys {', '.join(sorted(wanted))} are needed, and no others")


def _same(given: Any, wanted: list[int]) -> bool:
    return type(given) is list and all(type(n) is int for n in given) and given == wanted
