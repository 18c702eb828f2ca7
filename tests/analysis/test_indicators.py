"""What to watch for: items with their windows, and questions whose answers would tell, against Bayes world by world."""

from __future__ import annotations

import datetime
import math
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from realpolitik.analysis.result import Analysis, Indicator
from realpolitik.analysis.run import analyse
from realpolitik.case.case import Case
from realpolitik.case.loading import load_text
from realpolitik.case.worlds import Worlds
from realpolitik.evidence.model import EvidenceModel
from realpolitik.play.path import counted_as_moves
from realpolitik.play.playing import play

MINI = Path(__file__).parent / "data" / "mini.yaml"
MORE = """\
  - {id: shut, asks: Is it shut at midyear?, happens: at north.closed, until: 2025-06-30, source: paper p7, because: B}
  - {id: paid, asks: Does it never pay?, happens: never south.pays, until: 2025-09-30}
  - {id: if_paid, asks: If it pays?, happens: if south.pays then ever open_bridge, until: 2025-12-31}
  - {id: back, asks: Does it stop?, happens: ever not south.protest, until: 2025-12-31}
  - {id: now, asks: Does it go on?, happens: ever south.protest, until: 2025-12-31}
  - {id: passed, asks: Was it so?, happens: ever south.pays, until: 2025-03-30}
"""


def text() -> str:
    return MINI.read_text(encoding="utf-8").rstrip() + "\n" + MORE


@cache
def the_case() -> Case:
    return load_text(text())


@cache
def analysed() -> Analysis:
    return analyse(the_case(), draws=0)


def sign(name: str) -> Indicator:
    return next(i for i in analysed().indicators if i.id == name)


@cache
def by_world(name: str) -> list[tuple[float, float, tuple[bool, ...]]]:
    """Of every world its probability now, the chance of a yes there, and which explanations hold; world by world."""
    case = the_case()
    worlds = Worlds.of(case)
    evidence = EvidenceModel.of(case, without=counted_as_moves(case)).posterior
    rows = []
    for w in range(worlds.size):
        alone = play(case, np.eye(worlds.size)[w], draws=0)
        yes = alone.questions[name].p_model
        assert yes is not None
        holds = tuple(bool(worlds.holds(e.says)[w]) for e in case.explanations.values())
        rows.append((float(evidence[w]) * math.exp(alone.log_moves[w]), yes, holds))
    total = sum(weight for weight, _, _ in rows)
    return [(weight / total, yes, holds) for weight, yes, holds in rows]


@pytest.mark.parametrize("name", ["open_2025", "pay_before_open", "shut", "paid"])
def test_a_questions_answer_is_weighed_by_bayes_over_worlds(name: str) -> None:
    rows, found = by_world(name), sign(name)
    p = sum(w * yes for w, yes, _ in rows)
    assert 0.001 < p < 0.999
    assert found.kind == "question"
    assert found.probability == pytest.approx(p, abs=1e-10)
    for k, explanation in enumerate(analysed().explanations):
        h = sum(w for w, _, holds in rows if holds[k])
        both = sum(w * yes for w, yes, holds in rows if holds[k])
        assert found.if_seen[explanation.name] == pytest.approx(both / p, abs=1e-9)
        assert found.if_not[explanation.name] == pytest.approx((h - both) / (1 - p), abs=1e-9)
        assert found.by_explanation[explanation.name] == pytest.approx(both / h, abs=1e-9)
        assert found.otherwise[explanation.name] == pytest.approx((p - both) / (1 - h), abs=1e-9)
        assert explanation.posterior == pytest.approx(h, abs=1e-9)


@pytest.mark.parametrize("name", ["open_2025", "pay_before_open", "shut", "paid"])
def test_bits_are_the_mean_loss_of_doubt(name: str) -> None:
    """H(pattern) - P(yes) H(pattern | yes) - P(no) H(pattern | no), a way of writing that the engine does not use."""
    rows = by_world(name)
    p = sum(w * yes for w, yes, _ in rows)

    def doubt(weights: list[float]) -> float:
        shares: dict[tuple[bool, ...], float] = {}
        for weight, (_, _, holds) in zip(weights, rows, strict=True):
            shares[holds] = shares.get(holds, 0.0) + weight / sum(weights)
        return -sum(s * math.log2(s) for s in shares.values() if s > 0.0)

    now = doubt([w for w, _, _ in rows])
    later = p * doubt([w * yes for w, yes, _ in rows]) + (1 - p) * doubt([w * (1 - yes) for w, yes, _ in rows])
    assert sign(name).bits == pytest.approx(now - later, abs=1e-10)


def test_what_is_settled_tells_nothing() -> None:
    never, always = sign("back"), sign("now")
    assert (never.probability, never.bits, never.if_seen) == (0.0, 0.0, {})
    assert never.if_not == pytest.approx({e.name: e.posterior for e in analysed().explanations}, abs=1e-9)
    assert (always.probability, always.bits, always.if_not) == (1.0, 0.0, {})
    assert set(never.by_explanation.values()) == {0.0}
    assert set(always.otherwise.values()) == {1.0}


def test_conditional_and_past_questions_are_no_signs_and_the_most_telling_come_first() -> None:
    found = analysed().indicators
    assert {i.id for i in found} == {"toll_demand", "open_2025", "pay_before_open", "shut", "paid", "back", "now"}
    assert [i.bits for i in found] == sorted((i.bits for i in found), reverse=True)


def test_windows_and_where_they_come_from() -> None:
    as_of, shut = datetime.date(2025, 3, 31), sign("shut")
    assert (shut.first, shut.last, shut.citations) == (as_of, datetime.date(2025, 6, 30), ["paper p7"])
    assert (shut.what, shut.because) == ("Is it shut at midyear?", "B")
    assert (sign("toll_demand").first, sign("toll_demand").last) == (as_of, datetime.date(2025, 12, 31))
    dated = text().replace("    seen: not yet\n", "    seen: not yet\n    until: 2025-05\n")
    toll = next(i for i in analyse(load_text(dated), draws=0).indicators if i.id == "toll_demand")
    assert toll.last == datetime.date(2025, 5, 31)
    assert toll == sign("toll_demand").model_copy(update={"last": toll.last}), "a window changes no number"


def test_an_items_chances_are_those_of_its_table() -> None:
    """Nobody reports it, so it counts as seen directly: its table is the chance in every world."""
    found = sign("toll_demand")
    goodwill = next(f for f in analysed().factors if f.name == "goodwill").posterior
    assert found.kind == "item"
    rest = analysed().something_else
    assert rest is not None
    p = 0.1 * goodwill["yes"] + 0.6 * goodwill["no"] + 0.35 * rest.posterior
    assert found.probability == pytest.approx(p, abs=1e-9)
    assert found.by_explanation["squeeze"] == pytest.approx(0.6, abs=1e-9)  # without goodwill
    squeeze = next(e for e in analysed().explanations if e.name == "squeeze").posterior
    assert found.otherwise["squeeze"] == pytest.approx((p - 0.6 * squeeze) / (1 - squeeze), abs=1e-9)


def test_a_base_rate_tells_nothing_about_this_case() -> None:
    plain = text().replace("    base_rate: {seen: 3, of: 12, per: 1 year, class: Closed border bridges}\n", "")
    assert plain != text()
    assert analyse(load_text(plain), draws=3).indicators == analyse(the_case(), draws=3).indicators


def test_a_case_that_is_not_played_has_its_items_only() -> None:
    weighed = text()[: text().index("questions:")].replace("horizon: 2025-12-31\n", "")
    (toll,) = analyse(load_text(weighed), draws=0).indicators
    assert (toll.id, toll.last) == ("toll_demand", None)
