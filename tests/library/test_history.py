"""Shipped cases with findings of their own say what they are expected to say; history scores three of them."""

from __future__ import annotations

import re
from functools import cache

import pytest
from ruamel.yaml import YAML

from realpolitik.analysis.result import Analysis
from realpolitik.analysis.run import analyse
from realpolitik.case.loading import load
from realpolitik.case.worlds import Worlds
from realpolitik.evidence.model import EvidenceModel
from realpolitik.evidence.weighing import weigh
from realpolitik.library import shelf
from realpolitik.play.path import counted_as_moves
from realpolitik.play.playing import play
from realpolitik.play.workers import workers

#: Cases whose questions history has resolved, with evidence, actors and time.
HISTORY = ("1962-october", "1975-euphrates", "1989-small-cars")


@cache
def expected(name: str) -> dict:
    return YAML(typ="safe").load(shelf.folder(name) / shelf.EXPECTED)


@cache
def case_of(name: str):
    return load(shelf.path(name))


@cache
def analysed(name: str) -> Analysis:
    with workers(2) as executor:
        return analyse(case_of(name), executor=executor, deep=False)


WITH_FINDINGS = [name for name in shelf.names() if "beliefs" in expected(name)]


def test_history_has_findings() -> None:
    assert set(HISTORY) <= set(WITH_FINDINGS)


@pytest.mark.parametrize("name", WITH_FINDINGS)
def test_beliefs_are_as_expected(name: str) -> None:
    weighed, wanted = weigh(case_of(name), draws=0), expected(name)["beliefs"]
    found = {e: w.posterior for e, w in weighed.explanations.items()}
    for more, less in wanted["above"]:
        assert found[more] > found[less], (more, less)
    for one, (low, high) in wanted["range"].items():
        assert low <= found[one] <= high, (one, found[one])
    low, high = wanted["something_else"]
    assert low <= weighed.something_else.posterior <= high


@pytest.mark.parametrize("name", WITH_FINDINGS)
def test_the_forecast_is_as_expected(name: str) -> None:
    """The central run; the moves that count as an item take the item's place."""
    case, wanted = case_of(name), expected(name)["play"]
    found = play(case, EvidenceModel.of(case, without=counted_as_moves(case)).posterior, draws=0)
    assert found.reachable <= wanted["most_states"]
    for one, (low, high) in wanted["range"].items():
        p = found.questions[one].p_model
        assert p is not None, one
        assert low <= p <= high, (one, p)
    worlds = Worlds.of(case)
    for one, (more, less) in wanted["likelier_under"].items():
        under = [found.given(worlds.holds(case.explanations[e].says))[1][one] for e in (more, less)]
        assert under[0] > under[1], (one, under)


@pytest.mark.parametrize("name", HISTORY)
def test_every_judgement_of_history_has_a_reason_and_every_question_an_end(name: str) -> None:
    case = case_of(name)
    assert not case.warnings
    judged = [*case.factors.values(), *case.explanations.values(), *case.evidence, *case.nature.values(), *case.rules]
    for actor in case.actors.values():
        judged += [*actor.options.values(), *actor.prefers]
    assert all(part.because for part in judged)
    assert all(q.resolved and q.resolved.source and q.fine_print for q in case.questions)
    assert sum(i.seen == "not yet" for i in case.evidence) >= 2
    assert sum(i.seen != "not yet" for i in case.evidence) >= 7


def mean_scores(analysis: Analysis) -> str:
    """Mean Brier scores of the questions that have an answer: the model's, and all three where there is a base rate."""
    ended = [q.came_out.scores for q in analysis.questions if q.came_out and q.came_out.scores]
    based = [s for s in ended if "base_rate" in s]
    alone = f"model {sum(s['model'] for s in ended) / len(ended):.2f} over {len(ended)} questions"
    three = (f"{words} {sum(s[key] for s in based) / len(based):.2f}" for key, words in
             (("model", "model"), ("base_rate", "base rate"), ("blend", "both together")))  # fmt: skip
    return f"{alone}; over the {len(based)} with a base rate {', '.join(three)}"


@pytest.mark.parametrize("name", HISTORY)
def test_the_notes_show_the_scores_that_the_program_computes(name: str) -> None:
    notes = (shelf.folder(name) / shelf.NOTES).read_text(encoding="utf-8")
    told = re.search(r"questions with an answer: (model .*?)\.(?:\s|$)", " ".join(notes.split()))
    assert told is not None
    assert told[1] == mean_scores(analysed(name))
