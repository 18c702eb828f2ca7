"""The graph model of a case: its states, and who can move where, or would, by the order of wishes alone.

What it says
    Each numbered box is a state; what differs from today tells its column and its row, each move staying in one of
    them. Arrows lead where the mover prefers to be; a box with a double edge holds for everybody by the concept printed
    in it. Three pictures: ``show="improvements"``, all moves that their makers like; ``show="moves"``, with ``actor``,
    everything one actor can do, dashed where it does not prefer it; ``show="ways"``, the shortest ways from today to
    the states that hold.
When to use it
    To see why a state holds: no arrow leaves it (Nash), or each arrow leads to one from which another leads back down.
When it misleads
    Up to 36 states are drawn: of a larger case only those on the ways from today to what holds, so that a move may lead
    out of the picture. Where wishes differ between worlds, an arrow is drawn if its maker likes it in at least
    half of them. Arrows have no chance: the forecast is another figure.
"""

from __future__ import annotations

from html import escape
from typing import Any

from realpolitik.analysis.possible_moves import shown
from realpolitik.analysis.result import Analysis
from realpolitik.errors import BadInput
from realpolitik.figures import _plan
from realpolitik.figures._names import Names
from realpolitik.figures._plan import Plan
from realpolitik.figures._sheet import nothing
from realpolitik.figures._svg import clipped, drawing, text

NAME = "graph-model"
ORDER = 32
TITLE = "Who can move where"
PICTURED = "1962-cuba"  #: the shipped case that its page in the docs shows
EXAMPLES = ({"show": "improvements"}, {"show": "moves", "actor": "us"}, {"show": "ways"})  #: the pictures there

SHOWS = ("improvements", "moves", "ways")
NATURE = "nature"
WIDE, HIGH = _plan.WIDE, _plan.HIGH
_CONCEPTS = ("Nash", "SEQ", "SMR", "GMR")
_KINDS = 6  #: kinds of lines; with more actors who move they are used again


def data(analysis: Analysis) -> dict[str, Any]:
    """Options, states, moves and ways as plain data; empty for a case that cannot be solved or is very large.

    Moves and ways name states by their place in ``states``; ``number`` is what people call them, from 1.
    """
    reading = analysis.ordinal
    if reading is None or not reading.moves:
        return {}
    names = Names(analysis)
    axes = [
        {"actor": a.actor, "values": a.values,
         "words": [names.changed(a, v) if v != a.now else "" for v in a.values]}
        for a in analysis.axes
    ]  # fmt: skip
    place = {number: k for k, number in enumerate(reading.drawn)}
    holds: list[dict[str, float]] = [{} for _ in reading.states]
    for kind in analysis.types:
        for concept, found in kind.equilibria.items():
            for k in (place[state] for state in found if state in place):
                holds[k][concept] = holds[k].get(concept, 0.0) + kind.probability
    now = [axis.now for axis in analysis.axes]
    movers = [a.id for a in analysis.actors if any(m.actor == a.id for m in reading.moves)]
    steps: dict[tuple[int, int], dict[str, Any]] = {}
    for way in reading.ways:
        before = reading.states.index(now)
        told = shown(way) or []
        for step in told if all(s.state in place for s in told) else []:
            after = place[step.state]
            made = {"source": before, "target": after, "actor": step.actor, "likes": step.improves}
            steps.setdefault((before, after), made)
            before = after
    return {
        "axes": axes,
        "actors": [{"id": a, "name": names.actor(a)} for a in movers],
        "states": [
            {
                "number": number + 1,
                "values": values,
                "now": values == now,
                "words": "; ".join(names.told(now, values)) or "as things are now",
                "holds": next((c for c in _CONCEPTS if held.get(c, 0.0) >= 0.5), None),
            }
            for number, values, held in zip(reading.drawn, reading.states, holds, strict=True)
        ],
        "moves": [{"source": place[m.source], "target": place[m.target], "actor": m.actor, "likes": m.improves >= 0.5}
                  for m in reading.moves],
        "whole": len(reading.states) == analysis.method.feasible,
        "ways": list(steps.values()),
    }  # fmt: skip


def spec(found: dict[str, Any], show: str = "improvements", actor: str | None = None, narrow: bool = False) -> str:
    """The SVG. ``show``: improvements, moves or ways; ``actor``: only its moves; ``narrow``: for a phone.

    Every state stands at the same place in all pictures of one width. Raises BadInput for another ``show`` or for
    somebody who cannot move.
    """
    if not found:
        return nothing(TITLE, "nobody can move, or the case is too large")
    if show not in SHOWS:
        raise BadInput(f"a graph model shows {', '.join(SHOWS)}, not {show!r}")
    who = [a["id"] for a in found["actors"]]
    if actor is not None and actor not in who:
        raise BadInput(f"{actor!r} cannot move; these can: {', '.join(who)}")
    plan = _plan.plan(found, narrow)
    edges = arrows(found, show, actor)
    lines = [_edge(edge, who, plan, found) for edge in edges]
    boxes = [_box(state, *plan.spots[k]) for k, state in enumerate(found["states"])]
    legend, height = _legend(found, {e["actor"] for e in edges}, plan)
    label = f"{said(found, show, actor)}: {len(boxes)} states, {len(lines)} arrows; the table below says the same"
    body = "".join([*plan.heads, *lines, *boxes, legend])
    return drawing(height, body, label, "states moves", f"{plan.width:g}", f"0 0 {plan.width:g} {height:g}")


def said(found: dict[str, Any], show: str, actor: str | None = None) -> str:
    """What a picture shows, in words."""
    names = {a["id"]: a["name"] for a in found["actors"]}
    whose = f" of {names[actor]}" if actor is not None else ""
    return {"improvements": "Moves that their makers like", "moves": "Moves", "ways": "Ways from today"}[show] + whose


def arrows(found: dict[str, Any], show: str, actor: str | None = None) -> list[dict[str, Any]]:
    """The arrows: of two opposite moves the liked one; where neither is, one line with a head at each end it may go."""
    if show == "ways":
        return [way | {"back": False} for way in found["ways"] if actor in (None, way["actor"])]
    moves = [m for m in found["moves"] if actor in (None, m["actor"])]
    if show == "improvements":
        return [m | {"back": False} for m in moves if m["likes"]]
    by_pair = {(m["source"], m["target"]): m for m in found["moves"]}
    chosen = []
    for move in moves:
        other = by_pair.get((move["target"], move["source"]))
        if move["likes"] or other is None:
            chosen.append(move | {"back": False})
        elif not other["likes"] and move["source"] < move["target"]:
            chosen.append(move | {"back": True})
    return chosen


def _edge(edge: dict[str, Any], who: list[str], plan: Plan, found: dict[str, Any]) -> str:
    (x1, y1), (x2, y2) = plan.spots[edge["source"]], plan.spots[edge["target"]]
    liked = edge["likes"] or edge["actor"] == NATURE
    css = f"edge {_kind(edge['actor'], who)}" + ("" if liked else " beside")
    names = {a["id"]: a["name"] for a in found["actors"]}
    source, target = (found["states"][edge[end]]["number"] for end in ("source", "target"))
    words = (
        names.get(edge["actor"], "Nobody decides") + f": {source} to {target}" + ("" if liked else " (not preferred)")
    )
    parts = [f"<title>{escape(words)}</title>"]
    if y1 == y2:
        way = 1 if x2 > x1 else -1
        a, b, top = x1 + 9 * way, x2 - 9 * way, y1 - HIGH / 2
        bend = top - plan.over(abs(x2 - x1))
        parts.append(f'<path class="line" d="M{a:g} {top:g}C{a:g} {bend:g} {b:g} {bend:g} {b:g} {top - 6:g}"/>')
        parts += [_head(b, top, "down")] + ([_head(a, top, "down")] if edge["back"] else [])
    else:  # a move changes the options of one actor: it stays in its row or in its column
        way = 1 if y2 > y1 else -1
        a, b, side = y1 + 6 * way, y2 - 6 * way, x1 + WIDE / 2
        bend = side + plan.beside(abs(y2 - y1))
        parts.append(f'<path class="line" d="M{side:g} {a:g}C{bend:g} {a:g} {bend:g} {b:g} {side + 6:g} {b:g}"/>')
        parts += [_head(side, b, "left")] + ([_head(side, a, "left")] if edge["back"] else [])
    return f'<g class="{css}">{"".join(parts)}</g>'


def _kind(actor: str, who: list[str]) -> str:
    return f"mover{who.index(actor) % _KINDS}" if actor in who else "turn"


def _head(x: float, y: float, points: str) -> str:
    if points == "down":
        shape = f"M{x - 4:g} {y - 7:g}H{x + 4:g}L{x:g} {y:g}Z"
    else:
        shape = f"M{x + 7:g} {y - 4:g}V{y + 4:g}L{x:g} {y:g}Z"
    return f'<path class="head" d="{shape}"/>'


def _box(state: dict[str, Any], x: float, y: float) -> str:
    css = "state" + (" start" if state["now"] else "") + (" holds" if state["holds"] else "")
    left, top = x - WIDE / 2, y - HIGH / 2
    title = f"State {state['number']}: {state['words']}"
    parts = [f"<title>{escape(title)}</title>"]
    parts.append(f'<rect class="box" x="{left:g}" y="{top:g}" width="{WIDE}" height="{HIGH}" rx="6"/>')
    if state["holds"]:
        inner = f'x="{left + 3:g}" y="{top + 3:g}" width="{WIDE - 6}" height="{HIGH - 6}" rx="4"'
        parts.append(f'<rect class="inner" {inner}/>')
    number = f"{state['number']} now" if state["now"] else str(state["number"])
    parts.append(text(number, f"{x:g}", y - 1 if state["holds"] else y + 5, "new", "middle"))
    if state["holds"]:
        parts.append(text(state["holds"], f"{x:g}", y + 12, "mark-holds", "middle"))
    return f'<g class="{css}">{"".join(parts)}</g>'


def _legend(found: dict[str, Any], drawn: set[str], plan: Plan) -> tuple[str, float]:
    """A line for each actor whose moves are drawn, as many beside each other as fit; and the height of the whole."""
    who = [a["id"] for a in found["actors"]]
    people = [*found["actors"], {"id": NATURE, "name": "Nobody decides"}]
    parts, x, y = [], 4.0, plan.bottom + 16
    for actor in people:
        if actor["id"] not in drawn:
            continue
        name = clipped(actor["name"], int((plan.width - 48) / 6.5))
        need = 48 + 6.5 * len(name)
        if x > 4 and x + need > plan.width:
            x, y = 4.0, y + 18
        line = f'<path class="line" d="M{x:g} {y - 4:g}H{x + 18:g}"/>'
        head = f'<path class="head" d="M{x + 17:g} {y - 8:g}V{y:g}L{x + 24:g} {y - 4:g}Z"/>'
        parts.append(f'<g class="edge {_kind(actor["id"], who)}">{line}{head}</g>')
        parts.append(text(name, f"{x + 30:g}", y, "kept"))
        x += need
    return "".join(parts), y + 10
