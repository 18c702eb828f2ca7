"""The timeline of the page: no day is torn in two, and a day's change is credited to all that it brought."""

from __future__ import annotations

import datetime

from realpolitik.analysis.result import BeliefPoint, TimelineEntry
from realpolitik.report.html.blocks import timeline
from sample import sample

DAY = datetime.date(2025, 6, 30)


def entry(day: datetime.date, text: str) -> TimelineEntry:
    return TimelineEntry(date=day, text=text, by=None, kind="event", citations=[])


def test_a_day_stands_on_one_side_of_the_cut() -> None:
    days = [DAY - datetime.timedelta(days=1), *[DAY] * 3, *(DAY + datetime.timedelta(days=k) for k in range(1, 6))]
    view = timeline.view(sample().model_copy(update={"timeline": [entry(d, str(d)) for d in days]}))
    assert view is not None
    older, recent = ([e["t"].date for e in part] for part in view["parts"])
    assert max(older) < DAY == min(recent)


def test_what_was_looked_for_and_not_found_stands_with_its_day() -> None:
    point = BeliefPoint(date=DAY, after=["A shout", "looked for, not found: A whisper"], items=[], p={})
    found = sample().model_copy(update={"timeline": [entry(DAY, "A shout")], "beliefs_over_time": [point]})
    view = timeline.view(found)
    assert view is not None
    assert [e["t"].text for e in view["parts"][0]] == ["A shout", "Looked for and not found: A whisper"]


def test_an_event_that_is_plainly_the_evidence_is_told_once() -> None:
    told = [
        ("event", "Assad falls and Russia looks weaker for it", ["text p17"]),
        ("evidence", "Assad falls and Moscow cannot hold him", ["text p17", "record"]),
        ("event", "Police raid suspects and two die", ["text p2"]),
        ("evidence", "The raid rests on a case twenty years old", ["other p2"]),
    ]
    entries = [TimelineEntry(date=DAY, text=text, by=None, kind=kind, citations=cited) for kind, text, cited in told]
    view = timeline.view(sample().model_copy(update={"timeline": entries, "beliefs_over_time": []}))
    assert view is not None
    assert [(e["kind"], e["t"].text) for part in view["parts"] for e in part] == [
        ("background, and weighed as evidence", "Assad falls and Moscow cannot hold him"),
        ("background", "Police raid suspects and two die"),
        ("evidence", "The raid rests on a case twenty years old"),
    ]


def test_an_event_that_two_pieces_of_evidence_fit_stays_on_its_own() -> None:
    told = [("event", "Drones hit a plant"), ("evidence", "Drones reach a plant"), ("evidence", "Drones burn a plant")]
    entries = [TimelineEntry(date=DAY, text=text, by=None, kind=kind, citations=["text p1"]) for kind, text in told]
    view = timeline.view(sample().model_copy(update={"timeline": entries, "beliefs_over_time": []}))
    assert view is not None
    assert len(view["parts"][0]) == 3
