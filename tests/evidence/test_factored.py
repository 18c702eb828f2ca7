"""Variable elimination gives what listing every world gives, and goes on where the worlds are too many to list."""

from __future__ import annotations

from dataclasses import asdict

import numpy as np
import pytest

from realpolitik.case.loading import load_text
from realpolitik.errors import BadInput
from realpolitik.evidence.factored import FactoredModel
from realpolitik.evidence.weighing import weigh

from .random_models import case_text, random_model

HEAD = "realpolitik: 1\ncase: large\ntitle: Large\n"


def numbers(value: object) -> list[float | str | None]:
    """Every number and name of a result, in order."""
    if isinstance(value, dict):
        return [x for pair in value.items() for one in pair for x in numbers(one)]
    if isinstance(value, list | tuple):
        return [x for one in value for x in numbers(one)]
    return [value]  # type: ignore[list-item]


def same(first: object, second: object, close: float = 1e-9) -> None:
    a, b = numbers(first), numbers(second)
    assert len(a) == len(b)
    for x, y in zip(a, b, strict=True):
        assert x == pytest.approx(y, rel=close, abs=1e-12) if isinstance(x, float) else x == y


@pytest.mark.parametrize("batch", range(4))
def test_every_read_out_of_random_models_is_the_same(batch: int, monkeypatch: pytest.MonkeyPatch) -> None:
    found = 0
    for seed in range(batch, 90, 4):
        case = load_text(case_text(random_model(seed)))
        try:
            listed = weigh(case, draws=7)
        except BadInput:
            continue
        found += 1
        with monkeypatch.context() as patch:
            patch.setattr("realpolitik.evidence.model.MOST_WORLDS", 1)
            same(asdict(listed), asdict(weigh(case, draws=7)))
    assert found >= 15


def counting(factors: int) -> str:
    """Independent factors, each with a report of its own; explanations count how many hold."""
    names = ", ".join(f"f{k}" for k in range(factors))
    text = HEAD + "sources: {s: {title: A source, grade: B}, t: {title: Another, grade: C}}\nfactors:\n"
    text += "".join(f"  f{k}: {{asks: So?, prior: {30 + k}%}}\n" for k in range(factors))
    text += (
        f"explanations:\n  few: {{says: 'not at least 3 of ({names})'}}\n  one: {{says: f0 and not f1}}\nevidence:\n"
    )
    text += "".join(
        f"  - {{id: e{k}, seen: 2025-06-01, source: {'st'[k % 2]}, likelihood: {{f{k}: {{yes: 80%, no: 30%}}}}}}\n"
        for k in range(0, factors, 3)
    )
    return text + "  - {id: z, seen: not yet, source: s, likelihood: {f1: {yes: 70%, no: 20%}}}\n"


def test_explanations_that_speak_of_many_factors(monkeypatch: pytest.MonkeyPatch) -> None:
    case = load_text(counting(12))
    listed = weigh(case, draws=3)
    monkeypatch.setattr("realpolitik.evidence.model.MOST_WORLDS", 1)
    assert FactoredModel.of(case).prior.size == 5  # two explanations, true or not, and something else
    same(asdict(listed), asdict(weigh(case, draws=3)))


def chain(length: int) -> str:
    """A hidden chain: each factor depends on the one before, each is reported by a sure source."""
    text = HEAD + "something_else: 0%\nfactors:\n  f0: {asks: So?, prior: 30%}\n"
    for k in range(1, length):
        text += f"  f{k}: {{asks: So?, prior: 50%, given: [{{if: f{k - 1}, p: 80%}}, {{else: 10%}}]}}\n"
    text += f"explanations: {{start: {{says: f0}}, finish: {{says: f{length - 1}}}}}\nevidence:\n"
    return text + "".join(
        f"  - {{id: e{k}, seen: 2025-06-01, likelihood: {{f{k}: {{yes: {60 + k % 7}%, no: {20 + k % 5}%}}}}}}\n"
        for k in range(length)
    )


@pytest.mark.parametrize("length", [20, 65])
def test_a_chain_is_what_the_forward_and_backward_sums_give(length: int) -> None:
    """Rabiner, "A tutorial on hidden Markov models" (Proc. IEEE 1989), eqs. 19-27."""
    move = np.array([[0.8, 0.2], [0.1, 0.9]])
    seen = np.array([[0.6 + k % 7 / 100, 0.2 + k % 5 / 100] for k in range(length)])
    forward = [np.array([0.3, 0.7]) * seen[0]]
    for k in range(1, length):
        forward.append(forward[-1] @ move * seen[k])
    backward = [np.ones(2)]
    for k in range(length - 1, 0, -1):
        backward.insert(0, move @ (seen[k] * backward[0]))
    exact = np.array(forward) * np.array(backward)
    exact /= exact.sum(axis=1, keepdims=True)
    result = weigh(load_text(chain(length)), draws=0)
    assert list(result.factors["f0"].values()) == pytest.approx(exact[0], abs=1e-12)
    found = np.array([list(values.values()) for values in result.factors.values()])
    assert np.allclose(found, exact, rtol=0, atol=1e-12)
    assert result.explanations["finish"].posterior == pytest.approx(exact[-1, 0], abs=1e-12)


def test_what_hangs_together_in_too_many_ways_is_refused_with_advice() -> None:
    many = range(24)
    factors = "".join(f"  f{k}: {{asks: So?, prior: 40%}}\n" for k in many)
    pairs = "".join(
        f"  - {{id: e{a}_{b}, seen: 2025-06-01, likelihood: [{{if: f{a} and f{b}, p: 60%}}, {{else: 40%}}]}}\n"
        for a in many
        for b in range(a)
    )
    text = f"{HEAD}factors:\n{factors}explanations: {{x: {{says: f0}}}}\nevidence:\n{pairs}"
    with pytest.raises(BadInput, match=r"factors f0, f1, f2.* hang together .*Merge factors") as refusal:
        weigh(load_text(text))
    assert "Nothing was weighed" in str(refusal.value)
    every = " or ".join(f"f{k}" for k in many)
    text = f"{HEAD}factors:\n{factors}explanations: {{x: {{says: {every}}}, y: {{says: f0}}}}\n"
    with pytest.raises(BadInput, match=r"explanation x speaks of 24 factors.*fewer factors"):
        weigh(load_text(text))
    wide = f"{HEAD}factors:\n{factors}explanations: {{y: {{says: f0}}}}\nevidence:\n"
    wide += f"  - {{id: e, seen: 2025-06-01, likelihood: [{{if: {every}, p: 60%}}, {{else: 40%}}]}}\n"
    with pytest.raises(BadInput, match=r"item e depends on 24 factors"):
        weigh(load_text(wide))


def test_an_explanation_may_be_absent() -> None:
    factors = "".join(f"  f{k}: {{asks: So?, prior: 40%}}\n" for k in range(40))
    result = weigh(load_text(f"{HEAD}factors:\n{factors}"), draws=5)
    assert result.leading is None
    assert result.factors["f39"] == pytest.approx({"yes": 0.36, "no": 0.54})


def test_a_question_about_a_formula_is_refused_with_advice() -> None:
    case = load_text(counting(12))
    factors = "".join(f"  g{k}: {{asks: So?, prior: 40%}}\n" for k in range(10))
    large = load_text(counting(12).replace("explanations:", f"{factors}explanations:"))
    assert weigh(case, draws=0, about=case.explanations["one"].says).indicators[0].bits_about is not None
    with pytest.raises(BadInput, match="name the formula as an explanation"):
        weigh(large, draws=0, about=large.explanations["one"].says)
