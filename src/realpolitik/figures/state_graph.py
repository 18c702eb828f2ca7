"""The likeliest states and the moves that lead to them: start at the top, each further move set in below the last.

What it says
    Each box is a state of affairs that may stand at the horizon: what is new in it, what else differs from today, and
    at its right the chance to be there on the last day. Where two boxes come about by the same move, what sets them
    apart is written first. A box with a double edge holds: nobody gains by leaving it, by the concept printed, in so
    large a share of the cases. Arrows are moves; the thick ones make up the likely path.
When to use it
    To see how today leads to an outcome, and where things would come to rest.
When it misleads
    States below 1 % are left out unless they lie on the likely path, and of the moves into a state only the most
    frequent one is drawn: a state may be reached by other ways too. The likely path is the chain of the most frequent
    moves, not the most probable course of events as a whole.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from itertools import pairwise
from typing import Any

from realpolitik.analysis.result import Analysis, MoveResult, StateResult
from realpolitik.figures._layers import places, strongest_tree
from realpolitik.figures._names import Names
from realpolitik.figures._sheet import nothing
from realpolitik.figures._svg import drawing, percent, text, wrapped

NAME = "state-graph"
ORDER = 30
TITLE = "States and moves"

#: Concepts from the most to the least demanding: the strongest one a state meets is printed on it.
_CONCEPTS = ("Nash", "SEQ", "SMR", "GMR")
SHOWN = 30  #: states told in the table
LEAST = 0.01  #: a less likely state stands in the table only


def data(analysis: Analysis) -> dict[str, Any]:
    """Nodes (state, column, row, what sets it apart, what is new, what else differs, chances, marks) and edges (moves).

    A node without a column is not drawn: it stands in the table only.
    """
    on_path = set(analysis.likely_path)
    chance = {s.index: s.probability or 0.0 for s in analysis.states}
    ranked = sorted(
        analysis.states, key=lambda s: (not s.status_quo, s.index not in on_path, -chance[s.index], s.index)
    )
    chosen = [ranked[0], *sorted(ranked[1:SHOWN], key=lambda s: (-chance[s.index], s.index))] if ranked else []
    if not chosen:
        return {"nodes": [], "edges": []}
    by_index = {s.index: s for s in chosen}
    moves: dict[tuple[int, int], MoveResult] = {}
    for move in analysis.moves:
        pair = (move.source, move.target)
        if move.source in by_index and move.target in by_index and pair[0] != pair[1]:
            best = moves.get(pair)
            moves[pair] = move if best is None or move.probability > best.probability else best
    root = chosen[0].index
    path = [n for n in analysis.likely_path if n in by_index]
    drawn = [s for s in chosen if s.index in {root, *path} or s.probability is None or s.probability >= LEAST]
    distance = {
        (a.index, b.index): float(sum(x != y for x, y in zip(a.values, b.values, strict=True)))
        for a in drawn
        for b in drawn
    }
    strengths = {pair: move.probability for pair, move in moves.items()}
    order = [s.index for s in drawn]
    parent = strongest_tree(order, strengths, root, path, distance)
    spots = places(parent, root, chance, path)
    names = Names(analysis)
    now = [axis.now for axis in analysis.axes]
    above = {child: by_index[before].values for child, before in parent.items()}
    apart = _apart({s.index: s.values for s in drawn}, above)
    nodes = []
    for state in chosen:
        column, row = spots.get(state.index, (None, None))
        node = _node(state, above.get(state.index), now, names, apart.get(state.index, set()))
        node |= {"column": column, "row": row}
        node["step"] = path.index(state.index) if state.index in path else None
        nodes.append(node)
    return {"nodes": nodes, "edges": _edges(moves, by_index, parent, path, names)}


def _node(state: StateResult, above: list[str] | None, now: list[str], names: Names, apart: set[int]) -> dict[str, Any]:
    marks = [(c, state.equilibrium[c]) for c in _CONCEPTS if state.equilibrium.get(c, 0.0) >= 0.005]
    old = {k for k, value in enumerate(state.values) if above is not None and above[k] == value}

    def only(places: set[int]) -> list[str]:
        """What differs from today in these options."""
        return names.told(now, [value if k in places else now[k] for k, value in enumerate(state.values)])

    def inside(clauses: list[str]) -> list[str]:
        """As they stand inside a sentence; one of an actor begins with its name."""
        return [clause if ": " in clause else names.inside(clause) for clause in clauses]

    new = names.told(above, state.values) if above is not None else []
    return {
        "state": state.index,
        "apart": only(apart),
        "new": inside(new) if apart else new,
        "kept": inside(only(old - apart)),
        "all": names.told(now, state.values),
        "words": state.words,
        "status_quo": state.status_quo,
        "probability": state.probability,
        "holds": marks,
    }


def _apart(states: dict[int, list[str]], above: dict[int, list[str]]) -> dict[int, set[int]]:
    """State -> the options that tell it from the other states in which the same is new; as few as will do."""
    alike: dict[tuple[tuple[int, str], ...], list[int]] = {}
    for state, before in above.items():
        new = tuple((k, v) for k, (v, w) in enumerate(zip(states[state], before, strict=True)) if v != w)
        alike.setdefault(new, []).append(state)
    found: dict[int, set[int]] = {}
    for family in alike.values():
        chosen: list[int] = []

        def kinds(options: list[int], family: list[int] = family) -> int:
            return len({tuple(states[s][k] for k in options) for s in family})

        while kinds(chosen) < len(family):
            chosen.append(max(range(len(states[family[0]])), key=lambda k: (kinds([*chosen, k]), -k)))
        found |= {state: set(chosen) for state in family}
    return found


def _edges(
    moves: dict[tuple[int, int], MoveResult],
    by_index: dict[int, StateResult],
    parent: dict[int, int],
    path: list[int],
    names: Names,
) -> list[dict[str, Any]]:
    """The moves, most frequent first, then a stand-in for each node that hangs on the tree without a move."""
    likely = set(pairwise(path))
    edges: list[dict[str, Any]] = []
    for (source, target), move in sorted(moves.items(), key=lambda kv: (-kv[1].probability, kv[0])):
        what = "; ".join(names.differences(by_index[source].values, by_index[target].values))
        edges.append(
            {
                "source": source,
                "target": target,
                "who": names.actor(move.actor),
                "what": what,
                "probability": move.probability,
                "main": parent.get(target) == source,
                "likely": (source, target) in likely,
            }
        )
    for node, above in parent.items():
        if (above, node) not in moves:
            what = "; ".join(names.differences(by_index[above].values, by_index[node].values))
            edges.append(
                {
                    "source": above,
                    "target": node,
                    "who": "",
                    "what": what,
                    "probability": None,
                    "main": True,
                    "likely": False,
                }
            )
    return edges


@dataclass(frozen=True)
class _Sheet:
    """Sizes of a picture: its width, how far a further move is set in and how far all together, what stands at the
    right of a box (0: below its words)."""

    width: float
    step: float
    inset: float
    right: float


_BROAD, _NARROW = _Sheet(840, 26, 260, 92), _Sheet(320, 14, 84, 0)
_GAP, _PAD = 8, 9  # between boxes, inside of them
_NEW, _KEPT = 7.1, 6.3  # width of a letter in pixels
_ARRIVES = 17  # how far below the top of a box its arrow ends


def spec(graph: dict[str, Any]) -> str:
    """The SVG; text is never scaled, a narrow page scrolls it inside its box."""
    return _drawn(graph, _BROAD)


def tall(graph: dict[str, Any]) -> str:
    """The same states for a narrow page."""
    return _drawn(graph, _NARROW)


def _drawn(graph: dict[str, Any], sheet: _Sheet) -> str:
    nodes = {n["state"]: n for n in graph["nodes"] if n["column"] is not None}
    if not nodes:
        return nothing(TITLE, "no states")
    main = [e for e in graph["edges"] if e["main"] and e["source"] in nodes and e["target"] in nodes]
    below: dict[int, list[dict[str, Any]]] = {}
    for edge in sorted(main, key=lambda e: (nodes[e["target"]]["column"], nodes[e["target"]]["row"])):
        below.setdefault(edge["source"], []).append(edge)
    step: float = min(sheet.step, sheet.inset / max(1, *(n["column"] for n in nodes.values())))
    boxes: list[str] = []
    lines: list[str] = []
    bottom = 3.0

    def place(state: int, depth: int) -> float:
        """Draw a state and, set in below it, what follows from it; its left side."""
        nonlocal bottom
        left: float = round(depth * step + 3, 1)
        top = bottom
        box, height = _box(nodes[state], left, top, sheet)
        boxes.append(box)
        bottom = top + height + _GAP
        for edge in below.get(state, []):
            arrives = bottom + _ARRIVES
            lines.append(_elbow(edge, left + step / 2, top + height, place(edge["target"], depth + 1), arrives))
        return left

    for node in nodes.values():
        if node["status_quo"]:
            place(node["state"], 0)
    label = f"{TITLE}: {len(boxes)} states from the start at the top; the table below says the same in words"
    likely_last = sorted(lines, key=lambda line: "edge likely" in line)
    size = f"0 0 {sheet.width:g} {bottom:g}"
    return drawing(bottom, "".join(likely_last + boxes), label, "states", f"{sheet.width:g}", size)


def _elbow(edge: dict[str, Any], x1: float, y1: float, x2: float, y2: float) -> str:
    """The arrow from below a box to the left side of one that is set in."""
    chance = "several moves" if edge["probability"] is None else f"made {edge['probability']:.2f} times on average"
    title = f"<title>{escape(': '.join(p for p in (edge['who'], edge['what']) if p))} ({chance})</title>"
    css = "edge likely" if edge["likely"] else "edge" if edge["probability"] else "edge beside"
    shape = f"M{x1:g} {y1:g}V{y2:g}H{x2 - 5:g}"
    head = f"M{x2 - 7:g} {y2 - 4:g}L{x2:g} {y2:g}L{x2 - 7:g} {y2 + 4:g}Z"
    return f'<g class="{css}">{title}<path class="line" d="{shape}"/><path class="head" d="{head}"/></g>'


def _box(node: dict[str, Any], left: float, top: float, sheet: _Sheet) -> tuple[str, float]:
    """A box with all of its words, none of them cut, and its height."""
    css = "state" + (" start" if node["status_quo"] else "") + (" likely" if node["step"] is not None else "")
    css += " holds" if node["holds"] else ""
    width = sheet.width - left - 3
    room = width - 2 * _PAD - sheet.right
    x, y = f"{left + _PAD:g}", top + 17
    words = []
    for line in wrapped(_bound(_headline(node)), int(room / _NEW), _MOST):
        words.append(text(line, x, y, "new"))
        y += 15
    kept = f"with {'; '.join(node['kept'])}" if node["kept"] else ""
    for line in wrapped(_bound(kept), int(room / _KEPT), _MOST):
        words.append(text(line, x, y, "kept"))
        y += 14
    end = f"{left + width - _PAD - 2:g}"
    holds = "◆ {} {}".format(node["holds"][0][0], percent(node["holds"][0][1])) if node["holds"] else ""
    if sheet.right:
        words.append(text(percent(node["probability"] or 0.0), end, top + 17, "chance", "end"))
        words.append(text(holds, end, top + 33, "mark-holds", "end") if holds else "")
        y = max(y, top + 48) if holds else y
    else:
        words.append(text(percent(node["probability"] or 0.0), x, y + 2, "chance"))
        words.append(text(holds, end, y + 2, "mark-holds", "end") if holds else "")
        y += 17
    height = y - top - 5
    parts = [f"<title>{escape(node['words'])}</title>"]
    parts.append(f'<rect class="box" x="{left:g}" y="{top:g}" width="{width:g}" height="{height:g}" rx="6"/>')
    if node["holds"]:
        inner = f'x="{left + 3:g}" y="{top + 3:g}" width="{width - 6:g}" height="{height - 6:g}" rx="4"'
        parts.append(f'<rect class="inner" {inner}/>')
    return f'<g class="{css}">{"".join([*parts, *words])}</g>', height


def _bound(words: str) -> str:
    """The words with every dash kept on the line of the word before it."""
    return words.replace(" \u2013 ", "\u00a0\u2013 ")


def _headline(node: dict[str, Any]) -> str:
    """What is written first: the step of the likely path, what sets the state apart, what is new in it."""
    if node["status_quo"]:
        return "Start: today"
    step = "" if node["step"] in (None, 0) else f"{_STEPS[min(node['step'], len(_STEPS) - 1)]} "
    new = "; ".join(node["new"]) or "as it was"
    return step + (f"{'; '.join(node['apart'])}; then {new}" if node["apart"] else new)


_MOST = 99  # lines: no words are cut
_STEPS = "⓪①②③④⑤⑥⑦⑧⑨⑩⑪⑫"
