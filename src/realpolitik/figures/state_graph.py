"""The likeliest states and the moves between them: start at the top left, the likely path along the top row.

What it says
    Each box is a state of affairs that may stand at the horizon: who moved and what is new, what else differs from
    today, and the chance to be there on the last day. A box with a double edge holds: nobody gains by leaving it, by
    the concept printed, in so large a share of the cases. Arrows are moves; the thick ones make up the likely path.
When to use it
    To see how today leads to an outcome, and where things would come to rest.
When it misleads
    Only the 30 states that matter most are drawn, and of the moves beside the tree only the six strongest. The likely
    path is the chain of the most frequent moves, not the most probable course of events as a whole.
"""

from __future__ import annotations

from html import escape
from itertools import pairwise
from typing import Any

from realpolitik.analysis.result import Analysis, MoveResult, StateResult
from realpolitik.figures._layers import places, shelves, strongest_tree
from realpolitik.figures._names import Names
from realpolitik.figures._sheet import nothing
from realpolitik.figures._svg import LETTERS, clipped, drawing, percent, text, wrapped

NAME = "state-graph"
ORDER = 30
TITLE = "States and moves"

WIDTH, HEIGHT, GAP_X, GAP_Y = 164, 111, 20, 10
#: Concepts from the most to the least demanding: the strongest one a state meets is printed on it.
_CONCEPTS = ("Nash", "SEQ", "SMR", "GMR")
SHOWN = 30  #: states drawn and told in the table
COLUMNS = 5  #: what is farther from the start goes on in a new row of columns below


def data(analysis: Analysis) -> dict[str, Any]:
    """Nodes (state, column, row, what is new, what else differs, chances, marks) and edges (moves).

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
    distance = {
        (a.index, b.index): float(sum(x != y for x, y in zip(a.values, b.values, strict=True)))
        for a in chosen
        for b in chosen
    }
    strengths = {pair: move.probability for pair, move in moves.items()}
    order = [s.index for s in chosen]
    parent = strongest_tree(order, strengths, root, path, distance)
    spots = places(parent, root, chance, path)
    names = Names(analysis)
    now = [axis.now for axis in analysis.axes]
    nodes = []
    for state in chosen:
        above = by_index.get(parent.get(state.index, -1))
        made = moves.get((above.index, state.index)) if above is not None else None
        column, row = spots.get(state.index, (None, None))
        node = _node(state, above, now, names, alone=made is not None)
        node |= {"who": names.actor(made.actor) if made is not None else "", "column": column, "row": row}
        node["step"] = path.index(state.index) if state.index in path else None
        nodes.append(node)
    return {"nodes": nodes, "edges": _edges(moves, by_index, parent, path, names)}


def _node(state: StateResult, above: StateResult | None, now: list[str], names: Names, alone: bool) -> dict[str, Any]:
    new = names.differences(above.values, state.values) if above is not None else []
    marks = [(c, state.equilibrium[c]) for c in _CONCEPTS if state.equilibrium.get(c, 0.0) >= 0.005]
    return {
        "state": state.index,
        "new": new if alone or above is None else names.told(above.values, state.values),
        "kept": names.besides(now, state.values, () if above is None else above.values),
        "told": names.told(above.values, state.values) if above is not None else [],
        "all": names.told(now, state.values),
        "words": state.words,
        "status_quo": state.status_quo,
        "probability": state.probability,
        "holds": marks,
    }


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


def spec(graph: dict[str, Any]) -> str:
    """The SVG; text is never scaled, a narrow page scrolls it inside its box."""
    if not graph["nodes"]:
        return nothing(TITLE, "no states")
    nodes = [n for n in graph["nodes"] if n["column"] is not None]
    band = {n["state"]: n["column"] // COLUMNS for n in nodes}
    edges = [e for e in graph["edges"] if e["source"] in band and e["target"] in band]
    edges = [e for e in edges if e["main"] or band[e["source"]] == band[e["target"]]]
    at = _spots(nodes, edges)
    width = max((x for x, _ in at.values()), default=0) + WIDTH + 4
    height = max((y for _, y in at.values()), default=0) + HEIGHT + 4
    tags = _tags([e for e in edges if band[e["source"]] != band[e["target"]]], at)
    edges = [e for e in edges if band[e["source"]] == band[e["target"]]]
    threshold = _threshold([e["probability"] for e in edges if not e["main"] and e["probability"]])
    lines = [_edge(e, at) for e in edges if not e["main"] and (e["probability"] or 0) >= threshold]
    lines += [_edge(e, at) for e in edges if e["main"] and not e["likely"]]
    lines += [_edge(e, at) for e in edges if e["likely"]]
    boxes = [_box(n, *at[n["state"]], tags.get(n["state"], "")) for n in nodes]
    label = f"{TITLE}: {len(nodes)} states from the start at the left; the table below says the same in words"
    return drawing(height, "".join(lines + boxes), label, "states", f"{width:g}", f"0 0 {width:g} {height:g}")


def tall(graph: dict[str, Any]) -> str:
    """The same states for a narrow page: one below the other, set in by their distance from the start."""
    nodes = {n["state"]: n for n in graph["nodes"] if n["column"] is not None}
    main = [e for e in graph["edges"] if e["main"] and e["source"] in nodes and e["target"] in nodes]
    below: dict[int, list[dict[str, Any]]] = {}
    for edge in sorted(main, key=lambda e: (nodes[e["target"]]["column"], nodes[e["target"]]["row"])):
        below.setdefault(edge["source"], []).append(edge)
    at: dict[int, tuple[float, float]] = {}
    lines: list[str] = []

    def place(state: int, depth: int) -> None:
        at[state] = (min(depth, 5) * _STEP + 3, len(at) * (HEIGHT + GAP_Y) + 3)
        for edge in below.get(state, []):
            place(edge["target"], depth + 1)
            lines.append(_elbow(edge, at))

    for node in nodes.values():
        if node["status_quo"]:
            place(node["state"], 0)
    boxes = [_box(nodes[state], *spot) for state, spot in at.items()]
    width = max((x for x, _ in at.values()), default=0) + WIDTH + 4
    height = len(at) * (HEIGHT + GAP_Y)
    label = f"{TITLE}: {len(at)} states from the start at the top; the table below says the same in words"
    return drawing(height, "".join(lines + boxes), label, "states", f"{width:g}", f"0 0 {width:g} {height:g}")


_STEP = 30


def _elbow(edge: dict[str, Any], at: dict[int, tuple[float, float]]) -> str:
    (x1, y1), (x2, y2) = at[edge["source"]], at[edge["target"]]
    left, y = (x1 + _STEP / 2 if x2 > x1 else x1 - _STEP / 2), y2 + HEIGHT / 2
    shape = f"M{left:g} {y1 + HEIGHT:g}V{y:g}H{x2 - 5:g}"
    head = f"M{x2 - 7:g} {y - 4:g}L{x2:g} {y:g}L{x2 - 7:g} {y + 4:g}Z"
    css = "edge likely" if edge["likely"] else "edge" if edge["probability"] else "edge beside"
    return f'<g class="{css}"><path class="line" d="{shape}"/><path class="head" d="{head}"/></g>'


def _spots(nodes: list[dict[str, Any]], edges: list[dict[str, Any]]) -> dict[int, tuple[float, float]]:
    """The left upper corner of every box."""
    parent = {e["target"]: e["source"] for e in edges if e["main"]}
    found = shelves({n["state"]: (n["column"], n["row"]) for n in nodes}, parent, COLUMNS)
    return {
        state: (column * (WIDTH + GAP_X) + 3, row * (HEIGHT + GAP_Y) + below * 1.4 * GAP_Y + 3)
        for state, (column, row, below) in found.items()
    }


def _tags(over: list[dict[str, Any]], at: dict[int, tuple[float, float]]) -> dict[int, str]:
    """What joins boxes in different rows of columns, as letters instead of lines: ``→ A`` where a move starts, ``A →``
    where it arrives."""
    sources = sorted({e["source"] for e in over}, key=lambda s: (at[s][1], at[s][0]))
    letter = {source: LETTERS[k % 26] for k, source in enumerate(sources)}
    comes = {e["target"]: f"{letter[e['source']]} →" for e in over}
    goes = {source: f"→ {sign}" for source, sign in letter.items()}
    return {s: "  ".join(t for t in (comes.get(s), goes.get(s)) if t) for s in {**comes, **goes}}


def _threshold(strengths: list[float]) -> float:
    """Of the moves beside the tree only the six strongest are drawn."""
    ordered = sorted(strengths, reverse=True)
    return max(0.02, ordered[5] if len(ordered) > 5 else 0.02)


def _edge(edge: dict[str, Any], at: dict[int, tuple[float, float]]) -> str:
    (x1, y1), (x2, y2) = at[edge["source"]], at[edge["target"]]
    css = "edge likely" if edge["likely"] else "edge" if edge["main"] and edge["probability"] else "edge beside"
    chance = "several moves" if edge["probability"] is None else f"made {edge['probability']:.2f} times on average"
    title = f"<title>{escape(': '.join(p for p in (edge['who'], edge['what']) if p))} ({chance})</title>"
    if edge["main"]:
        left, right = x1 + WIDTH, x2
        gap = x2 - GAP_X / 2
        a, b = y1 + HEIGHT / 2, y2 + HEIGHT / 2
        if a == b:
            shape = f"M{left:g} {a:g}H{right - 5:g}"
        else:
            down = f"M{left:g} {a:g}H{gap - 6:g}Q{gap:g} {a:g} {gap:g} {a + 6:g}V{b - 6:g}"
            shape = f"{down}Q{gap:g} {b:g} {gap + 6:g} {b:g}H{right - 5:g}"
        head = f"M{right - 7:g} {b - 4:g}L{right:g} {b:g}L{right - 7:g} {b + 4:g}Z"
        return f'<g class="{css}">{title}<path class="line" d="{shape}"/><path class="head" d="{head}"/></g>'
    forward = x2 > x1
    ax, bx = (x1 + WIDTH, x2) if forward else (x1, x2 + WIDTH)
    if x1 == x2:
        ax = bx = x1 + WIDTH
    ay, by = y1 + HEIGHT * 0.72, y2 + HEIGHT * 0.28
    bend = 26 if forward or x1 == x2 else -26
    end = bx + (-5 if forward else 5)
    shape = f"M{ax:g} {ay:g}C{ax + bend:g} {ay:g} {end + (bend if x1 == x2 else -bend):g} {by:g} {end:g} {by:g}"
    tip = 7 if not forward else -7
    head = f"M{bx + tip:g} {by - 4:g}L{bx:g} {by:g}L{bx + tip:g} {by + 4:g}Z"
    return f'<g class="{css}">{title}<path class="line" d="{shape}"/><path class="head" d="{head}"/></g>'


def _box(node: dict[str, Any], left: float, top: float, tag: str = "") -> str:
    css = "state" + (" start" if node["status_quo"] else "") + (" likely" if node["step"] is not None else "")
    css += " holds" if node["holds"] else ""
    parts = [f"<title>{escape(node['words'])}</title>"]
    parts.append(f'<rect class="box" x="{left:g}" y="{top:g}" width="{WIDTH}" height="{HEIGHT}" rx="6"/>')
    if node["holds"]:
        inner = f'x="{left + 3:g}" y="{top + 3:g}" width="{WIDTH - 6}" height="{HEIGHT - 6}" rx="4"'
        parts.append(f'<rect class="inner" {inner}/>')
    x_, y = left + 9, top + 17
    head = "Start: today" if node["status_quo"] else node["who"]
    step = "" if node["step"] in (None, 0) else f"{_STEPS[min(node['step'], len(_STEPS) - 1)]} "
    if tag:
        parts.append(text(tag, f"{left + WIDTH - 10:g}", y, "who", "end"))
    if head or tag:
        parts.append(text(clipped(f"{step}{head}", 23 - len(tag) - len(tag) // 3), f"{x_:g}", y, "who"))
        y += 15
    room = 5 if head or tag else 6
    new = wrapped("; ".join(node["new"]), 20, 3)
    for line in new:
        parts.append(text(line, f"{x_:g}", y, "new"))
        y += 14
    left_over = room - len(new)
    if node["kept"] and left_over > 0:
        for line in wrapped(f"with: {'; '.join(node['kept'])}", 25, min(2, left_over)):
            parts.append(text(line, f"{x_:g}", y, "kept"))
            y += 13
    foot = top + HEIGHT - 10
    parts.append(text(percent(node["probability"]), f"{x_:g}", foot, "chance"))
    if node["holds"]:
        concept, share = node["holds"][0]
        parts.append(text(f"◆ {concept} {percent(share)}", f"{left + WIDTH - 10:g}", foot, "mark-holds", "end"))
    return f'<g class="{css}">{"".join(parts)}</g>'


_STEPS = "⓪①②③④⑤⑥⑦⑧⑨⑩⑪⑫"
