"""Key assumptions: what moves the bottom line comes before what moves a side question, however much it moves that."""

from __future__ import annotations

from realpolitik.report.html.blocks import assumptions
from sample import sample


def test_what_moves_the_bottom_line_comes_first() -> None:
    analysis = sample()
    assert analysis.fragility is not None
    one, two, *_ = analysis.fragility.inputs
    side = one.model_copy(update={"check": "ask", "moves": 0.9, "moves_what": f"questions.{analysis.questions[0].id}"})
    key = f"explanations.{analysis.explanations[0].name}"
    main = two.model_copy(update={"check": "ask", "moves": 0.02, "moves_what": key})
    fragility = analysis.fragility.model_copy(update={"inputs": [side, main]})
    view = assumptions.view(analysis.model_copy(update={"fragility": fragility}))
    assert view is not None
    assert [row["i"].path for row in view["rows"]] == [main.path, side.path]
