"""Key assumptions: what moves the bottom line comes before what moves a side question, however much it moves that."""

from __future__ import annotations

from realpolitik.analysis.fragile import Fragility, HeadlineResult, InputResult, Swing
from realpolitik.analysis.result import Analysis
from realpolitik.report.assumed import doubtful
from realpolitik.report.html.blocks import assumptions
from realpolitik.report.html.page import render
from realpolitik.report.markdown import markdown
from realpolitik.report.words import plain
from sample import sample


def given(path: str, moves: float, what: str, kind: str = "prior") -> InputResult:
    analysis = sample()
    assert analysis.fragility is not None
    changes = {"path": path, "words": path.split(".")[0], "kind": kind, "moves": moves, "moves_what": what}
    return analysis.fragility.inputs[0].model_copy(update={**changes, "support": "judged", "check": None})


def leaning(inputs: list[InputResult], swings: dict[str, list[Swing]]) -> Analysis:
    """The hand-made analysis with these inputs, and these swings of its headlines."""
    analysis = sample()
    assert analysis.fragility is not None
    headlines: list[HeadlineResult] = [
        h.model_copy(update={"swings": swings.get(h.key, []), "crossing": None}) for h in analysis.fragility.headlines
    ]
    fragility: Fragility = analysis.fragility.model_copy(update={"inputs": inputs, "headlines": headlines})
    return analysis.model_copy(update={"fragility": fragility})


def test_what_moves_the_bottom_line_comes_first() -> None:
    analysis = sample()
    thesis, scenario = f"explanations.{analysis.explanations[0].name}", f"scenarios.{analysis.scenarios[0].name}"
    question = f"questions.{analysis.questions[0].id}"
    inputs = [
        given("aside.rate", 0.9, question),
        given("little.prior", 0.8, question),
        given("most.prior", 0.3, thesis),
    ]
    swings = {
        thesis: [Swing(input="most.prior", at_low=0.1, at_high=0.4)],
        scenario: [Swing(input="little.prior", at_low=0.62, at_high=0.55)],
        question: [Swing(input="aside.rate", at_low=0.0, at_high=0.9)],
    }
    changed = leaning(inputs, swings)
    view = assumptions.view(changed)
    assert view is not None
    assert [row["i"].path for row in view["rows"]] == ["most.prior", "little.prior", "aside.rate"]
    own, other, aside = (row["aside"] for row in view["rows"])
    assert own is None, "the headline that it moves most is one of the bottom line"
    assert [plain(str(number)) for number in other[:2]] == ["62 %", "55 %"]
    assert aside is None
    assert "goes from" in render(changed)
    told = markdown(changed)
    assert told.index("| most") < told.index("| little") < told.index("| aside"), "Markdown has the page's order"


def test_one_base_rate_of_several_questions_is_one_row() -> None:
    question = f"questions.{sample().questions[0].id}"
    rates = [given(f"questions.q{k}.base_rate", 0.1 * k, question, "base rate") for k in (1, 2, 3)]
    other = rates[0].model_copy(update={"path": "questions.q4.base_rate", "value": 0.5})
    alike = [given(f"factors.f{k}.prior", 0.05, question) for k in (1, 2)]
    found = doubtful(leaning([*rates, other, *alike], {}))
    assert [(one.given.path, one.also) for one in found] == [
        ("questions.q3.base_rate", 2),
        ("questions.q4.base_rate", 0),
        ("factors.f1.prior", 0),
        ("factors.f2.prior", 0),
    ]
    assert "The same base rate stands with two other questions" in render(leaning(rates, {}))
