"""One number for one event: what is quoted in one place is quoted everywhere, and what it is made of is called so."""

from __future__ import annotations

import datetime
import re

import pytest

from realpolitik.analysis.quoted import blending
from realpolitik.analysis.result import Analysis, AxisResult, ScenarioResult
from realpolitik.figures import signposts
from realpolitik.report.chosen import pivot, reading
from realpolitik.report.headline import bottom_line
from realpolitik.report.html.citing import anchor
from realpolitik.report.html.page import render
from realpolitik.report.key_numbers import outcomes
from realpolitik.report.leaning import chance_at
from realpolitik.report.pivoting import counted, pivoting
from realpolitik.report.quoting import any_blended, in_order, other_day, parts, to_quote
from realpolitik.report.words import percent, plain, quoted


def blended(analysis: Analysis) -> list[ScenarioResult]:
    return [s for s in analysis.scenarios if blending(s, analysis) is not None]


def scenario(analysis: Analysis, name: str) -> ScenarioResult:
    return next(s for s in analysis.scenarios if s.name == name)


def turning(analysis: Analysis, inside: float) -> tuple[AxisResult, Analysis]:
    """The pivot, its outcomes standing for its values alone, and the war coming about while it stands as today."""
    axis = pivot(analysis)
    assert axis is not None
    war = scenario(analysis, "war")
    axis = axis.model_copy(update={"counted_now": {war.name: inside * war.at[-1][1]}})
    road = {"road_without_russia": f"{axis.name} == without_russia"}
    return axis, analysis.model_copy(
        update={
            "axes": [axis if a.name == axis.name else a for a in analysis.axes],
            "scenarios": [s.model_copy(update={"that": road.get(s.name, s.that)}) for s in analysis.scenarios],
        }
    )


def asked(analysis: Analysis, name: str, **update: object) -> Analysis:
    """The same with the questions that ask for a scenario changed."""
    happens = {q.happens for q in analysis.questions if q.id == scenario(analysis, name).question}
    questions = [q.model_copy(update=update) if q.happens in happens else q for q in analysis.questions]
    return analysis.model_copy(update={"questions": questions})


def test_a_card_quotes_the_question_that_asks_for_the_same_by_the_last_day(analysis: Analysis) -> None:
    assert [s.name for s in blended(analysis)] == ["road_without_russia", "war"]
    for one in blended(analysis):
        question = blending(one, analysis)
        assert question is not None
        read = to_quote(one, analysis)
        assert (read.p, read.interval, read.key) == (question.p, question.interval, f"questions.{question.id}")
        assert next(k.p for k in outcomes(analysis) if k.address == read.address) == question.p
        card = render(analysis).split(f'id="{anchor("scenario", one.name)}"')[1].split("</article>")[0]
        said = plain(" ".join(re.sub(r"<[^>]*>", "", card).split()))
        assert f"{round(100 * question.p)} %" in said.split("Range")[0]
        assert "Its parts: model" in said
        assert "base rate" in said
        assert "by the model alone" in said


@pytest.mark.parametrize("update", [{"until": datetime.date(2026, 6, 30)}, {"blended": False}, {"p_base": None}])
def test_else_the_number_is_the_models(update: dict[str, object], analysis: Analysis) -> None:
    one = scenario(analysis, "road_without_russia")
    told = asked(analysis, one.name, **update)
    assert blending(one, told) is None
    assert to_quote(one, told) == reading(one)
    assert plain(str(parts(one, told))).startswith("Holds on the last day itself: ")


def test_a_question_for_another_day_is_told_as_such(analysis: Analysis) -> None:
    one = scenario(analysis, "road_without_russia")
    assert other_day(one, analysis) is None
    told = asked(analysis, one.name, until=datetime.date(2026, 6, 30))
    assert plain(str(other_day(one, told))) == "Asked as a question until 30 June 2026: 19 %."


def test_what_holds_today_comes_first_and_the_others_by_the_number_to_quote(analysis: Analysis) -> None:
    read = [to_quote(s, analysis) for s in in_order(analysis)]
    assert read == sorted(read, key=lambda one: (not one.today, -one.p))


def test_a_sign_that_is_a_question_has_the_questions_number_everywhere(analysis: Analysis) -> None:
    sign = next(i for i in analysis.indicators if i.kind == "question")
    question = next(q for q in analysis.questions if q.id == sign.id)
    assert question.p != sign.probability
    assert chance_at(analysis, sign) == f"questions.{sign.id}.p"
    assert next(s["p"] for s in signposts.data(analysis)["signs"] if s["id"] == sign.id) == question.p
    other = next(i for i in analysis.indicators if i.kind != "question")
    assert chance_at(analysis, other) == f"indicators.{other.id}.probability"


def test_the_pivot_quotes_the_outcomes_and_says_what_its_value_contains(analysis: Analysis) -> None:
    axis, told = turning(analysis, 1.0)
    war = f"{quoted(scenario(told, 'war').title)}"
    assert str(counted(axis, told)) == f"with {war} counted in"
    [sentence] = pivoting(told, "31 December 2026")
    said = plain(str(sentence))
    assert "What could come by 31 December 2026: " in said
    assert " on that day, too, with a chance of " in said
    assert said.endswith(f"{war} counted in.")
    for name in ("road_without_russia", "war"):
        one = scenario(told, name)
        assert f"{quoted(one.title)} {plain(percent(to_quote(one, told).p))}" in said
    assert said in plain(next(part.text for part in bottom_line(told) if part.label == "What comes next"))


def test_an_outcome_that_comes_about_elsewhere_too_is_not_counted_in(analysis: Analysis) -> None:
    axis, told = turning(analysis, 0.5)
    assert counted(axis, told) == ""
    assert "counted in" not in str(pivoting(told, "31 December 2026"))


def test_without_numbers_to_quote_the_pivot_tells_its_own_chances(analysis: Analysis) -> None:
    axis, told = turning(analysis, 1.0)
    told = told.model_copy(update={"questions": []})
    [sentence] = pivoting(told, "31 December 2026")
    assert plain(str(sentence)).startswith(f"{quoted(axis.text)} (Armenia) is “closed” today. Chances for")
    assert "“Azerbaijan takes Syunik by force” counted in" in str(sentence)


def test_where_a_value_has_no_outcome_its_chances_are_called_the_models(analysis: Analysis) -> None:
    assert any_blended(analysis)
    [sentence] = pivoting(analysis, "31 December 2026")
    assert "on 2 July 2025. By the model alone, on 31 December 2026: still “closed”" in plain(str(sentence))


def test_without_a_base_rate_nothing_is_called_a_part(analysis: Analysis) -> None:
    bare = analysis.model_copy(update={"questions": [q.model_copy(update={"blended": False, "p_base": None})
                                                     for q in analysis.questions]})  # fmt: skip
    assert not any_blended(bare)
    said = " ".join(re.sub(r"<[^>]*>", "", render(bare)).split())
    assert "Its parts" not in said
    assert "On 31 December 2026 itself:" in said
    assert "By the model alone, on 31 December 2026 itself:" in render(analysis).replace("\n", " ")
