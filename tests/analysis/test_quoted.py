"""What a value of an option contains though its name does not say so, and days in words."""

from __future__ import annotations

import datetime
import re

import numpy as np
import pytest

from realpolitik.analysis.forecasting import forecast
from realpolitik.analysis.futures import Futures
from realpolitik.analysis.quoted import asking, blending
from realpolitik.analysis.run import analyse
from realpolitik.case.days import Period, day
from realpolitik.case.loading import load_text
from realpolitik.conflict.space import StateSpace

CASE = """realpolitik: 1
case: road
title: A road
as_of: 2025-01-01
horizon: 2026-12-31
factors: {hostile: {asks: Is the north hostile?, prior: 40%}}
explanations: {raid: {says: hostile, title: A raid}}
actors:
  north:
    name: The north
    options: {take: {text: Take the road, moves: forward}}
    prefers: [{that: take, when: hostile}, not take]
  south:
    name: The south
    options: {road: {text: The road, values: [closed, open], now: closed}}
    prefers: [{that: road == open, sure: 50%}, road == closed]
nature:
  treaty: {text: A treaty is signed, by: {2025-06-30: 20%, 2026-06-30: 50%}}
rules:
  - never: north.take and south.road == open
scenarios:
  opened: south.road == open
  taken: north.take
  quiet: south.road == closed and not north.take
questions:
  - {id: opened_2025, asks: Will it open in 2025?, happens: ever opened, until: 2025-12-31, base_rate: {seen: 1, of: 10, per: 1 year}}
  - {id: opened_2026, asks: And in 2026?, happens: ever opened, until: 2026-12-31, base_rate: {seen: 1, of: 10, per: 1 year}}
  - {id: taken_2025, asks: Will it be taken in 2025?, happens: ever taken, until: 2025-12-31, base_rate: {seen: 1, of: 10, per: 1 year}}
"""  # noqa: E501


def test_what_counts_as_todays_value_is_the_chance_of_both() -> None:
    case = load_text(CASE)
    space = StateSpace.of(case)
    play = forecast(case, draws=0)
    futures = Futures(case, space, play)
    chances, table = futures.chances(), space.table
    take, road = (next(k for k, a in enumerate(space.axes) if a.name == name) for name in ("north.take", "south.road"))
    found = futures.counted_now()
    closed, taken = table[:, road] == space.axes[road].now, table[:, take] == 1
    assert set(found[road]) == {"taken"}  # the others speak of the road
    assert found[road]["taken"] == pytest.approx(chances[closed & taken].sum(), abs=1e-9)
    assert found[road]["taken"] == pytest.approx(chances[taken].sum(), abs=1e-9)  # by the rule it is nowhere else
    assert set(found[take]) == {"opened"}
    assert found[take]["opened"] == pytest.approx(chances[~closed & ~taken].sum(), abs=1e-9)
    assert np.isclose(chances.sum(), 1.0)


def test_the_question_by_the_last_day_gives_the_number_to_quote() -> None:
    analysis = analyse(load_text(CASE), draws=0)
    known = {s.name: s for s in analysis.scenarios}
    opened = blending(known["opened"], analysis)
    assert opened is not None
    assert opened.id == "opened_2026"
    taken = asking(known["taken"], analysis)
    assert taken is not None
    assert taken.id == "taken_2025"
    assert blending(known["taken"], analysis) is None  # it asks by another day
    assert asking(known["quiet"], analysis) is None


def test_inputs_have_their_days_in_words() -> None:
    analysis = analyse(load_text(CASE), draws=0)
    assert analysis.fragility is not None
    words = {i.path: i.words for i in analysis.fragility.inputs}
    assert words["nature.treaty.by.2025-06-30"] == "The chance of “A treaty is signed” by 30 June 2025"
    assert [w for w in words.values() if re.search(r"\d{4}-\d\d-\d\d", w)] == []


def test_a_day_in_words() -> None:
    assert day(datetime.date(1976, 12, 31)) == "31 December 1976"
    used = datetime.date(2025, 6, 30)
    assert day(Period.of(used, used.replace(day=1), used, "2025-06")) == "30 June 2025"
