"""The ten lines on the terminal."""

from __future__ import annotations

from pathlib import Path

from realpolitik.analysis.result import Analysis
from realpolitik.report.confidence import confidence, thesis_confidence
from realpolitik.report.terminal.summary import summary


def test_ten_lines_of_at_most_100_columns(analysis: Analysis) -> None:
    lines = summary(analysis, Path("/tmp/report.html"))
    assert len(lines) == 10
    assert all(len(line) <= 100 for line in lines)
    assert lines[0] == "Who opens the road through Syunik, and against whom?"
    assert lines[1] == "Explanation  Aliyev let it happen and kept it deniable: unlikely, 37 % (24\u201352 %)"
    assert lines[3] == "Outlook      Baku and Moscow make up, by 31 December 2026: 66 % (41\u201396 %)"
    assert lines[6].endswith("; without it 27 %")
    sure, thesis = confidence(analysis), thesis_confidence(analysis)
    assert sure is not None
    assert thesis is not None
    assert lines[-2].startswith(f"Confidence   {sure.level}: ")
    assert lines[-2].endswith(f"; in the thesis {thesis.level}")
    assert lines[-1] == "Page         /tmp/report.html"


def test_long_titles_keep_their_numbers(analysis: Analysis) -> None:
    long = "A title that goes on and on " * 6
    explanations = [e.model_copy(update={"title": long}) for e in analysis.explanations]
    scenarios = [s.model_copy(update={"title": long}) for s in analysis.scenarios]
    questions = [q.model_copy(update={"asks": f"{long.strip()}?"}) for q in analysis.questions]
    lines = summary(
        analysis.model_copy(update={"explanations": explanations, "scenarios": scenarios, "questions": questions}), None
    )
    assert all(len(line) <= 100 for line in lines)
    for k in (1, 3, 5):
        assert "%" in lines[k]


def test_the_path_is_never_cut(analysis: Analysis) -> None:
    page = Path("/" + "folder/" * 30 + "report.html")
    assert summary(analysis, page)[-1].endswith(str(page))


def test_a_bare_case(bare: Analysis) -> None:
    assert summary(bare, None) == ["Nothing yet"]
