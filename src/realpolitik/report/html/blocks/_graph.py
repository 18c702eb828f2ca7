"""The pictures of a case's graph model, and the table that says the same."""

from __future__ import annotations

from typing import Any

from realpolitik.analysis.result import Analysis
from realpolitik.figures import graph_model
from realpolitik.report.html.pictures import own

MOST = 16  #: states that a page draws: of more nobody can follow the arrows


def graph(analysis: Analysis) -> dict[str, Any] | None:
    """Improvements, ways from today and each actor's moves, each for a page and for a phone; None where none is drawn.

    A case with too many states to follow the arrows has no picture here: the page tells what holds, and the ways there,
    in words, and ``figures.show("graph-model", analysis)`` still draws it. Of a case that does not fit in whole, ways
    and the improvements between their states.

    ``rows``: for every state what is done in it, by what it holds, and where each actor would or could move.
    """
    found = graph_model.data(analysis)
    if not found or len(found["states"]) > MOST:
        return None
    ways = len(found["ways"]) > 0
    return {
        "improvements": _both(found, "improvements"),
        "ways": _both(found, "ways") if ways else None,
        "whole": found["whole"],
        "actors": [(a["name"], _both(found, "moves", a["id"])) for a in found["actors"]] if found["whole"] else [],
        "likes": any(m["likes"] for m in found["moves"]),
        "turns": any(w["actor"] == graph_model.NATURE for w in found["ways"]),
        "rows": [_row(k, state, found) for k, state in enumerate(found["states"])],
        "heads": [a["name"] for a in found["actors"]],
    }


def _both(found: dict[str, Any], show: str, actor: str | None = None) -> dict[str, str]:
    pictures = [own(graph_model.spec(found, show, actor, narrow)) for narrow in (False, True)]
    said = graph_model.said(found, show, actor)
    return {"said": said, "broad": pictures[0], "slim": pictures[1]}


def _row(number: int, state: dict[str, Any], found: dict[str, Any]) -> dict[str, Any]:
    words = state["words"]
    return {
        "n": state["number"],
        "now": state["now"],
        "words": words[:1].upper() + words[1:],
        "holds": state["holds"],
        "moves": [_moves(number, actor["id"], found) for actor in found["actors"]],
    }


def _moves(number: int, actor: str, found: dict[str, Any]) -> tuple[list[int], list[int]]:
    """Where an actor would move from a state, and where else it could."""
    made = [m for m in found["moves"] if m["source"] == number and m["actor"] == actor]
    would, could = (
        [found["states"][m["target"]]["number"] for m in made if m["likes"] is liked] for liked in (True, False)
    )
    return would, could
