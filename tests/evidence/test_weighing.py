"""What ``weigh`` gives beyond numbers that the oracle checks: draws, roles, JSON, the command."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from realpolitik.case.loading import load_text
from realpolitik.case.worlds import Worlds
from realpolitik.errors import BadInput
from realpolitik.evidence.model import EvidenceModel, drawn_models, posterior_draws
from realpolitik.evidence.numbers import Numbers
from realpolitik.evidence.weighing import weigh

TEXT = """realpolitik: 1
case: weighed
title: A case with everything that is weighed
something_else: 5-15%
sources:
  paper: {title: A paper, grade: C}
  wire: {title: A wire, reliable: 90-99%, deceptive: 0%}
  echo: {title: An echo, grade: D, repeats: [wire]}
  twin_a: {title: A twin, grade: C, repeats: [twin_b]}
  twin_b: {title: The other twin, grade: C, repeats: [twin_a]}
factors:
  deal: {asks: Is there a deal?, prior: 20-40%}
  order:
    asks: Who gave the order?
    values: {top: 20-40%, middle: 30%, nobody: 40%}
    given:
      - {if: deal, top: 50-70%, middle: 30%, nobody: 10%}
explanations:
  plot: {says: deal and order == top}
  any_order: order in [top, middle]
  ordered: {says: order != nobody}
  accident: {says: order == nobody}
evidence:
  - {id: raid, what: A raid, seen: 2025-06-01, source: [paper p1, paper p4, wire, echo], credibility: 2,
     said_anyway: 20-30%, likelihood: {order: {top: very likely, middle: likely, nobody: unlikely}}}
  - {id: quiet, what: No alert, seen: absent, source: twin_a, likelihood: {deal: {yes: 30%, no: 60-70%}}}
  - {id: both_twins, what: They agree, seen: 2025-06-01, source: [twin_a, twin_b],
     likelihood: {deal: {yes: 60%, no: 40%}}}
  - {id: again, copy_of: raid, source: echo}
  - {id: colour, what: Background, seen: 2025-06-01, source: paper p2}
  - {id: report, what: The report comes out, seen: not yet, source: wire, likelihood: [{if: deal, p: 30%}, {else: 60%}]}
  - {id: rumour, what: A rumour, seen: not yet, likelihood: [{if: deal, p: 50%}, {else: 51%}]}
"""


@pytest.fixture(scope="module")
def case():
    return load_text(TEXT)


def test_roles_and_reports(case) -> None:
    result = weigh(case, draws=0)
    roles = {name: item.role for name, item in result.items.items()}
    assert roles == {
        "raid": "weighed",
        "quiet": "weighed",
        "both_twins": "weighed",
        "again": "copy",
        "colour": "context",
        "report": "not yet seen",
        "rumour": "not yet seen",
    }
    assert result.items["raid"].sources == ("paper", "wire")
    assert result.items["raid"].copying == ("echo",)
    assert result.items["both_twins"].sources == ("twin_a",)  # of two that repeat each other the first counts
    assert result.sources["paper"].items == ("raid",)
    assert result.sources["echo"].items == ()
    assert [i.id for i in result.indicators] == ["report", "rumour"]
    assert result.indicators[0].bits > result.indicators[1].bits > 0.0


@pytest.mark.parametrize(
    ("cited", "counts"),
    [
        ("[a, b, c]", ("a",)),
        ("[c, b, a]", ("a",)),
        ("[c, b]", ("b",)),
        ("[c, a]", ("a",)),  # c repeats b, which repeats a
        ("[c]", ("c",)),
        ("[x, y, z]", ("x",)),  # a circle: the first named counts
        ("[z, x]", ("z",)),
        ("[y, c]", ("y", "c")),
    ],
)
def test_repeated_reports_do_not_count(cited: str, counts: tuple[str, ...]) -> None:
    repeats = {"a": "", "b": "a", "c": "b", "x": "y", "y": "z", "z": "x"}
    sources = "".join(f"  {s}: {{title: {s}, grade: C, repeats: [{r}]}}\n" for s, r in repeats.items())
    text = f"realpolitik: 1\ncase: echo\ntitle: Echoes\nsources:\n{sources}factors: {{h: {{asks: So?, prior: 40%}}}}\n"
    text += (
        f"evidence: [{{id: e, what: A, seen: 2025-06-01, source: {cited}, likelihood: {{h: {{yes: 90%, no: 20%}}}}}}]\n"
    )
    assert weigh(load_text(text), draws=0).items["e"].sources == counts


def test_containers_do_not_lead(case) -> None:
    result = weigh(case, draws=0)
    e = result.explanations
    assert e["plot"].implies == ("any_order", "ordered")
    assert e["any_order"].implied_by == ("plot", "ordered")
    assert e["ordered"].posterior == pytest.approx(e["any_order"].posterior, abs=1e-15)
    assert e["ordered"].posterior > max(e["plot"].posterior, e["accident"].posterior)
    assert result.leading in ("plot", "accident")
    assert [name for name, x in e.items() if x.leading] == [result.leading]


def test_taking_items_out(case) -> None:
    without = frozenset({"raid", "quiet"})
    less = TEXT.replace("what: A raid, seen: 2025-06-01", "what: A raid, seen: not yet")
    less = less.replace("seen: absent, source: twin_a", "seen: not yet, source: twin_a")
    less = less.replace("  - {id: again, copy_of: raid, source: echo}\n", "")
    expected = EvidenceModel.of(load_text(less)).posterior
    assert EvidenceModel.of(case, without=without).posterior == pytest.approx(expected, abs=1e-15)
    result = weigh(case, draws=0, without=without)
    assert result.items["raid"].role == "taken out"
    assert result.explanations["plot"].posterior == pytest.approx(
        float(expected @ Worlds.of(case).holds(case.explanations["plot"].says)), abs=1e-15
    )
    with pytest.raises(BadInput, match="no item of evidence nonsense"):
        EvidenceModel.of(case, without=frozenset({"nonsense"}))


def test_moves_count_as_evidence(case) -> None:
    moves = np.log(np.linspace(0.1, 0.9, Worlds.of(case).size))
    model = EvidenceModel.of(case)
    expected = model.posterior * np.exp(moves)
    expected /= expected.sum()
    result = weigh(case, draws=40, moves=moves)
    assert result.something_else.posterior == pytest.approx(expected[-1], abs=1e-14)
    plain = weigh(case, draws=40)
    assert result.explanations["plot"].interval != plain.explanations["plot"].interval
    assert result.explanations["plot"].prior == plain.explanations["plot"].prior


def test_draws_stay_within_their_ranges_and_sum_to_one(case) -> None:
    model = EvidenceModel.of(case, numbers=Numbers(500, 3))
    assert model.prior.shape == (500, 7)
    assert np.allclose(model.prior.sum(axis=1), 1.0, rtol=0, atol=1e-12)
    assert ((model.prior[:, -1] >= 0.05) & (model.prior[:, -1] <= 0.15)).all()
    deal = model.prior[:, :3].sum(axis=1) / (1.0 - model.prior[:, -1])
    assert 0.2 <= deal.min() < 0.21
    assert 0.39 < deal.max() <= 0.4
    wire = model.shares[:, 1]
    assert ((wire[:, 0] >= 0.9) & (wire[:, 0] <= 0.99)).all()
    assert np.allclose(model.shares.sum(axis=-1), 1.0, rtol=0, atol=1e-12)
    raid = model.items[0]
    assert ((raid.cells[:, 0] >= 0.8) & (raid.cells[:, 0] <= 0.95)).all()
    assert np.array_equal(raid.cells[:, -1], raid.said_anyway)
    columns = np.stack([deal, model.prior[:, -1], wire[:, 0], raid.cells[:, 0], raid.said_anyway])
    off = np.corrcoef(columns)[~np.eye(5, dtype=bool)]
    assert np.abs(off).max() < 0.15  # every range is drawn by itself


def test_every_draw_is_a_central_run_of_its_numbers(case) -> None:
    drawn = EvidenceModel.of(case, numbers=Numbers(6, 8))
    for d in range(6):
        items = tuple(
            type(i)(i.name, i.branch, i.cells[d], i.said_anyway[d], i.credibility, i.sources, i.absent)
            for i in drawn.items
        )
        one = EvidenceModel(drawn.prior[d], items, (), drawn.sources, drawn.shares[d])
        assert np.allclose(one.posterior, drawn.posterior[d], rtol=0, atol=1e-14)


def test_draws_do_not_depend_on_how_they_are_computed(case, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = posterior_draws(case, 50, 4)
    assert whole.shape == (50, 7)
    assert np.array_equal(whole, posterior_draws(case, 50, 4))
    assert not np.array_equal(whole, posterior_draws(case, 50, 5))
    monkeypatch.setattr("realpolitik.evidence.model.DRAWN_AT_ONCE", 7 * 8)
    assert len(list(drawn_models(case, 50, 4))) == 7
    assert np.array_equal(whole, posterior_draws(case, 50, 4))
    monkeypatch.setattr("realpolitik.evidence.likelihood.CHUNK", 5)
    assert np.allclose(whole, posterior_draws(case, 50, 4), rtol=0, atol=1e-14)
    kept = EvidenceModel.of(case, numbers=Numbers(50, 4), without=frozenset({"raid"}))
    everything = EvidenceModel.of(case, numbers=Numbers(50, 4))
    assert np.array_equal(kept.items[0].cells, everything.items[1].cells)


def test_interval_is_the_middle_ninety_per_cent_of_the_draws(case) -> None:
    weights = posterior_draws(case, 300, 2) @ Worlds.of(case).holds(case.explanations["plot"].says)
    interval = weigh(case, draws=300, seed=2).explanations["plot"].interval
    assert interval == pytest.approx(tuple(np.percentile(weights, [5, 95])), abs=1e-15)
    assert weigh(case, draws=0).explanations["plot"].interval is None


def test_equal_priors(case) -> None:
    even = TEXT.replace("prior: 20-40%", "prior: 50%")
    even = even.replace("{top: 20-40%, middle: 30%, nobody: 40%}", "{top: 1/3, middle: 1/3, nobody: 1/3}")
    even = even.replace(
        "{if: deal, top: 50-70%, middle: 30%, nobody: 10%}", "{if: deal, top: 1/3, middle: 1/3, nobody: 1/3}"
    )
    even = even.replace("1/3", repr(1 / 3))
    expected = weigh(load_text(even), draws=0)
    found = weigh(case, draws=0).equal_priors
    assert found.leading == expected.leading
    assert found.explanations == pytest.approx({n: e.posterior for n, e in expected.explanations.items()}, abs=1e-12)


def test_impossible_evidence_is_said(case) -> None:
    text = TEXT.replace("{yes: 60%, no: 40%}", "{yes: 0%, no: 0%}")
    text = text.replace("source: [twin_a, twin_b],", "said_anyway: 0%,")
    with pytest.raises(BadInput, match=r"rules out every world.*both_twins"):
        weigh(load_text(text))
    with pytest.raises(BadInput, match="draws"):
        weigh(case, draws=-1)


def test_json_is_valid_also_where_numbers_are_undefined(case) -> None:
    text = TEXT.replace("deal: {asks: Is there a deal?, prior: 20-40%}", "deal: {asks: Is there a deal?, prior: 0%}")
    out = json.loads(json.dumps(weigh(load_text(text), draws=20).as_json(), allow_nan=False))
    assert out["explanations"]["plot"]["bayes_factor"] is None
    assert out["items"]["raid"]["likelihood_ratio"]["plot"] is None
    assert set(out["explanations"]["plot"]) >= {"prior", "posterior", "bayes_factor", "interval"}
    assert set(out["something_else"]) == {"prior", "posterior"} == set(out["none_named"])
    assert out["factors"]["deal"]["yes"] == 0.0


def test_a_case_without_explanations_or_evidence_is_weighed() -> None:
    head = "realpolitik: 1\ncase: small\ntitle: Small\n"
    result = weigh(load_text(head + "factors: {h: {asks: Is it so?, prior: 40%}}\n"))
    assert result.leading is None
    assert result.factors["h"] == pytest.approx({"yes": 0.36, "no": 0.54})
    assert result.none_named.prior == pytest.approx(0.9)


@pytest.mark.parametrize("form", ["text", "json"])
def test_command(form: str, tmp_path: Path) -> None:
    from realpolitik.cli.main import app

    path = tmp_path / "case.yaml"
    path.write_text(TEXT, encoding="utf-8")
    out = tmp_path / "out"
    arguments = ["weigh", str(path), "--format", form, "--draws", "50", "--seed", "3"]
    printed = CliRunner().invoke(app(), arguments)
    assert printed.exit_code == 0, printed.output
    again = CliRunner().invoke(app(), [*arguments, "-o", str(out)])
    assert again.exit_code == 0
    assert again.output == ""
    assert sorted(p.name for p in tmp_path.iterdir()) == ["case.yaml", "out"]
    if form == "json":
        assert out.read_text(encoding="utf-8") == printed.output
        assert json.loads(printed.output)["explanations"]["plot"]["prior"] == pytest.approx(0.9 * 0.3 * 0.6)
    else:
        assert "Leading explanation" in printed.output
        assert "again" in out.read_text(encoding="utf-8")
    nowhere = CliRunner().invoke(app(), [*arguments, "-o", str(tmp_path / "no" / "out")])
    assert nowhere.exit_code == 2
