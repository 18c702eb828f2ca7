"""The scores of three programs for competing hypotheses, and why their orders differ from the odds."""

from __future__ import annotations

import json
import math
import random
import statistics
from pathlib import Path

import pytest

from realpolitik.case.loading import load_text
from realpolitik.errors import BadInput
from realpolitik.evidence import ach_scores
from realpolitik.evidence.ach import TOOLS, AchView, ach
from realpolitik.evidence.matrix import Matrix, Row, matrix_of, ranks
from realpolitik.formats._matrix_case import case_text

GOLDEN = json.loads((Path(__file__).parent / "golden" / "evidence_cases.json").read_text())["cases"]
SIGN = {"+": "C", "-": "I"}


def matrix(marks: dict[str, list], **more: dict) -> Matrix:
    """A matrix from the marks of each item, one a hypothesis or a list of raters' marks."""
    width = len(next(iter(marks.values())))
    rows = []
    for name, cells in marks.items():
        own = {key: value[name] for key, value in more.items() if name in value}
        rows.append(Row(name, name, tuple(tuple(c) if isinstance(c, list) else (c,) for c in cells), **own))
    return Matrix(tuple((f"h{k + 1}", f"H{k + 1}") for k in range(width)), tuple(rows))


def view(shown: Matrix) -> AchView:
    return ach(load_text(case_text(shown, "made.csv")), shown)


def heuer(**changed: str) -> Matrix:
    marks = {**GOLDEN["heuer_iraq_1993"]["marks"], **changed}
    return matrix({name: [SIGN[c] for c in row] for name, row in marks.items()})


def test_heuers_example() -> None:
    """Heuer (1999), ch. 8: Iraq's answer to the bombing of its intelligence headquarters in 1993."""
    expected = GOLDEN["heuer_iraq_1993"]["expected"]
    counted = ach_scores.scores(heuer())
    assert list(counted.inconsistent) == list(expected["inconsistency_count"].values())
    found = view(heuer())
    order = sorted(found.hypotheses, key=lambda n: found.hypotheses[n].place)
    assert [n.upper() for n in order] == expected["ranking_least_inconsistent_first"]
    assert found.differences == ()  # all scores and the odds agree
    assert [n for n, d in found.diagnosticity.items() if d == 0.0] == expected["zero_diagnostic_items"]
    assert [n for n, b in found.bits.items() if b < 1e-15] == expected["zero_diagnostic_items"]
    other = expected["robust_to_E6_alternative"]
    again = ach_scores.scores(heuer(E6=other["E6"]))
    assert dict(zip(("H1", "H2", "H3"), again.inconsistent, strict=True)) == other["inconsistency_count"]
    assert sorted(again.inconsistent) == [again.inconsistent[k] for k in (1, 2, 0)]


def test_published_scores() -> None:
    expected = GOLDEN["ach_scoring_formulas"]["expected"]
    high = ach_scores.scores(matrix({"e": ["II", "C"]}, credibility={"e": "High"}, relevance={"e": "High"}))
    assert high.parc[0] == pytest.approx(expected["PARC: II with High cred & High rel"], abs=1e-12)
    low = ach_scores.scores(matrix({"e": ["I", "C"]}, credibility={"e": "Low"}, relevance={"e": "Low"}))
    assert low.parc[0] == pytest.approx(expected["PARC: I with Low cred & Low rel"], abs=1e-12)
    assert low.burton == (0.5, 0.0)
    assert high.burton == (4.0, 0.0)
    assert (
        ach_scores.open_inconsistency([["II"], ["I"], ["N"]]) == expected["open_synthesis inconsistency [[VI],[I],[N]]"]
    )
    assert ach_scores.diagnosticity([["CC"], ["II"]]) == expected["open_synthesis diagnosticity [[VC],[VI]]"]
    assert "Consistent (4)" in expected["open_synthesis aggregate_vote([N,C])"]
    assert ach_scores.consensus(["N", "C"]) == "C"
    assert ach_scores.consensus(["NA", "NA", "C"]) == "NA"
    assert ach_scores.consensus([]) is None


def test_the_formulas_are_those_of_the_reference() -> None:
    formulas = GOLDEN["ach_scoring_formulas"]["formulas"]
    parc = formulas["PARC_weighted"]
    assert {m: parc[m] for m in ach_scores.POINTS} == ach_scores.POINTS
    for level, weight in parc["cred_rel_weight"].items():
        assert ach_scores.PARC_WEIGHT[level] == pytest.approx(weight, abs=1e-15)
    names = {"VI": "II", "VC": "CC"}
    scale = {names.get(m, m): v for m, v in formulas["Burton"]["group_scale"].items()}
    assert scale == ach_scores.BURTON_SCALE
    assert {names.get(m, m): v for m, v in formulas["open_synthesis"]["scale"].items()} == ach_scores.VOTES
    bands = formulas["Burton"]["stdev_bands"]
    for cell in (["C", "C"], ["C", "CC"], ["C", "N"], ["C", "I"], ["CC", "I"], ["CC", "II"], ["N", "NA"]):
        spread = round(statistics.pstdev([scale[m] for m in cell]), 4)
        word = next((w for w, edge in bands.items() if spread <= edge), "extreme")
        assert ach_scores.dispute(cell) == word


def test_raters_who_disagree() -> None:
    assert ach_scores.disagreement([]) is None
    assert ach_scores.disagreement(["C"]) == 0.0
    assert ach_scores.disagreement(["CC", "II"]) == pytest.approx(statistics.stdev([5, 1]))
    assert ach_scores.disagreement(["NA", "C"]) == pytest.approx(statistics.stdev([0, 1]))
    both = ach_scores.scores(matrix({"e": [["II", "C"], ["C", "C"]]}))
    assert both.burton == (2.0, 0.0)  # summed over raters
    assert both.open_inconsistency[0] == pytest.approx(0.5**2)  # mean of 1 and 4 is 2.5


def test_places_share_ties() -> None:
    assert ranks([0.3, 0.1, 0.3, 0.2]) == [3, 1, 3, 2]


def only(found: AchView, tool: str) -> list[tuple[str, str, str, bool]]:
    return [(d.count_prefers, d.odds_prefer, d.reason, d.tied) for d in found.differences if d.tool == tool]


def test_a_mark_in_favour_counts_for_nothing_in_a_count() -> None:
    found = view(matrix({"a": ["CC", "N"], "b": ["CC", "N"], "c": ["I", "N"]}))
    assert only(found, "PARC") == only(found, "Burton") == [("h2", "h1", "in favour", False)]
    (difference, *_) = found.differences
    assert difference.by == pytest.approx((0.875 / 0.5) ** 2, rel=1e-12)
    assert difference.odds == pytest.approx((0.875 / 0.5) ** 2 * 0.325 / 0.5, rel=1e-12)
    assert "a, b" in difference.words
    # Open Synthesis breaks a tie of inconsistency by consistency, so here it agrees with the odds
    assert only(view(matrix({"a": ["CC", "N"]})), "PARC") == [("h2", "h1", "in favour", True)]
    assert only(view(matrix({"a": ["CC", "N"]})), "Open Synthesis") == []


def test_copies_are_counted_again() -> None:
    marks = {"a": ["I", "C"], "b": ["C", "I"], "c": ["C", "I"], "x": ["I", "C"], "y": ["I", "C"]}
    found = view(matrix(marks, copy_of={"x": "a", "y": "a"}))
    assert [d.reason for d in found.differences] == ["copies"] * 3
    assert found.differences[0].odds == pytest.approx(0.675 / 0.325, rel=1e-12)
    assert "x, y" in found.differences[0].words


def test_items_of_one_doubtful_source_are_worth_less_than_their_number() -> None:
    marks = {**{f"a{k}": ["I", "C"] for k in range(4)}, **{f"b{k}": ["C", "I"] for k in range(3)}}
    found = view(matrix(marks, sources={f"a{k}": ("One paper",) for k in range(4)}))
    assert only(found, "PARC") == [("h2", "h1", "sources", False)]


def test_priors_are_unknown_to_counts() -> None:
    shown = matrix({"a": ["I", "C"]})
    found = view(Matrix(shown.hypotheses, shown.rows, ("90%", "10%")))
    assert {d.reason for d in found.differences} == {"prior"}
    assert found.differences[0].by == pytest.approx(9.0)


def test_two_steps_are_not_twice_one_step() -> None:
    """II against C is a ratio of 5.4; two times I against C 4.3: the count calls them equal."""
    found = view(matrix({"a": ["II", "C"], "b": ["C", "I"], "c": ["C", "I"]}))
    assert only(found, "PARC") == [("h1", "h2", "sizes", True)]
    assert found.differences[0].odds == pytest.approx((0.675 / 0.125) / (0.675 / 0.325) ** 2, rel=1e-9)


def test_scores_of_random_matrices_by_hand() -> None:
    r = random.Random(5)
    for _ in range(40):
        width, height = r.randint(2, 4), r.randint(1, 5)
        marks = {f"e{k}": [r.choice(list(ach_scores.POINTS)) for _ in range(width)] for k in range(height)}
        weight = {name: r.choice(["High", "Medium", "Low"]) for name in marks}
        relevance = {name: r.choice(["High", "Medium", "Low", ""]) for name in marks}
        found = ach_scores.scores(matrix(marks, credibility=weight, relevance=relevance))
        root = {"High": math.sqrt(2), "Medium": 1.0, "Low": 1 / math.sqrt(2), "": 1.0}
        for h in range(width):
            points = {name: {"II": 2, "I": 1}.get(cells[h], 0) for name, cells in marks.items()}
            assert found.parc[h] == pytest.approx(
                sum(p * root[weight[n]] * root[relevance[n]] for n, p in points.items())
            )
            assert found.burton[h] == sum(
                p * {"High": 2, "Medium": 1, "Low": 0.5}[weight[n]] for n, p in points.items()
            )
            assert found.open_inconsistency[h] == sum({"II": 4, "I": 1}.get(cells[h], 0) for cells in marks.values())
            assert found.inconsistent[h] == sum(cells[h] in ("I", "II") for cells in marks.values())


def test_every_difference_is_told_and_nothing_else() -> None:
    r = random.Random(9)
    told = 0
    for _ in range(25):
        marks = {f"e{k}": [r.choice(list(ach_scores.POINTS)) for _ in range(3)] for k in range(r.randint(1, 6))}
        found = view(matrix(marks))
        for tool in TOOLS:
            expected = {
                (a, b, x.places[tool] == y.places[tool])
                for a, x in found.hypotheses.items()
                for b, y in found.hypotheses.items()
                if y.posterior > x.posterior + 1e-12 and x.places[tool] <= y.places[tool]
            }
            assert {(d.count_prefers, d.odds_prefer, d.tied) for d in found.differences if d.tool == tool} == expected
            told += len(expected)
    assert told > 20


def test_rare_items_are_marked_by_their_ratio() -> None:
    text = (
        "realpolitik: 1\ncase: c\ntitle: c\nfactors: {f: {asks: What?, values: {a: 50%, b: 50%}}}\n"
        "explanations: {x: {says: f == a}, y: {says: f == b}}\nevidence:\n"
        "  - {id: rare, seen: seen, likelihood: {f: {a: 2%, b: 0.1%}}}\n"
        "  - {id: words, seen: seen, likelihood: {f: {a: unlikely, b: very unlikely}}}\n"
        "  - {id: gone, seen: absent, likelihood: {f: {a: 5%, b: 60%}}}\n"
        "  - {id: later, seen: not yet, likelihood: {f: {a: 5%, b: 60%}}}\n"
    )
    rows = {row.id: [cell[0] for cell in row.marks] for row in matrix_of(load_text(text)).rows}
    assert rows == {"rare": ["CC", "II"], "words": ["I", "II"], "gone": ["CC", "I"]}
    with pytest.raises(BadInput, match="names no explanation"):
        matrix_of(load_text("realpolitik: 1\ncase: c\ntitle: c\nfactors: {f: {asks: So?, prior: 50%}}\n"))
