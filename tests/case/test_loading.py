"""A whole case: the sketch of the language, its shorthands, and what the loader keeps."""

from __future__ import annotations

import datetime
import hashlib
import subprocess
import sys
from pathlib import Path

import pytest

from pace import paced
from realpolitik.case.case import Case
from realpolitik.case.loading import load, load_text
from realpolitik.case.worlds import Worlds
from realpolitik.errors import BadInput, CaseFaults

SKETCH = Path(__file__).parent / "data" / "sketch.yaml"
HEAD = "case: x\ntitle: y\nas_of: 2025-07-02\n"
FACTORS = """\
factors:
  deal: {asks: A deal?, prior: 30%}
  kind: {asks: What kind?, values: {low: 20%, mid: 30%, high: 50%}}
"""


@pytest.fixture(scope="module")
def sketch() -> Case:
    """Every construct of the language once."""
    return load(SKETCH)


def test_the_sketch_loads(sketch: Case) -> None:
    assert sketch.case == "syunik-2025"
    assert sketch.as_of == datetime.date(2025, 7, 2)
    assert list(sketch.factors["us_deal"].values) == ["yes", "no"]
    assert [b.if_ and b.if_.mentions() for b in sketch.factors["impulse"].given] == [{"us_deal"}, None]
    assert sketch.explanations["powerplay"].says.mentions() == {"us_deal", "impulse"}
    assert str(sketch.explanations["powerplay"].source[0]) == "korybko p22"
    assert sketch.actors["armenia"].options["road"].values == ("closed", "under_russia", "without_russia")
    assert sketch.actors["azerbaijan"].options["block_nstc"].text == "Close its branch of the North-South corridor"
    assert sketch.actors["azerbaijan"].options["escalate"].now == "yes"
    assert sketch.actors["azerbaijan"].prefers[3].that.mentions() == {"azerbaijan.escalate"}
    assert sketch.nature["kazakh_pivot"].now == "low"
    assert sketch.nature["pashinyan_falls"].rate[0].p.value == pytest.approx(0.00878, abs=1e-5)
    assert sketch.questions[0].happens.first.mentions() == {"armenia.road", "azerbaijan.invade"}
    (question,) = sketch.questions
    assert question.base_rate is not None
    assert question.base_rate.per == 12
    assert question.resolved is not None
    assert question.resolved.as_ == "yes"
    assert [item.seen for item in sketch.evidence] == ["seen", "absent", "seen", "not yet"]
    assert [b.if_.text for b in sketch.evidence[0].likelihood if b.if_] == [
        "impulse == ordered", "impulse == implied", "impulse == own_accord"]  # fmt: skip
    assert {a: p.value for a, p in sketch.events[0].by.items()} == {"azerbaijan": 1.0}
    assert [f.assignment() for f in sketch.events[1].does] == [("officials.detain", "yes")]


def test_every_formula_is_bound(sketch: Case) -> None:
    from realpolitik.case.names import standings

    found = [standing.formula for standing in standings(sketch)]
    assert len(found) > 30
    assert all(formula.is_bound for formula in found)


def test_the_sketch_as_json_says_what_the_file_says(sketch: Case) -> None:
    dumped = sketch.model_dump(mode="json", by_alias=True)
    assert dumped["rules"][1]["for"] == "armenia.road == without_russia"
    assert dumped["questions"][0]["resolved"]["as"] == "yes"
    assert dumped["something_else"]["written"] == "10%"


def test_what_the_loader_keeps(sketch: Case) -> None:
    assert sketch.sha256 == hashlib.sha256(SKETCH.read_bytes()).hexdigest()
    asked = [("no-source", "warning"), ("option-unmentioned", "warning"), ("actor-without-wishes", "warning")]
    assert [(f.slug, f.severity) for f in sketch.warnings] == [*asked, ("now-from-events", "note")]
    assert sketch.actors["officials"].options["detain"].now == "yes"
    unused = " ".join(sketch.not_used())
    for place in ("thinks", "does_not_see", "attitudes", "road_control", "events[1].by"):
        assert place in unused
    for used in ("serves", "said", "resolved", "advice"):
        assert used not in unused
    assert sketch.counts()["states"] == 2**11 * 9


def test_a_notebook_shows_a_case_escaped() -> None:
    case = load_text("case: x\ntitle: <script>alert(1)</script>\n" + FACTORS)
    shown = case._repr_html_()
    assert "<script" not in shown
    assert "&lt;script&gt;" in shown
    assert "<td>factors</td><td style='text-align:right'>2</td>" in shown


def test_rules_turn_into_what_they_forbid(sketch: Case) -> None:
    forbidden = sketch.rules[1].forbidden()
    state = {"armenia.road": "without_russia", "armenia.sign": "no"}
    assert forbidden.truth(state)
    assert not forbidden.truth({**state, "armenia.sign": "yes"})
    assert not forbidden.truth({**state, "armenia.road": "closed"})


def load_item(likelihood: str) -> Case:
    """A case with one item."""
    return load_text(
        HEAD + FACTORS + "evidence:\n  - id: e\n    what: W\n    seen: not yet\n    likelihood: " + likelihood
    )


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("{deal: {yes: 30%, no: 60%}}", "[{if: deal == yes, p: 30%}, {if: deal == no, p: 60%}]"),
        ("{deal: {yes: 30%, else: 60%}}", "[{if: deal == yes, p: 30%}, {else: 60%}]"),
        ("{deal: {true: 30%, false: 60%}}", "[{if: deal, p: 30%}, {if: not deal, p: 60%}]"),
        ("30%", "[{else: 30%}]"),
        ("[30%, 40%]", "[{else: 30-40%}]"),
        ("{value: 30%, because: so}", "[{else: {value: 30%, because: so}}]"),
        ("{kind: {mid: likely, else: {value: 60%, because: so}}}",
         "[{if: kind == mid, p: likely}, {else: {value: 60%, because: so}}]"),
    ],
)  # fmt: skip
def test_shorthands_of_likelihoods(short: str, long: str) -> None:
    def meaning(case: Case) -> list[object]:
        return [(b.if_ and b.if_.tree, b.p.value, b.p.low, b.p.high, b.p.because) for b in case.evidence[0].likelihood]

    assert meaning(load_item(short)) == meaning(load_item(long))


def given_of(text: str) -> list[dict[str, float]]:
    """The distributions of a factor's ``given``."""
    case = load_text(HEAD + FACTORS + f"  f:\n    asks: F\n    {text}\n")
    return [{v: round(p.value, 9) for v, p in branch.values.items()} for branch in case.factors["f"].given]


def test_shorthands_of_given() -> None:
    assert given_of("prior: 30%\n    given: [{if: deal, p: 40%}, {else: 5%}]") == [
        {"yes": 0.4, "no": 0.6}, {"yes": 0.05, "no": 0.95}]  # fmt: skip
    assert given_of("prior: 30%\n    given: [{if: deal, yes: 40%}, {else: {yes: 5%, no: 95%}}]") == [
        {"yes": 0.4, "no": 0.6}, {"yes": 0.05, "no": 0.95}]  # fmt: skip
    assert given_of("prior: 30%\n    given: {kind: {low: 1%, else: 2%}}") == [
        {"yes": 0.01, "no": 0.99}, {"yes": 0.02, "no": 0.98}]  # fmt: skip
    assert given_of("values: {a: 30%, b: 70%}\n    given: [{if: deal, a: 40%, b: 60%}]") == [{"a": 0.4, "b": 0.6}]
    assert given_of("values: {a: 30%, b: 70%}\n    given: [{if: deal, values: {a: 40%, b: 60%}}]") == [
        {"a": 0.4, "b": 0.6}]  # fmt: skip


def test_shares_of_words_are_fitted_and_numbers_are_rounded() -> None:
    case = load_text(HEAD + "factors: {f: {asks: F, values: {a: 33.3%, b: 33.3%, c: 33.3%}}}\n")
    assert sum(p.value for p in case.factors["f"].values.values()) == pytest.approx(1, abs=1e-15)
    assert "shares-fitted" not in {f.slug for f in case.warnings}
    case = load_text(HEAD + "factors: {f: {asks: F, values: {a: likely, b: unlikely, c: 2%}}}\n")
    assert sum(p.value for p in case.factors["f"].values.values()) == pytest.approx(1, abs=1e-15)
    assert all(p.low <= p.value <= p.high for p in case.factors["f"].values.values())


def test_yes_and_no_are_words_and_norway_is_a_country() -> None:
    case = load_text("case: x\ntitle: NO\nactors: {no_way: {name: NO, options: {go: {now: true, public: no}}}}\n")
    option = case.actors["no_way"].options["go"]
    assert (case.title, option.now, option.public) == ("NO", "yes", False)


def test_other_scripts_and_forms_of_accents() -> None:
    armenia = "\u0410\u0440\u043c\u0435\u043d\u0438\u044f"
    case = load_text(f"{HEAD}actors:\n  {armenia}:\n    options: {{\u00e9tat: Go}}\n    prefers: [e\u0301tat]\n")
    (wish,) = case.actors[armenia].prefers
    assert wish.that.mentions() == {f"{armenia}.\u00e9tat"}


def test_utility_takes_formulas_as_keys() -> None:
    case = load_text("case: x\ntitle: y\nactors: {a: {options: {go: Go}, utility: {go: 3, not go: -1.5}}}\n")
    (go, weight), (no_go, other) = case.actors["a"].utility.items()
    assert (go.assignment(), weight, no_go.assignment(), other) == (("a.go", "yes"), 3, ("a.go", "no"), -1.5)
    assert case.actors["a"].utility[go] == 3


@pytest.mark.parametrize(
    ("text", "kind", "first", "second"),
    [
        ("ever a.go", "ever", "a.go", None),
        ("at at least 1 of (a.go, a.stop)", "at", "at least 1 of (a.go, a.stop)", None),
        ("never a.go if a.stop", "never", "a.go if a.stop", None),
        ("a.go before a.stop", "before", "a.go", "a.stop"),
        ("at least 1 of (a.go, a.stop) before a.stop", "before", "at least 1 of (a.go, a.stop)", "a.stop"),
        ("if a.go then a.stop", "if_then", "a.go", "a.stop"),
        ("if a.go by 2025-09-01 then at a.stop", "if_then", "a.go", "a.stop"),
    ],
)
def test_what_a_question_asks(text: str, kind: str, first: str, second: str | None) -> None:
    case = load_text(
        HEAD + "actors: {a: {options: {go: Go, stop: Stop}}}\n"
        f"questions:\n  - id: q\n    asks: Q\n    until: 2026-01-01\n    happens: {text}\n"
    )
    happens = case.questions[0].happens
    assert (happens.kind, happens.first.text, happens.second and happens.second.text) == (kind, first, second)
    assert happens.first.is_bound
    assert happens.written == text
    by_date = "2025-09-01" in text
    assert happens.first_by == (datetime.date(2025, 9, 1) if by_date else None)
    assert happens.second_kind == ("at" if by_date else "ever")


def test_worlds_evaluate_explanations(sketch: Case) -> None:
    truth = Worlds.of(sketch).holds(sketch.explanations["powerplay"].says)
    assert truth.tolist() == [True, True, False, False, False, False, False]


def test_no_file_a_folder_and_an_unreadable_name(tmp_path: Path) -> None:
    for path, words in (
        (tmp_path, "is a folder"),
        (tmp_path / "none.yaml", "no such file"),
        ("a\0b", "cannot be read"),
    ):
        with pytest.raises(BadInput, match=words):
            load(path)


def test_a_byte_order_mark_and_windows_line_ends_do_not_matter(tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    path.write_bytes(b"\xef\xbb\xbfcase: x\r\ntitle: y\r\nactors: {a: {pace: often}}\r\n")
    with pytest.raises(CaseFaults) as caught:
        load(path)
    (fault,) = caught.value.faults
    assert (fault.slug, fault.line, fault.column) == ("bad-pace", 3, 20)


@pytest.mark.parametrize(
    "text",
    ["[" * 3000, "{" * 3000, "a: " * 3000, "- " * 3000, "case: x\ntitle: y\nabout: " + "[" * 3000 + "]" * 3000,
     "? " * 3000, "case: x\ntitle: y\nscenarios: {s: '" + "(" * 3000 + "'}",
     "case: x\ntitle: y\nscenarios: {s: '" + "not " * 3000 + "a'}"],
)  # fmt: skip
def test_nothing_is_too_deep_to_refuse(text: str) -> None:
    with pytest.raises(CaseFaults):
        load_text(text)


def test_a_billion_states_are_refused_at_once() -> None:
    options = ", ".join(f"o{k}: {{values: [{', '.join(f'v{j}' for j in range(1000))}]}}" for k in range(3))
    text = f"case: x\ntitle: y\nactors: {{a: {{options: {{{options}}}}}}}\nrules: [{{never: a.o0 == v1}}]\n"

    def refused() -> CaseFaults:
        with pytest.raises(CaseFaults) as caught:
            load_text(text)
        return caught.value

    found, units = paced(refused)
    assert "1,000,000,000 states" in found.faults[0].message
    assert units < 200


def test_loading_is_light() -> None:
    code = (
        "import sys, realpolitik.case.loading as l; l.load_text('case: x\\ntitle: y');"
        "print([m for m in ('scipy', 'typer', 'rich', 'jinja2', 'numba') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
