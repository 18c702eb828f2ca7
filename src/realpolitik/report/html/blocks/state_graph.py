"""The state graph: where things may go from here, and where they come to rest."""

from __future__ import annotations

from typing import Any

from realpolitik.analysis.result import Analysis, StoryStep
from realpolitik.analysis.stories import in_sentences
from realpolitik.figures import state_graph
from realpolitik.report.formulas import Speaker
from realpolitik.report.html.pictures import own
from realpolitik.report.saying import say
from realpolitik.report.unjudged import nobody_wants
from realpolitik.report.words import percent

ORDER = 50
TITLE = "Where things may go"


def view(analysis: Analysis) -> dict[str, Any] | None:
    """The picture, the likely path in words and both tables that say the same; nothing for a case without moves, or
    where nobody wants anything.
    """
    if not analysis.moves or nobody_wants(analysis):
        return None
    graph = state_graph.data(analysis)
    path = sorted((n for n in graph["nodes"] if n["step"] is not None), key=lambda n: n["step"])
    numbers = {n["state"]: k for k, n in enumerate(graph["nodes"], start=1)}
    moves = [e for e in graph["edges"] if e["probability"] is not None][:40]
    drawn = {n["state"] for n in graph["nodes"] if n["column"] is not None}
    rest = max(0.0, 1.0 - sum(n["probability"] or 0.0 for n in graph["nodes"] if n["state"] in drawn))
    small = all((s.probability or 0.0) < state_graph.LEAST for s in analysis.states if s.index not in drawn)
    return {
        "figure": own(state_graph.spec(graph)),
        "tall": own(state_graph.tall(graph)),
        "nodes": graph["nodes"],
        "numbers": numbers,
        "moves": moves,
        "path": path,
        "story": in_sentences(_in_words(analysis)),
        "shown": len(drawn),
        "rest": say("rest_small" if small else "rest", p=percent(rest)) if rest >= 0.005 else None,
    }


def _in_words(analysis: Analysis) -> list[StoryStep]:
    """The steps of the likeliest story; a wish that has no text of its own is told as its formula in words."""
    speaker = Speaker(analysis)
    told = {
        (who, wish.that): speaker.say(wish.that, actor.id)
        for actor in analysis.actors
        for wish in actor.wishes
        if not wish.text
        for who in (actor.id, actor.name)
    }
    return [
        step.model_copy(update={"because": told.get((step.serving or step.actor, step.because or ""), step.because)})
        for step in analysis.story
    ]
