"""Two cases differ by what they say, and every difference can be carried over alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from realpolitik.case.difference import Reading, applied, changes
from realpolitik.case.editing import edit
from realpolitik.case.tidying import same
from realpolitik.errors import CaseFaults
from realpolitik.library import shelf

SKETCH = (Path(__file__).parent / "data" / "sketch.yaml").read_text(encoding="utf-8")
OLD = Reading.of(SKETCH.encode(), "old")


def edits(*pairs: tuple[str, str]) -> Reading:
    text = SKETCH
    for path, value in pairs:
        text = edit(text, path, value)
    return Reading.of(text.encode(), "new")


@pytest.mark.parametrize("name", shelf.names())
def test_a_shipped_case_is_what_it_is(name: str) -> None:
    data = shelf.path(name).read_bytes()
    reading = Reading.of(data, name)
    assert changes(reading, reading) == ()
    assert same(applied(reading, reading, ()), reading.case)
    spaced = data.replace(b"\n", b"  # a comment of no meaning\n", 1).replace(b"\n", b"\r\n")
    assert changes(reading, Reading.of(spaced, name)) == ()


@pytest.mark.parametrize(
    "pairs",
    [
        [("factors.us_deal.prior", "20-45%")],
        [("factors.us_deal.prior", "improbable")],
        [("factors.impulse.values", "{own_accord: 0.5, implied: 0.3, ordered: 0.2}")],
        [("evidence[0].likelihood.impulse", "{own_accord: unlikely, implied: likely, ordered: very likely}")],
        [("evidence[0].source", "[wire, korybko p3]")],
        [("actors.azerbaijan.options.block_nstc", "{text: Close its branch of the North-South corridor, now: no}")],
        [("actors.russia.pace", "monthly"), ("actors.us.resolve", "8")],
        [("scenarios.war", "(azerbaijan.invade) and  russia.defend")],
        [("actors.officials.prefers", "[officials.detain]")],
        [("nature.pashinyan_falls.moves", "forward")],
    ],
)
def test_what_means_the_same_is_no_change(pairs: list[tuple[str, str]]) -> None:
    assert changes(OLD, edits(*pairs)) == ()


def test_order_counts_where_it_has_a_meaning() -> None:
    lines = SKETCH.splitlines(keepends=True)
    rules = [k for k, line in enumerate(lines) if line.startswith(("  - never:", "  - {needs:"))]
    a, b = rules
    lines[a], lines[b] = lines[b], lines[a]
    assert changes(OLD, Reading.of("".join(lines).encode(), "new")) == ()
    (turned,) = changes(OLD, edits(("actors.russia.prefers", "[not defend, armenia.road == under_russia]")))
    assert turned.path == "actors.russia.prefers"
    assert turned.new == "[not defend, armenia.road == under_russia]"


@pytest.mark.parametrize(
    ("pairs", "told"),
    [
        ([("factors.us_deal.prior", "40%")], [("factors.us_deal.prior", "unlikely", "40%", False)]),
        ([("title", "X"), ("as_of", "2025-07-03")],
         [("title", "Who opens the road through Syunik, and against whom?", "X", True),
          ("as_of", "2025-07-02", "2025-07-03", False)]),
        ([("evidence.sputnik_raid.likelihood.impulse.ordered", "70%")],
         [("evidence.sputnik_raid.likelihood.impulse.ordered", "very likely", "70%", False)]),
        ([("actors.azerbaijan.prefers[2].sure", "80%")],
         [("actors.azerbaijan.prefers[2].sure", "likely", "80%", False)]),
        ([("actors.russia.pace", "weekly")], [("actors.russia.pace", "monthly", "weekly", False)]),
        ([("scenarios.war", "azerbaijan.invade"), ("scenarios.calm", "not azerbaijan.escalate")],
         [("scenarios.war.that", "azerbaijan.invade and russia.defend", "azerbaijan.invade", False),
          ("scenarios.calm", None, "not azerbaijan.escalate", False)]),
        ([("evidence.no_alerts.seen", "2025-06-30")], [("evidence.no_alerts.seen", "absent", "seen", False)]),
        ([("rules[2]", "{never: russia.defend and us.broker}")],
         [("rules[2]", None, "{never: russia.defend and us.broker}", False)]),
        ([("factors.us_deal", "{asks: Did it?, values: {yes: 30%, no: 70%}}")],
         [("factors.us_deal.asks", "Did Washington agree to let Ankara and Baku settle Armenia's future?", "Did it?",
           True), ("factors.us_deal.values", "{yes: unlikely, no: not (unlikely)}", "{yes: 30%, no: 70%}", False)]),
        ([("actors.azerbaijan.serves.money_base", "{value: 40%, source: korybko p9}")],
         [("actors.azerbaijan.serves", "{money_base: 40%, voting_base: 60%}",
           "{money_base: 40% (korybko p9), voting_base: 60%}", True)]),
        ([("questions.deal_2025.happens", "at road_without_russia"), ("questions.deal_2025.said.korybko", "likely")],
         [("questions.deal_2025.happens", "ever road_without_russia", "at road_without_russia", False),
          ("questions.deal_2025.said.korybko", "roughly even", "likely", True)]),
        ([("events[1].by", "officials")],
         [("events[1].by", "{officials: 60%, azerbaijan: 40%}", "{officials: 100%}", False)]),
        ([("sources.wire.grade", "B"), ("sources.korybko.by", "A. K.")],
         [("sources.korybko.by", None, "A. K.", True), ("sources.wire.grade", None, "B", False)]),
    ],
)  # fmt: skip
def test_what_changed(pairs: list[tuple[str, str]], told: list[tuple[str, str | None, str | None, bool]]) -> None:
    new = edits(*pairs)
    found = changes(OLD, new)
    assert [(c.path, c.old, c.new, c.words) for c in found] == told
    back = changes(new, OLD)
    assert [(c.old, c.new) for c in back] == [(c.new, c.old) for c in found]
    everything = applied(OLD, new, found)
    assert not changes(Reading(everything, new.tree, new.data), new)


def test_a_number_that_goes_back_to_its_default_has_its_path() -> None:
    text = "case: x\ntitle: y\n"
    bare, written = (Reading.of(t.encode(), "case") for t in (text, f"{text}something_else: 8%\n"))
    for old, new in ((written, bare), (bare, written)):
        assert [change.path for change in changes(old, new)] == ["something_else"]


def test_what_was_awaited_and_is_seen_is_one_change() -> None:
    text = "case: x\ntitle: y\nas_of: 2025-07-02\nevidence: [{id: e, what: W, seen: not yet, until: 2025-12}]\n"
    awaited = Reading.of(text.encode(), "awaited")
    seen = Reading.of(text.replace("not yet, until: 2025-12", "2025-07-01").encode(), "seen")
    later = Reading.of(text.replace("2025-12", "2026-03").encode(), "later")
    assert [(c.path, c.old, c.new) for c in changes(awaited, later)] == [("evidence.e.until", "2025-12", "2026-03")]
    for old, new in ((awaited, seen), (seen, awaited)):
        (change,) = changes(old, new)
        assert (change.path, change.old, change.new) == (
            "evidence.e.seen",
            *(r.case.evidence[0].seen for r in (old, new)),
        )
        assert applied(old, new, [change]).evidence == new.case.evidence


def test_one_change_alone() -> None:
    new = edits(("factors.us_deal.prior", "40%"), ("actors.russia.pace", "weekly"), ("title", "X"))
    prior = next(c for c in changes(OLD, new) if c.path == "factors.us_deal.prior")
    alone = applied(OLD, new, [prior])
    assert alone.factors["us_deal"].values["yes"].value == 0.4
    assert alone.actors["russia"].pace.written == "monthly"
    assert alone.title == OLD.case.title
    assert (prior.item, prior.section) == ("factors.us_deal", "factors")


def test_what_is_taken_out() -> None:
    (gone,) = changes(edits(("rules[2]", "{never: russia.defend and us.broker}")), OLD)
    assert (gone.path, gone.new) == ("rules[2]", None)


def test_a_change_that_makes_no_case_alone() -> None:
    new = edits(("actors.us.options.threaten", "Threaten"), ("actors.us.prefers[1]", "not threaten"))
    option, wishes = changes(OLD, new)
    assert applied(OLD, new, [option]).actors["us"].options["threaten"].text == "Threaten"
    with pytest.raises(CaseFaults):
        applied(OLD, new, [wishes])
    assert len(applied(OLD, new, [option, wishes]).actors["us"].prefers) == 2
