"""Matrices of competing hypotheses as CSV, in and out, and the command that scores them."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
from typer.testing import CliRunner

from realpolitik.case.loading import load_text
from realpolitik.errors import BadInput
from realpolitik.evidence.matrix import WORDS, Matrix, Row, matrix_of
from realpolitik.evidence.weighing import weigh
from realpolitik.formats import ach_csv

SHEET = (
    "ID;Evidence;Type;Source;Date;Credibility;Relevance;H1: It was an accident;H2 It was an attack;Something, else\n"
    "hull;The hull is bent inwards;Intel;Harbour log;2024-05-03;High;High;--;++;0\n"
    ";prior;;;;;;60%;30%;10%\n"
    "7;They say so;Press;Ministry; ;low;;Inconsistent;Very Consistent;N/A\n"
    "E3;Two analysts differ;;Harbour log;;;;C / I;CC;\n"
    "\n"
)


def test_what_analysts_write_is_understood() -> None:
    matrix = ach_csv.parse(SHEET, "sheet.csv")
    assert matrix.hypotheses == (
        ("h1", "It was an accident"),
        ("h2", "It was an attack"),
        ("h3", "Something, else"),
    )
    assert [row.id for row in matrix.rows] == ["hull", "e7", "E3"]
    assert matrix.rows[0].marks == (("II",), ("CC",), ("N",))
    assert matrix.rows[1].marks == (("I",), ("CC",), ("NA",))
    assert matrix.rows[2].marks == (("C", "I"), ("CC",), ())
    assert [row.credibility for row in matrix.rows] == ["High", "Low", ""]
    assert matrix.rows[0].date == "2024-05-03"
    assert matrix.prior == ("60%", "30%", "10%")
    case = load_text(ach_csv.read(SHEET, "sheet.csv"))
    assert [s.title for s in case.sources.values()] == ["Harbour log", "Ministry"]
    assert {s.grade for s in case.sources.values()} == {"F"}
    assert case.evidence[0].credibility == 2
    assert case.factors["hypothesis"].values["h1"].value == pytest.approx(0.6)
    judged = case.evidence[2].likelihood[0].p
    assert [(j.by, j.written) for j in judged.judged_by] == [("rater_1", "likely"), ("rater_2", "unlikely")]
    assert judged.value == pytest.approx(0.5)
    assert set(weigh(case, draws=0).by_judge["h1"]) == {"rater_1", "rater_2", "pooled"}


def test_a_sheet_without_anything_but_marks() -> None:
    matrix = ach_csv.parse("\tYes\tNo\nE1 First\t+\t\N{MINUS SIGN}\nSecond\t-\t+\n", "x.tsv")
    assert [row.id for row in matrix.rows] == ["e1", "e2"]
    assert [title for _, title in matrix.hypotheses] == ["Yes", "No"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "nothing is in it"),
        ("Evidence,H1\nfirst,C\n", "x.csv:1 .*two hypotheses"),
        ("Evidence,H1,H2\nfirst,C,maybe\n", r"x.csv:2  H2: 'maybe' is no mark; write CC, C, N"),
        ("Evidence,Credibility,H1,H2\nfirst,sometimes,C,C\n", r"x.csv:2  credibility: 'sometimes' is not High"),
        ("Evidence,H1,H2\nfirst,C,C,C\n", "x.csv:2  4 cells, but 3 columns"),
        ("Evidence,H1,H2\n", "no item of evidence"),
        ("Evidence,Copy of,H1,H2\nfirst,zero,C,C\n", "e1 is a copy of zero, which is not there"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_place(text: str, said: str) -> None:
    with pytest.raises(BadInput, match=said):
        ach_csv.read(text, "x.csv")


def test_random_matrices_go_out_and_come_back() -> None:
    r = random.Random(2)
    for _ in range(30):
        names = tuple((f"h{k}", f"Title, number {k}") for k in range(1, r.randint(3, 5)))
        rows = tuple(
            Row(
                f"e{k}",
                f'What "{k}" is',
                tuple((r.choice(list(WORDS)),) for _ in names),
                r.choice(["High", "Medium", "Low", ""]),
                "",
                tuple(r.sample(["Paper", "Wire"], r.randint(0, 2))),
            )
            for k in range(r.randint(1, 6))
        )
        matrix = Matrix(names, rows)
        assert ach_csv.parse(ach_csv.text_of(matrix)) == matrix
        again = matrix_of(load_text(ach_csv.case_text(matrix, "made.csv")))  # a case, and its marks again
        for one, other in zip(matrix.rows, again.rows, strict=True):
            assert [c if c != ("NA",) else ("N",) for c in one.marks] == list(other.marks)
            assert one.credibility == other.credibility
    copied = Matrix(names, (*rows[:1], Row("again", "Again", rows[0].marks, copy_of="e0")))
    assert ach_csv.parse(ach_csv.text_of(copied)) == copied


def test_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from realpolitik.cli.main import app

    def run(*arguments: str) -> tuple[int, str]:
        done = CliRunner().invoke(app(), list(arguments))
        return done.exit_code, done.output

    monkeypatch.chdir(tmp_path)
    Path("sheet.csv").write_text(SHEET, encoding="utf-8")
    code, shown = run("ach", "sheet.csv")
    assert code == 0
    assert "attack" in shown
    view = json.loads(run("ach", "sheet.csv", "--format", "json")[1])
    assert view["hypotheses"]["h2"]["places"]["PARC"] == 1
    assert run("import", "sheet.csv", "-o", "case.yaml")[0] == 0
    assert (
        json.loads(run("ach", "case.yaml", "--format", "json")[1])["hypotheses"]["h2"]["place"]
        == view["hypotheses"]["h2"]["place"]
    )
    assert run("export", "case.yaml", "-o", "again.csv")[0] == 0
    assert run("ach", "again.csv", "-o", "out.txt")[0] == 0
    assert "Less is better" in Path("out.txt").read_text()
    Path("bad.csv").write_text("Evidence,H1,H2\nfirst,C,maybe\n")
    assert run("ach", "bad.csv")[0] == 2
    assert run("ach", "prisoners-dilemma")[0] == 2
