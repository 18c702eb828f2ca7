"""Checks over states: that there are not too many, that today's can exist, and what the rules and scenarios leave."""

from __future__ import annotations

from math import prod

from realpolitik.case.apart import events_apart
from realpolitik.case.formula import Formula
from realpolitik.case.meaning.desk import Desk, Loc
from realpolitik.case.meaning.space import Mesh, Space
from realpolitik.case.scope import NATURE

MOST_STATES = 2**24


def check_states(desk: Desk) -> None:
    """Count the states, then look at what the rules leave and what can be reached from today."""
    space = Space(desk)
    apart = {f"{NATURE}.{name}" for name in events_apart(desk.case)}  # these cost no states: see the module
    axes = {name: values for name, values in space.axes.items() if name not in apart}
    count = prod(len(values) for values in axes.values())
    if count > MOST_STATES:
        largest = sorted(axes, key=lambda name: -len(axes[name]))[:3]
        desk.note(
            "too-many-states", f"{len(axes)} options make {many(count)} states; at most 2^24 are solved",
            ("actors",), at_key=True, hint=f"hold some with 'moves: no', or merge values of {', '.join(largest)}",
        )  # fmt: skip
        return
    if desk.case.rules and not _check_rules(desk, space):
        return
    _rule_blocks_nature(desk, space)
    for s, scenario in desk.case.scenarios.items():
        _check_scenario(desk, space, s, scenario.that)
    for a, actor in desk.case.actors.items():
        for k, wish in enumerate(actor.prefers):
            _check_wish(desk, space, wish.that, ("actors", a, "prefers", k, "that"))
    for k, question in enumerate(desk.case.questions):
        if question.happens.kind in ("ever", "never"):
            _check_question(desk, space, question.happens.first, ("questions", k, "happens"))


def many(count: int) -> str:
    """A count in words: in full up to a million million, then as a power of ten."""
    return f"{count:,}" if count < 10**12 else f"about 10^{int(count.bit_length() * 0.30103)}"


def _check_rules(desk: Desk, space: Space) -> bool:
    """Whether today's state breaks no rule; where it does, whether the rules leave any state."""
    broken = [k for k, rule in enumerate(space.rules) if rule.truth(space.now)]
    for k in broken:
        desk.note("infeasible-now", "the state of today breaks this rule", ("rules", k, _key(desk, k)),
                  hint="check the 'now' values and the rule")  # fmt: skip
    if broken:
        mesh = space.part(space.rules)
        if mesh is not None and not mesh.allowed.any():
            desk.note("no-state-left", "together the rules leave no state that can exist", ("rules",), at_key=True)
    return not broken


def _key(desk: Desk, rule: int) -> str:
    return "never" if desk.case.rules[rule].never is not None else "needs"


def _check_scenario(desk: Desk, space: Space, s: str, that: Formula) -> None:
    mesh, loc = space.part([that]), ("scenarios", s, "that")
    if mesh is None:
        return
    holds = mesh.holds(that)
    if not (mesh.allowed & holds).any():
        desk.warn("statement-is-empty", f"'{s}' holds in no state that can exist", loc)
    elif not (mesh.allowed & ~holds).any():
        desk.warn("statement-is-empty", f"'{s}' holds in every state that can exist", loc)
    elif not _reached(space, that):
        desk.warn("scenario-unreachable", f"no moves lead from today's state to '{s}'", loc)


def _check_wish(desk: Desk, space: Space, that: Formula, loc: Loc) -> None:
    mesh = space.part([that])
    if mesh is None:
        return
    holds = mesh.holds(that)
    if not (mesh.allowed & holds).any() or not (mesh.allowed & ~holds).any():
        how = "in no state" if not (mesh.allowed & holds).any() else "in every state"
        desk.warn("wish-without-effect", f"it holds {how} that can exist, so it ranks nothing", loc)


def _check_question(desk: Desk, space: Space, that: Formula, loc: Loc) -> None:
    if that.truth(space.now):
        desk.warn("question-settled", "what it asks about holds already today", loc)
    elif not _reached(space, that):
        desk.warn("question-settled", "no moves lead from today's state to what it asks about", loc)


def _reached(space: Space, that: Formula) -> bool:
    """Whether moves lead from today's state to one where ``that`` holds; yes where that is too large to see."""
    mesh = space.moving([that])
    return mesh is None or bool((mesh.reached & mesh.holds(that)).any())


def _rule_blocks_nature(desk: Desk, space: Space) -> None:
    """A rule that forbids the state into which nature would move, where the play can get there."""
    for n, event in desk.case.nature.items():
        name = f"{NATURE}.{n}"
        mine = [k for k, rule in enumerate(space.rules) if name in rule.mentions()]
        if not mine or event.moves == "no" or not (event.rate or event.by):
            continue
        mesh = space.moving([space.rules[k] for k in mine])
        if mesh is None:
            continue
        for k in mine:
            if _blocks(mesh, name, space.rules[k]):
                desk.warn("rule-blocks-nature", f"where it would break this rule, '{name}' cannot happen",
                          ("rules", k, _key(desk, k)), hint=f"say so at '{n}' with 'if:'")  # fmt: skip
                break


def _blocks(mesh: Mesh, name: str, rule: Formula) -> bool:
    """Whether nature is free to move at some reached state, and the rule forbids where to."""
    axis = list(mesh.axes).index(name)
    free, forbidden = mesh.reached & mesh.may_move(name), mesh.holds(rule)
    last = free.shape[axis] - 1
    here = free.take(range(last), axis=axis)
    return bool((here & forbidden.take(range(1, last + 1), axis=axis)).any())
