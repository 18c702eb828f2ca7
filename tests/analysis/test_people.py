"""Changes of state in words."""

from __future__ import annotations

from realpolitik.analysis.people import words
from realpolitik.case.loading import load_text
from realpolitik.conflict.space import StateSpace

CASE = """
realpolitik: 1
case: road
title: Who keeps the road
actors:
  russia: {name: Russia (the Kremlin), options: {guard: {text: Guard the road, now: yes}}}
  armenia:
    name: Armenia
    options:
      road: {text: The road, values: [closed, without_russia, russia_alone], now: closed}
"""


def test_an_actor_inside_a_value_goes_by_its_name() -> None:
    space = StateSpace.of(load_text(CASE))
    names = [axis.name for axis in space.axes]
    now = [axis.now for axis in space.axes]
    road, guard = names.index("armenia.road"), names.index("russia.guard")
    for value, said in ((1, "Armenia: The road = without Russia"), (2, "Armenia: The road = Russia alone")):
        state = list(now)
        state[road] = value
        assert words(space, state) == said
    state = list(now)
    state[guard] = 0
    assert words(space, state) == "Russia (the Kremlin): no longer: Guard the road"
    assert words(space, now) == "as now"
