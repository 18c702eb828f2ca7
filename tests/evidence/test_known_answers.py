"""Known answers: published networks, published odds, exact arithmetic."""

from __future__ import annotations

import json
from itertools import product
from pathlib import Path

import numpy as np
import pytest

from realpolitik.case.loading import load_text
from realpolitik.evidence.information import information_bits
from realpolitik.evidence.model import EvidenceModel
from realpolitik.evidence.weighing import weigh

GOLDEN = json.loads((Path(__file__).parent / "golden" / "evidence_cases.json").read_text())["cases"]
HEAD = "realpolitik: 1\ncase: known\ntitle: A known answer\nsomething_else: 0%\n"


def network_text(golden: dict, observed: dict[str, str]) -> str:
    """A Bayesian network as a case: its variables are factors; what was observed is an item nobody doubts."""
    tables = golden["cpts"]
    order: list[str] = []
    while len(order) < len(tables):
        order += [v for v, t in tables.items() if v not in order and set(t["variables"][1:]) <= set(order)]
    lines = [HEAD + "sources:\n  witness: {title: A sure witness, reliable: 100%, deceptive: 0%}\nfactors:"]
    for v in order:
        states, parents = tables[v]["states"], tables[v]["variables"][1:]
        values = np.array(tables[v]["values_first_axis_is_the_variable"])
        even = ", ".join(f"{s}_: {1 / len(states[v])!r}" for s in states[v])
        first = even if parents else ", ".join(f"{s}_: {p!r}" for s, p in zip(states[v], values.tolist(), strict=True))
        lines += [f"  {v}:", f"    asks: What about {v}?", f"    values: {{{first}}}"]
        if parents:
            lines.append("    given:")
        for row in product(*(range(len(states[p])) for p in parents)) if parents else ():
            met = " and ".join(f"{p} == {states[p][k]}_" for p, k in zip(parents, row, strict=True))
            cells = ", ".join(f"{s}_: {p!r}" for s, p in zip(states[v], values[:, *row].tolist(), strict=True))
            lines.append(f'      - {{if: "{met}", {cells}}}')
    lines.append("evidence:")
    for v, value in observed.items():
        lines += [
            f"  - id: saw_{v}",
            f"    what: {v} is {value}",
            "    seen: 2025-06-01",
            "    source: witness",
            "    likelihood:",
        ]
        lines.append(f'      - {{if: "{v} == {value}_", p: 100%}}')
        lines.append("      - {else: 0%}")
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("name", ["bn_asia", "bn_cancer"])
def test_published_networks(name: str) -> None:
    golden = GOLDEN[name]
    case = load_text(network_text(golden, golden["evidence"]))
    factors = weigh(case, draws=0).factors
    for variable, expected in golden["expected"]["posterior"].items():
        for value, p in expected.items():
            assert factors[variable][f"{value}_"] == pytest.approx(p, abs=golden["tolerance"])
    model = EvidenceModel.of(case)
    assert model.prior @ np.exp(model.log_likelihood) == pytest.approx(golden["expected"]["P_evidence"], abs=1e-15)


def test_burglary_network() -> None:
    """Russell and Norvig, Artificial Intelligence, ch. 14: J and M call; was it a burglar?"""
    golden = GOLDEN["burglary_russell_norvig"]
    text = HEAD + (
        "sources:\n"
        "  john: {title: John calls, reliable: 100%, deceptive: 0%}\n"
        "  mary: {title: Mary calls, reliable: 100%, deceptive: 0%}\n"
        "factors:\n"
        "  burglary: {asks: Is there a burglar?, prior: 0.1%}\n"
        "  earthquake: {asks: Is there an earthquake?, prior: 0.2%}\n"
        "  alarm:\n"
        "    asks: Does the alarm ring?\n"
        "    prior: 50%\n"
        "    given:\n"
        "      - {if: burglary and earthquake, p: 95%}\n"
        "      - {if: burglary, p: 94%}\n"
        "      - {if: earthquake, p: 29%}\n"
        "      - {else: 0.1%}\n"
        "explanations:\n"
        "  burglar: {says: burglary}\n"
        "evidence:\n"
        "  - {id: j, what: John calls, seen: 2025-06-01, source: john, likelihood: {alarm: {yes: 90%, no: 5%}}}\n"
        "  - {id: m, what: Mary calls, seen: 2025-06-01, source: mary, likelihood: {alarm: {yes: 70%, no: 1%}}}\n"
    )
    posterior = weigh(load_text(text), draws=0).explanations["burglar"].posterior
    assert posterior == pytest.approx(golden["expected"]["P(B|j,m)"], abs=1e-9)
    assert posterior == pytest.approx(0.2841718, abs=1e-7)


def shared_source(reports: int, sources: int = 1) -> str:
    lines = [HEAD + "sources:"]
    lines += [f"  s{k}: {{title: Source {k}, reliable: 60%, deceptive: 10%}}" for k in range(sources)]
    lines += ["factors:", "  h: {asks: Is it so?, prior: 50%}", "explanations:", "  so: {says: h}", "evidence:"]
    for k in range(reports):
        lines.append(
            f"  - {{id: e{k}, what: Report {k}, seen: 2025-06-01, source: s{k % sources}, said_anyway: 50%, "
            "likelihood: {h: {yes: 90%, no: 10%}}}"
        )
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize(("reports", "together", "apart"), [(1, 0.7, 0.7), (3, 0.8106, 0.9270), (10, 0.8563, 0.99979)])
def test_reports_of_one_source_count_less_than_as_many_sources(reports: int, together: float, apart: float) -> None:
    golden = GOLDEN[f"shared_source_{reports}_reports"]["expected"]
    one = weigh(load_text(shared_source(reports)), draws=0)
    assert one.explanations["so"].posterior == pytest.approx(golden["posterior_H1_one_shared_source"], abs=1e-9)
    assert one.explanations["so"].posterior == pytest.approx(together, abs=5e-5)
    assert one.sources["s0"].posterior == pytest.approx(golden["source_state_posterior"], abs=1e-9)
    many = weigh(load_text(shared_source(reports, reports)), draws=0).explanations["so"].posterior
    assert many == pytest.approx(golden["posterior_H1_wrongly_independent"], abs=1e-9)
    assert many == pytest.approx(apart, abs=5e-5)


def test_information_of_a_sure_observation() -> None:
    text = HEAD + (
        "sources:\n  sure: {title: A sure source, reliable: 100%, deceptive: 0%}\n"
        "factors:\n  h: {asks: Is it so?, prior: 50%}\n"
        "explanations:\n  so: {says: h}\n"
        "evidence:\n"
        "  - {id: z, what: Not yet, seen: not yet, source: sure, likelihood: {h: {yes: 90%, no: 20%}}}\n"
    )
    (indicator,) = weigh(load_text(text), draws=0).indicators
    exact = 1.0 + 0.45 * np.log2(0.45 / 0.55) + 0.1 * np.log2(0.1 / 0.55)
    exact += 0.05 * np.log2(0.05 / 0.45) + 0.4 * np.log2(0.4 / 0.45)
    assert indicator.bits == pytest.approx(exact, abs=1e-12)
    assert indicator.bits == pytest.approx(0.39731, abs=5e-6)
    assert indicator.probability == pytest.approx(0.55, abs=1e-12)
    assert indicator.if_seen["so"] == pytest.approx(0.9 / 1.1, abs=1e-12)
    assert indicator.if_not["so"] == pytest.approx(0.1 / 0.9, abs=1e-12)
    weighed = weigh(load_text(text.replace("seen: not yet", "seen: 2025-06-01")), draws=0).items["z"]
    assert weighed.bits == pytest.approx(exact, abs=1e-12)
    assert weighed.likelihood_ratio["so"] == pytest.approx(4.5, abs=1e-12)


def test_value_of_information() -> None:
    golden = GOLDEN["voi_mutual_information"]
    expected = golden["expected"]
    prior = np.array([*golden["prior"], 0.0])
    seen = np.array([*golden["P_item_true"], 0.5])
    codes = np.array([0, 1, 2, 3])
    assert information_bits(prior, seen, codes) == pytest.approx(expected["MI_bits"], abs=1e-12)
    assert information_bits(prior, np.ones(4), codes) == 0.0
    values = ", ".join(f"v{k}: {p}" for k, p in enumerate(golden["prior"]))
    table = ", ".join(f"v{k}: {p}" for k, p in enumerate(golden["P_item_true"]))
    text = HEAD + (
        f"factors:\n  h: {{asks: Which?, values: {{{values}}}}}\n"
        'explanations:\n  a: {says: "h == v0"}\n  b: {says: "h == v1"}\n  c: {says: "h == v2"}\n'
        f"evidence:\n  - {{id: z, what: Not yet, seen: not yet, likelihood: {{h: {{{table}}}}}}}\n"
    )
    (indicator,) = weigh(load_text(text), draws=0).indicators
    assert indicator.bits == pytest.approx(expected["MI_bits"], abs=1e-12)
    assert indicator.probability == pytest.approx(expected["P_item"], abs=1e-12)
    assert list(indicator.if_seen.values()) == pytest.approx(expected["posterior_if_true"], abs=1e-12)
    assert list(indicator.if_not.values()) == pytest.approx(expected["posterior_if_false"], abs=1e-12)


def test_disease_test() -> None:
    """OpenMarkov's tutorial: the positive test is seen, the negative one is looked for and absent."""
    expected = GOLDEN["openmarkov_disease_test"]["expected"]
    text = HEAD + (
        "factors:\n  ill: {asks: Is the patient ill?, prior: 8%}\n"
        "evidence:\n  - {id: positive, what: The test is positive, seen: SEEN, likelihood: {ill: {yes: 75%, no: 4%}}}\n"
    )
    ill = weigh(load_text(text.replace("SEEN", "2025-06-01")), draws=0).factors["ill"]
    assert ill["yes"] == pytest.approx(expected["PPV"], abs=1e-12)
    ill = weigh(load_text(text.replace("SEEN", "absent")), draws=0).factors["ill"]
    assert ill["no"] == pytest.approx(expected["NPV"], abs=1e-12)


def test_the_framing_of_the_alternatives_decides() -> None:
    """Fenton et al. on R v Sally Clark: the same evidence, three sets of alternatives."""
    golden = GOLDEN["sally_clark_fenton_2014"]
    sids, both, one = golden["prior_weights"]

    def posterior(weights: dict[str, float]) -> dict[str, float]:
        total = sum(weights.values())
        values = ", ".join(f"{k}: {w / total!r}" for k, w in weights.items())
        cells = ", ".join(f"{k}: {'10%' if k == 'sids' else '50%'}" for k in weights)
        text = f"{HEAD}factors:\n  cause: {{asks: What happened?, values: {{{values}}}}}\n"
        text += f"evidence:\n  - {{id: medical, what: A, seen: 2025-06-01, likelihood: {{cause: {{{cells}}}}}}}\n"
        return weigh(load_text(text), draws=0).factors["cause"]

    expected = golden["expected"]
    defence = posterior({"sids": sids, "both": both})["sids"]
    assert defence == pytest.approx(expected["P(defence) vs double murder only"], abs=1e-12)
    defence = posterior({"sids": sids, "murder": both + one})["sids"]
    assert defence == pytest.approx(expected["P(defence) vs at least one murder"], abs=1e-12)
    three = list(posterior({"sids": sids, "both": both, "one": one}).values())
    assert three == pytest.approx(expected["three_way_posterior_LR5_on_both_murder_hyps"], abs=1e-12)


@pytest.mark.parametrize("copies", [1, 5, 50])
def test_copies_change_nothing(copies: int) -> None:
    assert "unchanged" in GOLDEN["duplicate_invariance"]["rule"]
    text = shared_source(3, 2)
    again = text + "".join(f"  - {{id: copy{k}, copy_of: e1, source: s{k % 2}}}\n" for k in range(copies))
    first, then = (weigh(load_text(t), draws=50) for t in (text, again))
    assert then.explanations == first.explanations
    assert then.sources == first.sources
    assert then.items["copy0"].role == "copy"
    assert then.items["copy0"].likelihood_ratio == {"so": 1.0}
    assert then.items["copy0"].bits == 0.0
