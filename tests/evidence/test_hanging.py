"""Linchpins, near-copies, coherent numbers and the worth of knowing: each against its definition."""

from __future__ import annotations

import json
import random
from itertools import combinations
from math import prod
from pathlib import Path

import numpy as np
import pytest
from scipy.optimize import minimize
from typer.testing import CliRunner

from realpolitik.case.loading import load_text
from realpolitik.cli.main import app
from realpolitik.errors import BadInput
from realpolitik.evidence.coherence import coherent
from realpolitik.evidence.decision import decision_value
from realpolitik.evidence.duplicates import near_duplicates, words
from realpolitik.evidence.weighing import Weighing, weigh

from .random_models import case_text, random_model

GOLDEN = json.loads((Path(__file__).parent / "golden" / "evidence_cases.json").read_text())["cases"]


def headline(result: Weighing) -> tuple[str | None, bool]:
    return result.leading, result.leading is not None and result.explanations[result.leading].posterior > 0.5


def without(text: str, *items: str) -> Weighing:
    return weigh(load_text(text), draws=0, without=frozenset(items))


def test_linchpins_of_random_models_are_the_items_that_turn_the_headline() -> None:
    """Every single item and every source by removal; where none changes the lead, no smaller set does."""
    found = 0
    for seed in range(60):
        text = case_text(random_model(seed))
        try:
            result = without(text)
            names = [name for name, item in result.items.items() if item.role == "weighed"]
            alone = {name: headline(without(text, name)) for name in names}
        except BadInput:
            continue
        now = headline(result)
        pins = {pin.items: pin for pin in result.linchpins if pin.source is None}
        assert {k[0] for k in pins if len(k) == 1} == {name for name, head in alone.items() if head != now}
        for pin in result.linchpins:
            found += 1
            then = without(text, *pin.items)
            assert headline(then) != now
            assert (pin.change == "leading") == (then.leading != now[0])
            assert pin.becomes == then.leading
            assert then.explanations[now[0]].posterior == pytest.approx(pin.posterior, abs=1e-12)
    assert found >= 8


def test_the_smallest_set_of_items_is_found() -> None:
    """Independent items for and against one statement: the fewest whose removal turns it, against all subsets."""
    r = random.Random(7)
    larger = 0
    for _ in range(25):
        table = [(r.randint(40, 90), r.randint(20, 60)) for _ in range(6)]
        items = "".join(
            f"  - {{id: e{k}, seen: seen, likelihood: {{h: {{yes: {yes}%, no: {no}%}}}}}}\n"
            for k, (yes, no) in enumerate(table)
        )
        text = "realpolitik: 1\ncase: c\ntitle: c\nfactors: {h: {asks: So?, prior: 35%}}\n"
        text += f"explanations: {{so: {{says: h}}, not_so: {{says: not h}}}}\nevidence:\n{items}"
        result = without(text)

        def leads(left: set[int], table: list[tuple[int, int]] = table) -> bool:
            yes, no = (prod(table[k][side] for k in left) for side in (0, 1))
            return 35 * yes >= 65 * no

        every = set(range(6))
        turning = [
            size
            for size in range(1, 7)
            for some in combinations(range(6), size)
            if leads(every - set(some)) != leads(every)
        ]
        sizes = [len(pin.items) for pin in result.linchpins if pin.change == "leading"]
        assert min(sizes, default=0) == min(turning, default=0)
        larger += min(sizes, default=0) > 1
    assert larger >= 5


ALIKE = """realpolitik: 1
case: c
title: c
sources: {a: {title: A, grade: C}, b: {title: B, grade: C}, d: {title: D, grade: C}}
factors: {h: {asks: So?, prior: 40%}}
explanations: {so: {says: h}}
evidence:
  - {id: one, what: The ministry accuses the neighbours of an attack, seen: 2025-06-01, source: a,
     likelihood: {h: {yes: 80%, no: 30%}}}
  - {id: two, what: "The ministry: the neighbour's attack, it accuses", seen: 2025-06-03, source: b,
     likelihood: {h: {yes: 60%, no: 20%}}}
  - {id: three, what: Ministry accused neighbours of the attacks again, seen: 2025-06-08, source: d,
     likelihood: {h: {yes: 90%, no: 20%}}}
  - {id: later, what: The ministry accuses the neighbours of an attack, seen: 2025-09-01, source: a,
     likelihood: {h: {yes: 80%, no: 30%}}}
  - {id: contrary, what: The ministry accuses the neighbours of an attack, seen: 2025-06-01, source: a,
     likelihood: {h: {yes: 30%, no: 80%}}}
  - {id: other, what: The harbour is empty, seen: 2025-06-01, source: a, likelihood: {h: {yes: 80%, no: 30%}}}
  - {id: marked, copy_of: other, what: The harbour is empty, source: b}
"""


def test_items_that_may_be_one_happening_are_suggested_as_copies() -> None:
    (group,) = near_duplicates(load_text(ALIKE))
    assert group.items == ("one", "two", "three")
    assert group.sources == ("a", "b", "d")
    assert 0.5 <= group.alike <= 1.0
    assert near_duplicates(load_text(ALIKE), frozenset({"two"}))[0].items == ("one", "three")
    assert words("A report says that it was the") == frozenset()
    # and the text says what to do
    shown = CliRunner().invoke(app(), ["weigh", "-", "--draws", "0"], input=ALIKE.encode()).output
    said = " ".join(shown.split())
    assert "Three items or one? one, two and three say nearly the same" in said
    assert "mark the later ones `copy_of: one`" in said


def test_published_projections() -> None:
    for example in GOLDEN["coherentize_projection"]["cases"]:
        found = coherent(np.array(example["in"]), np.eye(len(example["in"]), dtype=bool))
        assert found == pytest.approx(example["out"], abs=1e-9)


def test_the_nearest_coherent_point_of_random_statements() -> None:
    """Against a general optimiser, and by the condition that makes a point of a convex hull the nearest."""
    r = np.random.default_rng(4)
    for _ in range(60):
        n, m = int(r.integers(1, 5)), int(r.integers(1, 7))
        patterns = r.random((n, m)) < 0.5
        said = r.random(n)
        found = coherent(said, patterns)
        corners = patterns.T.astype(float)
        gap = (corners - found) @ (found - said)  # no corner lies on the far side
        assert gap.min() >= -1e-9
        start = np.full(m, 1.0 / m)
        best = minimize(
            lambda q, p=patterns, s=said: float(np.sum((p @ q - s) ** 2)),
            start,
            bounds=[(0.0, 1.0)] * m,
            constraints={"type": "eq", "fun": lambda q: q.sum() - 1.0},
            method="SLSQP",
            options={"ftol": 1e-14},
        )
        assert np.sum((found - said) ** 2) <= best.fun + 1e-9
        assert coherent(found, patterns) == pytest.approx(found, abs=1e-9)
    with pytest.raises(BadInput, match="nothing can be true"):
        coherent(np.array([0.5]), np.zeros((1, 0), dtype=bool))


def test_the_worth_of_an_observation_by_enumeration() -> None:
    r = random.Random(3)
    for _ in range(50):
        worlds, choices = r.randint(2, 5), r.randint(2, 4)
        p = [r.random() for _ in range(worlds)]
        p = [x / sum(p) for x in p]
        cost = {f"c{k}": [r.choice([0, 1, 5, 20]) for _ in range(worlds)] for k in range(choices)}
        likely = [r.choice([0.0, 0.1, 0.5, 0.9, 1.0]) for _ in range(worlds)]
        found = decision_value(
            {n: np.array(c, dtype=float) for n, c in cost.items()}, np.array(p), {"z": np.array(likely)}
        )
        expected = {n: sum(x * c for x, c in zip(p, row, strict=True)) for n, row in cost.items()}
        assert found.costs == pytest.approx(expected, abs=1e-12)
        informed = 0.0
        for outcome in (True, False):  # choose anew after either outcome
            weight = [x * (q if outcome else 1 - q) for x, q in zip(p, likely, strict=True)]
            informed += min(sum(x * c for x, c in zip(weight, row, strict=True)) for row in cost.values())
        assert found.items["z"].value == pytest.approx(min(expected.values()) - informed, abs=1e-9)
        perfect = sum(x * min(row[w] for row in cost.values()) for w, x in enumerate(p))
        assert found.knowing == pytest.approx(min(expected.values()) - perfect, abs=1e-9)
        assert found.items["z"].value <= found.knowing + 1e-12
    with pytest.raises(BadInput, match="two choices"):
        decision_value({"only": np.zeros(2)}, np.array([0.5, 0.5]), {})


def test_flip_points_are_confirmed_by_weighing_on_either_side() -> None:
    confirmed = 0
    for seed in range(60):
        try:
            result = weigh(load_text(case_text(random_model(seed))), draws=0)
        except BadInput:
            continue
        for source in result.sources.values():
            flip = source.flip_point
            if flip is not None and 1e-6 < flip.reliable < 1 - 1e-6:
                assert flip.confirmed
                confirmed += 1
    assert confirmed >= 8


CASE = """realpolitik: 1
case: c
title: c
something_else: 0%
factors: {h: {asks: So?, prior: 40%}}
explanations: {so: {says: h}, not_so: {says: not h}}
evidence:
  - {id: z, what: A sign, seen: not yet, likelihood: {h: {yes: 90%, no: 20%}}}
"""


def run(*arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(app(), ["weigh", "-", "--draws", "0", *arguments], input=CASE.encode())
    return done.exit_code, done.output


def test_costs_on_the_command_line() -> None:
    code, out = run("--cost", "stay: h=100", "--cost", "go=30", "--format", "json")
    assert code == 0
    decision = json.loads(out)["decision"]
    assert decision["costs"] == {"stay": 40.0, "go": 30.0}
    assert decision["best"] == "go"
    # seen .36+.12=.48: go (30 against 75); not seen: stay (100 * .04/.52 = 7.7)
    assert decision["items"]["z"]["value"] == pytest.approx(30 - 0.48 * 30 - 0.04 * 100)
    assert decision["items"]["z"]["if_not"] == "stay"
    first, second = (
        run("--cost", "a: h=1", "--cost", "a: so=50", "--cost", "a=2", "--cost", "b=0", "--format", "json"),
        1.6,
    )
    assert json.loads(first[1])["decision"]["costs"]["a"] == pytest.approx(second)  # the first that holds counts
    assert "To know first" in run("--cost", "stay: h=100", "--cost", "go=30")[1]


def test_what_a_sign_tells_of_a_factor_and_of_a_question() -> None:
    text = CASE.replace("factors: {", "factors: {k: {asks: K?, values: {a: 30%, b: 70%}}, ").replace(
        "prior: 40%", "prior: 40%, given: [{if: k == a, p: 80%}, {else: 20%}]"
    )
    done = CliRunner().invoke(
        app(), ["weigh", "-", "--draws", "0", "--about", "h or k == a", "--format", "json"], input=text.encode()
    )
    sign = json.loads(done.output)["indicators"][0]
    joint = {
        (k, h): pk * ph
        for k, pk in (("a", 0.3), ("b", 0.7))
        for h, ph in ((1, {"a": 0.8, "b": 0.2}[k]), (0, {"a": 0.2, "b": 0.8}[k]))
    }

    def bits(of: object) -> float:
        cells: dict[tuple[object, bool], float] = {}
        for (k, h), p in joint.items():
            for seen, q in ((True, 0.9 if h else 0.2), (False, 0.1 if h else 0.8)):
                key = (of(k, h), seen)  # type: ignore[operator]
                cells[key] = cells.get(key, 0.0) + p * q
        sides = [{}, {}]
        for key, p in cells.items():
            for side in (0, 1):
                sides[side][key[side]] = sides[side].get(key[side], 0.0) + p
        return sum(p * np.log2(p / (sides[0][v] * sides[1][s])) for (v, s), p in cells.items() if p > 0)

    assert sign["bits_by_factor"]["h"] == pytest.approx(bits(lambda k, h: h), abs=1e-9)
    assert sign["bits_by_factor"]["k"] == pytest.approx(bits(lambda k, h: k), abs=1e-9)
    assert sign["bits_about"] == pytest.approx(bits(lambda k, h: bool(h or k == "a")), abs=1e-9)
    assert sign["bits"] == pytest.approx(sign["bits_by_factor"]["h"], abs=1e-9)  # the explanations say h or not h
    assert "bits about it" in run("--about", "h")[1]
    assert run("--about", "nobody")[0] == 2


def test_what_was_said_directly_on_the_command_line() -> None:
    code, out = run("--said", "so=60%", "--said", "not_so=50%", "--format", "json")
    assert code == 0
    assert json.loads(out)["said"] == {"so": [0.6, 0.55], "not_so": [0.5, 0.45]}
    assert "nearest that fits together" in run("--said", "so=likely")[1]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--cost", "stay"), "is not CHOICE=COST"),
        (("--cost", "stay=5"), "a decision needs two"),
        (("--cost", "stay: k=5", "--cost", "go=1"), "--cost 'stay: k=5'"),
        (("--cost", "stay: h and=5", "--cost", "go=1"), "--cost 'stay: h and=5'"),
        (("--said", "so"), "is not EXPLANATION=PROBABILITY"),
        (("--said", "so=perhaps"), "'perhaps' is not a probability"),
        (("--said", "nobody=20%"), "no explanation nobody; there are so, not_so"),
    ],
)
def test_what_cannot_be_read_is_refused(arguments: tuple[str, ...], said: str) -> None:
    code, out = run(*arguments)
    assert code == 2
    assert said in " ".join(out.split())


def test_bounds_on_the_command_line() -> None:
    text = CASE.replace("prior: 40%", "prior: 30-50%")
    done = CliRunner().invoke(
        app(), ["weigh", "-", "--draws", "0", "--bounds", "--format", "json"], input=text.encode()
    )
    out = json.loads(done.output)
    assert out["ranges"] == 1
    assert out["bounds"]["so"] == {"low": 0.3, "high": 0.5, "outer_low": 0.3, "outer_high": 0.5, "exact": True}
    done = CliRunner().invoke(app(), ["weigh", "-", "--draws", "0", "--bounds"], input=text.encode())
    assert "Over all ranges at once" in done.output
