"""A case as a Bayesian network: written as BIF, read again, and computed by another program where it is installed."""

from __future__ import annotations

import warnings
from pathlib import Path
from types import ModuleType

import pytest

from realpolitik.case.loading import load_text
from realpolitik.errors import BadInput
from realpolitik.evidence.weighing import weigh
from realpolitik.formats import bif
from realpolitik.formats._network import Network, network_of

from .random_models import case_text, random_model


def engine() -> ModuleType:
    """pyAgrum (the extra ``bn``); it warns while it is imported, and a warning as an error would end the process."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return pytest.importorskip("pyagrum", reason="the extra bn is not installed")


def by_engine(agrum: ModuleType, network: Network, wanted: list[str]) -> dict[str, dict[str, float]]:
    """Posteriors by pyAgrum, tables set through its interface: its own reader of BIF rounds to single precision."""
    net = agrum.BayesNet()
    for v in network.variables:
        net.add(agrum.LabelizedVariable(v.name, v.name, list(v.states)))
    for v in network.variables:
        for parent in v.parents:
            net.addArc(parent, v.name)
    for v in network.variables:
        order = list(net.cpt(v.name).names)  # the variable itself first, then its parents
        turned = v.table.transpose([v.parents.index(p) for p in reversed(order[1:])] + [len(v.parents)])
        net.cpt(v.name).fillWith(turned.reshape(-1).tolist())
    asked = agrum.LazyPropagation(net)
    asked.setEvidence({v.name: v.observed for v in network.variables if v.observed is not None})
    asked.makeInference()
    states = {v.name: v.states for v in network.variables}
    return {w: {s: float(asked.posterior(w)[{w: s}]) for s in states[w]} for w in wanted}


def test_another_engine_agrees_on_random_models() -> None:
    agrum = engine()
    found = 0
    for seed in range(60):
        case = load_text(case_text(random_model(seed)))
        try:
            result = weigh(case, draws=0)
        except BadInput:
            continue
        found += 1
        other = by_engine(agrum, network_of(case), [*result.explanations, "something_else"])
        for name, weight in result.explanations.items():
            assert other[name]["yes"] == pytest.approx(weight.posterior, abs=1e-12)
        assert other["something_else"]["yes"] == pytest.approx(result.something_else.posterior, abs=1e-12)
    assert found >= 40


def test_another_engine_agrees_where_the_worlds_are_too_many_to_list() -> None:
    agrum = engine()
    text = "realpolitik: 1\ncase: c\ntitle: c\nsources: {s: {title: S, grade: C}, t: {title: T, grade: B}}\nfactors:\n"
    text += "  f0: {asks: So?, prior: 30%}\n"
    for k in range(1, 20):
        text += f"  f{k}: {{asks: So?, prior: 50%, given: [{{if: f{k - 1}, p: 80%}}, {{else: 10%}}]}}\n"
    text += "explanations: {x: {says: f0 and f19}}\nevidence:\n"
    for k in range(20):
        text += (
            f"  - {{id: e{k}, seen: 2025-06-01, source: {'st'[k % 2]}, likelihood: {{f{k}: {{yes: 70%, no: 20%}}}}}}\n"
        )
    case = load_text(text)
    result = weigh(case, draws=0)
    other = by_engine(agrum, network_of(case), ["x", "source_s"])
    assert other["x"]["yes"] == pytest.approx(result.explanations["x"].posterior, abs=1e-12)
    assert list(other["source_s"].values()) == pytest.approx(list(result.sources["s"].posterior), abs=1e-12)


def test_another_reader_reads_what_is_written(tmp_path: Path) -> None:
    agrum = engine()
    network = network_of(load_text(case_text(random_model(3))))
    path = tmp_path / "network.bif"
    path.write_text(bif.text_of(network), encoding="utf-8")
    read = agrum.loadBN(str(path))
    assert set(read.names()) == {v.name for v in network.variables}
    for v in network.variables:
        assert read.cpt(v.name).toarray().sum() == pytest.approx(v.table.sum(), abs=1e-6)


def test_a_case_goes_out_and_comes_back() -> None:
    found = 0
    for seed in range(24):
        case = load_text(case_text(random_model(seed)))
        text = bif.write(case)
        assert bif.text_of(bif.parse(text)) == text  # every double survives
        try:
            result = weigh(case, draws=0)
        except BadInput:
            continue
        found += 1
        back = weigh(load_text(bif.read(text, "network.bif")), draws=0)
        for name, weight in result.explanations.items():
            assert back.factors[name]["yes"] == pytest.approx(weight.posterior, abs=1e-12)
        for name, source in result.sources.items():
            assert list(back.factors[f"source_{name}"].values()) == pytest.approx(source.posterior, abs=1e-12)
    assert found >= 15
