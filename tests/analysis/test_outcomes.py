"""How questions came out: scored by hand, and read by nothing but the score."""

from __future__ import annotations

import datetime
from functools import cache
from pathlib import Path

import pytest

from realpolitik.analysis.result import Analysis, Outcome
from realpolitik.analysis.run import analyse
from realpolitik.analysis.scores import scores
from realpolitik.case.loading import load_text
from realpolitik.errors import CaseFaults

MINI = Path(__file__).parent / "data" / "mini.yaml"
SAID = "    said: {paper: unlikely, envoy: 80%}\n"
RESOLVED = "    resolved: {as: yes, on: 2025-08-08, source: The border guard}\n"


def text(resolved: str = "") -> str:
    return MINI.read_text(encoding="utf-8").replace("    said: {paper: unlikely}\n", SAID + resolved)


@cache
def analysed(resolved: str = "") -> Analysis:
    return analyse(load_text(text(resolved)), draws=3)


def came_out(resolved: str) -> Outcome | None:
    return next(q for q in analysed(resolved).questions if q.id == "open_2025").came_out


@pytest.mark.parametrize(("word", "o"), [("yes", 1.0), ("no", 0.0)])
def test_brier_scores_by_hand(word: str, o: float) -> None:
    found = came_out(RESOLVED.replace("yes", word))
    assert found is not None
    assert (found.as_, found.on, found.source) == (word, datetime.date(2025, 8, 8), "The border guard")
    question = next(q for q in analysed().questions if q.id == "open_2025")
    assert question.p_base is not None
    ours = {"model": question.p_model, "base_rate": question.p_base, "blend": question.p}
    assert found.scores == pytest.approx({name: (p - o) ** 2 for name, p in ours.items()}, abs=1e-9)
    said = {"paper": 0.325, "envoy": 0.8}  # unlikely is 20-45 %
    assert found.said == pytest.approx({who: (p - o) ** 2 for who, p in said.items()}, abs=1e-12)


def test_a_void_outcome_is_told_and_not_scored() -> None:
    found = came_out("    resolved: {as: void}\n")
    assert found == Outcome(as_="void", on=None, source=None, scores={}, said={})


def test_what_is_no_answer_is_refused_with_its_place() -> None:
    with pytest.raises(CaseFaults) as caught:
        came_out("    resolved: {as: half of it}\n")
    (fault,) = caught.value.faults
    assert (fault.slug, fault.path) == ("bad-answer", "questions[0].resolved.as")


def test_an_open_question_has_not_come_out() -> None:
    assert came_out("") is None
    assert [q.came_out for q in analysed(RESOLVED).questions if q.id != "open_2025"] == [None]


def test_without_a_base_rate_there_is_no_score_of_one() -> None:
    bare = text(RESOLVED).replace("    base_rate: {seen: 3, of: 12, per: 1 year, class: Closed border bridges}\n", "")
    found = analyse(load_text(bare), draws=0).questions[0].came_out
    assert found is not None
    assert set(found.scores) == {"model", "blend"}


def test_the_means_over_what_came_out_by_hand() -> None:
    found = analysed(RESOLVED).scores
    question = next(q for q in analysed(RESOLVED).questions if q.id == "open_2025")
    assert question.came_out is not None
    assert found is not None
    assert (found.questions, found.void, found.with_base_rate) == (1, 0, 1)
    assert found.mean == {name: question.came_out.scores[name] for name in ("model", "blend")}
    assert found.mean_with_base_rate == question.came_out.scores
    assert found.by_explanation == pytest.approx(
        {name: (p - 1.0) ** 2 for name, p in question.by_explanation.items()}, abs=1e-9
    )
    other = question.model_copy(
        update={"came_out": Outcome(as_="no", on=None, source=None, scores={"model": 0.5, "blend": 0.3})}
    )
    void = question.model_copy(update={"came_out": Outcome(as_="void", on=None, source=None, scores={})})
    means = scores([question, other, void])
    assert means is not None
    assert (means.questions, means.void, means.with_base_rate) == (2, 1, 1)
    assert question.came_out.said.keys() == {"paper", "envoy"}
    assert (means.said, means.said_of) == (question.came_out.said, {"paper": 1, "envoy": 1}), "they spoke of one alone"
    assert means.beside_said == dict.fromkeys(means.said, question.came_out.scores["blend"])
    assert means.mean["model"] == pytest.approx((question.came_out.scores["model"] + 0.5) / 2)
    first = next(iter(question.by_explanation))
    p = question.by_explanation[first]
    assert means.by_explanation[first] == pytest.approx(((1 - p) ** 2 + p**2) / 2)


def test_there_are_no_means_while_nothing_can_be_scored() -> None:
    assert analysed().scores is None
    assert analysed("    resolved: {as: void}\n").scores is None


def test_nothing_but_the_score_reads_how_a_question_came_out() -> None:
    def without_outcomes(analysis: Analysis) -> Analysis:
        questions = [q.model_copy(update={"came_out": None}) for q in analysis.questions]
        case = analysis.case.model_copy(update={"sha256": ""})
        return analysis.model_copy(update={"questions": questions, "case": case, "scores": None})

    every = [without_outcomes(analysed(r)) for r in ("", RESOLVED, RESOLVED.replace("yes", "no"))]
    assert every[0].model_dump_json() == every[1].model_dump_json() == every[2].model_dump_json()
    assert analysed(RESOLVED) != analysed(RESOLVED.replace("yes", "no"))
