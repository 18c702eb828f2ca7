"""The case language, construct by construct: each row of the table is one thing it can say, written and read."""

from __future__ import annotations

import datetime
import math
from collections.abc import Callable
from typing import Any

import pytest

from realpolitik.case import scales
from realpolitik.case.case import Case
from realpolitik.case.days import Period
from realpolitik.case.loading import load_text
from realpolitik.case.values import read_probability
from realpolitik.errors import CaseFaults

HEAD = "case: x\ntitle: y\nas_of: 2025-07-02\n"
SOURCES = "sources: {s: {title: S}, t: {title: T}}\n"
DEAL = "factors: {deal: {asks: Q, prior: 30%}}\n"
KIND = "factors: {kind: {asks: Q, values: {low: 20%, mid: 30%, high: 50%}}}\n"
GO = "actors: {a: {options: {go: Go, stay: Stay}}, b: {options: {hit: Hit}}}\n"
DAY = datetime.date

Look = Callable[[Case], Any]


def something_else(value: str) -> str:
    """A case with one judged value."""
    return f"{SOURCES}something_else: {value}\n"


def judged(case: Case) -> tuple[float, float, float, str]:
    """That value."""
    p = case.something_else
    return round(p.value, 9), round(p.low, 9), round(p.high, 9), p.written


def item(likelihood: str, more: str = "seen: not yet") -> str:
    """A case with one item, over the factor ``deal``."""
    return f"{SOURCES}{DEAL}evidence: [{{id: e, what: W, {more}, likelihood: {likelihood}}}]\n"


def rows(case: Case) -> list[tuple[str | None, float]]:
    """Its table of likelihoods."""
    return [(b.if_ and b.if_.text, b.p.value) for b in case.evidence[0].likelihood]


def option(text: str) -> str:
    """A case with one option ``a.go``."""
    return f"actors: {{a: {{options: {{go: {text}}}}}, b: {{options: {{hit: Hit}}}}}}\n"


def go(case: Case) -> Any:
    """That option."""
    return case.actors["a"].options["go"]


def actor(text: str) -> str:
    """A case with the actor ``b``, who wants something about ``a``."""
    return (
        f"{SOURCES}{DEAL}actors:\n  a: {{options: {{go: Go}}, prefers: [go]}}\n  b: {text}\nscenarios: {{gone: a.go}}\n"
    )


def b(case: Case) -> Any:
    """That actor."""
    return case.actors["b"]


def nature(text: str) -> str:
    """A case with one thing that nobody decides."""
    return f"{DEAL}nature: {{n: {text}}}\nactors: {{a: {{options: {{go: Go}}}}}}\n"


def scenario(formula: str) -> str:
    """A case with one scenario over ``a.go``, ``a.stay`` and ``b.hit``."""
    return f"{GO}scenarios: {{s: '{formula}', t: a.go}}\n"


def truth(**state: str) -> Look:
    """Whether the scenario holds in a state."""
    full = {"a.go": "no", "a.stay": "no", "b.hit": "no"} | {k.replace("_", "."): v for k, v in state.items()}
    return lambda case: case.scenarios["s"].that.truth(full)


def question(text: str) -> str:
    """A case with one question."""
    return f"{SOURCES}{GO}questions:\n  - {{id: q, asks: Q, until: 2025-12-31, {text}}}\n"


def per_month(p: float, months: float) -> float:
    return round(-math.log1p(-p) / months, 9)


def rates(case: Case) -> list[float]:
    return [round(line.p.value, 9) for line in case.nature["n"].rate]


TABLE: list[tuple[str, str, Look, Any]] = [
    # the head
    ("only case and title are needed", "", lambda c: (c.case, c.title), ("x", "y")),
    ("the language has a version", "realpolitik: 1\n", lambda c: c.realpolitik, 1),
    ("something else is 10 % unless written", "", lambda c: c.something_else.value, 0.1),
    ("a horizon", "horizon: 2026-12-31\n", lambda c: c.horizon, DAY(2026, 12, 31)),
    ("about", "about: Why.\n", lambda c: c.about, "Why."),
    # judged values
    ("a number in per cent", something_else("20%"), judged, (0.2, 0.2, 0.2, "20%")),
    ("a number from 0 to 1", something_else("0.2"), judged, (0.2, 0.2, 0.2, "0.2")),
    ("a range", something_else("20-40%"), judged, (0.3, 0.2, 0.4, "20-40%")),
    ("a range as a list", something_else("[20%, 40%]"), judged, (0.3, 0.2, 0.4, "[20%, 40%]")),
    ("a word is its ICD 203 band", something_else("unlikely"), judged, (0.325, 0.2, 0.45, "unlikely")),
    ("a word of another scale", something_else("likely (PHIA)"), judged, (0.65, 0.55, 0.75, "likely (PHIA)")),
    ("0 % and 100 % are allowed", something_else("0%"), judged, (0.0, 0.0, 0.0, "0%")),
    ("any value with where it comes from",
     something_else("{value: 20%, source: s p3, because: B, quote: Q, span: [3, 9], check: C, judged_by: anna}"),
     lambda c: (judged(c), str(c.something_else.source[0]), c.something_else.because, c.something_else.quote,
                c.something_else.span, c.something_else.check, [j.by for j in c.something_else.judged_by]),
     ((0.2, 0.2, 0.2, "20%"), "s p3", "B", "Q", (3, 9), "C", ["anna"])),
    ("several judges", something_else("{value: 20%, judged_by: [anna, ben]}"),
     lambda c: [j.by for j in c.something_else.judged_by], ["anna", "ben"]),
    ("several judges who differ", something_else("{value: 20%, judged_by: {anna: 10-20%, ben: likely (Kent)}}".replace(
        "likely (Kent)", "probable (Kent)")),
     lambda c: [(j.by, j.low, j.high, j.written) for j in c.something_else.judged_by],
     [("anna", 0.1, 0.2, "10-20%"), ("ben", 0.63, 0.87, "probable (Kent)")]),
    ("a source with a paragraph", something_else("{value: 20%, source: s p3}"),
     lambda c: (c.something_else.source[0].source, c.something_else.source[0].first), ("s", 3)),
    ("several paragraphs", something_else("{value: 20%, source: s p3-5}"),
     lambda c: (c.something_else.source[0].first, c.something_else.source[0].last), (3, 5)),
    ("several sources", something_else("{value: 20%, source: [s p3, t]}"),
     lambda c: [x.source for x in c.something_else.source], ["s", "t"]),
    ("a range of numbers", option("{backing_down: [-8, -3]}"),
     lambda c: (go(c).backing_down.value, go(c).backing_down.low, go(c).backing_down.written),
     (-5.5, -8.0, "[-8, -3]")),
    # dates with precision
    ("a day", "horizon: 2026-06-30\n", lambda c: (c.horizon, str(c.horizon)), (DAY(2026, 6, 30), "2026-06-30")),
    ("a month is its last day", "horizon: 2028-02\n", lambda c: (c.horizon, str(c.horizon)),
     (DAY(2028, 2, 29), "2028-02")),
    ("a year is its last day", "horizon: 2026\n", lambda c: (c.horizon, str(c.horizon)), (DAY(2026, 12, 31), "2026")),
    ("a range of days is its last day", "horizon: 2026-06-28 to 2026-07-01\n",
     lambda c: (c.horizon, c.horizon.first, str(c.horizon)),
     (DAY(2026, 7, 1), DAY(2026, 6, 28), "2026-06-28 to 2026-07-01")),
    ("a watch begins on the first day", "watched_from: 2025-06\n", lambda c: (c.watched_from, str(c.watched_from)),
     (DAY(2025, 6, 1), "2025-06")),
    # sources
    ("a source in one text", "sources: {s: A paper}\n", lambda c: c.sources["s"].title, "A paper"),
    ("a grade", "sources: {s: {title: S, grade: C}}\n", lambda c: c.sources["s"].state_shares(), (0.6, 0.3, 0.1)),
    ("no grade is F", "sources: {s: {title: S}}\n", lambda c: c.sources["s"].state_shares(), (0.5, 0.4, 0.1)),
    ("numbers in place of a grade", "sources: {s: {title: S, reliable: 97%, deceptive: 0%}}\n",
     lambda c: [round(x, 9) for x in c.sources["s"].state_shares()], [0.97, 0.03, 0.0]),
    ("source states that depend on what is true",
     DEAL + "sources: {s: {title: S, reliable: [{if: deal, p: 40%}, {else: 90%}], deceptive: [{else: 0%}]}}\n",
     lambda c: ([(g.if_.text, g.p.value) for g in c.sources["s"].reliable.given], c.sources["s"].reliable.value,
                c.sources["s"].deceptive.value, "sources.s.reliable:" in " ".join(c.not_used())),
     ([("deal", 0.4)], 0.9, 0.0, False)),
    ("the same keyed by a factor's values",
     DEAL + "sources: {s: {title: S, deceptive: {deal: {yes: 40%, else: 9%}}}}\n",
     lambda c: [(g.if_.text, g.p.value) for g in c.sources["s"].deceptive.given], [("deal == yes", 0.4)]),
    ("copies of another source", "sources: {s: S, t: {title: T, repeats: [s]}}\n",
     lambda c: c.sources["t"].repeats, ("s",)),
    ("kind, date, author, address, note",
     "sources: {s: {title: S, kind: opinion, date: 2025-07, by: A, url: 'https://example.org', note: N}}\n".replace(
         "2025-07", "2025-06"),
     lambda c: (c.sources["s"].kind, c.sources["s"].date, c.sources["s"].by, c.sources["s"].note),
     ("opinion", DAY(2025, 6, 30), "A", "N")),
    # factors and explanations
    ("a prior gives yes and no", DEAL, lambda c: {v: p.value for v, p in c.factors["deal"].values.items()},
     {"yes": 0.3, "no": 0.7}),
    ("several values", KIND, lambda c: list(c.factors["kind"].values), ["low", "mid", "high"]),
    ("a factor that depends on earlier ones",
     "factors:\n  deal: {asks: Q, prior: 30%}\n  f:\n    asks: R\n    prior: 5%"
     "\n    given: [{if: deal, p: 40%}, {else: 5%}]\n",
     lambda c: [(g.if_ and g.if_.text, round(g.values["yes"].value, 9)) for g in c.factors["f"].given],
     [("deal", 0.4), (None, 0.05)]),
    ("the same with values", "factors:\n  deal: {asks: Q, prior: 30%}\n  f:\n    asks: R\n    values: {u: 50%, w: 50%}"
     "\n    given: [{if: deal, u: 40%, w: 60%}, {else: {u: 5%, w: 95%}}]\n",
     lambda c: [g.values["u"].value for g in c.factors["f"].given], [0.4, 0.05]),
    ("explanations may overlap",
     KIND + "explanations: {e: kind != low, f: {says: kind == high, held_by: s, title: F}}\n"
     + SOURCES, lambda c: [(e.says.text, e.held_by) for e in c.explanations.values()],
     [("kind != low", None), ("kind == high", "s")]),
    # evidence
    ("one happening, two sources", item("20%", "seen: 2025-06-30, source: [s p3, t]"),
     lambda c: (c.evidence[0].seen, c.evidence[0].date, len(c.evidence[0].source)), ("seen", DAY(2025, 6, 30), 2)),
    ("seen in some month", item("20%", "seen: 2025-06"), lambda c: (c.evidence[0].date, str(c.evidence[0].date)),
     (DAY(2025, 6, 30), "2025-06")),
    ("looked for, not found", item("20%", "seen: absent"), lambda c: c.evidence[0].seen, "absent"),
    ("an indicator", item("20%", "seen: not yet"), lambda c: c.evidence[0].seen, "not yet"),
    ("with its last day", item("20%", "seen: not yet, until: 2025-09"),
     lambda c: (c.evidence[0].until, str(c.evidence[0].until)), (DAY(2025, 9, 30), "2025-09")),
    ("credibility", item("20%", "seen: not yet, credibility: 2"), lambda c: c.evidence[0].credibility, 2),
    ("said anyway", item("20%", "seen: not yet, said_anyway: 30%"), lambda c: c.evidence[0].said_anyway.value, 0.3),
    ("likelihoods keyed by a factor's values", item("{deal: {yes: 30%, no: 60%}}"), rows,
     [("deal == yes", 0.3), ("deal == no", 0.6)]),
    ("with else", item("{deal: {yes: 30%, else: 60%}}"), rows, [("deal == yes", 0.3), (None, 0.6)]),
    ("likelihoods as branches", item("[{if: not deal, p: 30%}, {else: 60%}]"), rows, [("not deal", 0.3), (None, 0.6)]),
    ("a copy is no new evidence", "evidence: [{id: e, what: W, seen: not yet}, {id: f, copy_of: e}]\n",
     lambda c: c.evidence[1].copy_of, "e"),
    # actors
    ("an option in one text", option("Go there"), lambda c: (go(c).text, go(c).values, go(c).now),
     ("Go there", ("no", "yes"), "no")),
    ("an option with values", option("{values: [closed, open], now: open}"), lambda c: (go(c).values, go(c).now),
     (("closed", "open"), "open")),
    ("now defaults to the first value", option("{values: [closed, open]}"), lambda c: go(c).now, "closed"),
    ("moves forward only", option("{moves: forward}"), lambda c: go(c).moves, "forward"),
    ("moves back only", option("{moves: back, now: yes}"), lambda c: (go(c).moves, go(c).now), ("back", "yes")),
    ("held options cost no axis", option("{moves: no}"), lambda c: (go(c).moves, c.counts()["axes"]), ("no", 1)),
    ("conditions on changes", option("{if: b.hit, undo_if: not b.hit}"), lambda c: (go(c).if_.text, go(c).undo_if.text),
     ("b.hit", "not b.hit")),
    ("what is public costs", option("{public: yes, backing_down: 2}"), lambda c: (go(c).public,
     go(c).backing_down.value),
     (True, 2.0)),
    ("wishes, most important first", actor("{prefers: [a.go, not a.go]}"),
     lambda c: [w.that.text for w in b(c).prefers],
     ["a.go", "not a.go"]),
    ("a wish with all its keys", actor("{prefers: [{that: a.go, when: deal, sure: likely, because: B, source: s p1, "
                                       "text: T}]}"),
     lambda c: (b(c).prefers[0].when.text, b(c).prefers[0].sure.written, b(c).prefers[0].because), ("deal", "likely",
     "B")),
    ("a ranking of scenarios", actor("{ranking: [gone, else]}"), lambda c: b(c).ranking, ("gone", "else")),
    ("utilities", actor("{utility: {a.go: 3, not a.go: -1.5}}"), lambda c: list(b(c).utility.values()), [3.0, -1.5]),
    ("serving audiences", actor("{serves: {a: 100%}}"), lambda c: b(c).serves["a"].value, 1.0),
    ("what an actor believes", actor("{believes: {deal: almost certain}}"), lambda c: dict(b(c).believes),
     {"deal": "almost certain"}),
    ("what an actor thinks another wants",
     actor("{thinks: {a: {prefers: [not go, {that: go, when: deal}], resolve: 4}}}"),
     lambda c: ([w.that.mentions() for w in b(c).thinks["a"].prefers], b(c).thinks["a"].prefers[1].when.text,
                b(c).thinks["a"].resolve.value, "actors.b.thinks" in " ".join(c.not_used())),
     ([{"a.go"}, {"a.go"}], "deal", 4.0, True)),
    ("what an actor does not see", actor("{does_not_see: [a.go]}"), lambda c: b(c).does_not_see, ("a.go",)),
    ("what an actor takes to be impossible", actor("{thinks_impossible: a.go}"),
     lambda c: ([f.mentions() for f in b(c).thinks_impossible], "impossible" in " ".join(c.not_used())),
     ([{"a.go"}], True)),
    ("attitudes", actor("{attitudes: {a: negative}}"), lambda c: b(c).attitudes, {"a": "negative"}),
    ("part of another actor", actor("{part_of: a}"), lambda c: b(c).part_of, "a"),
    ("pace, resolve, inertia in words", actor("{pace: weekly, resolve: wavering, inertia: high}"),
     lambda c: (round(b(c).pace.value, 3), b(c).resolve.value, b(c).inertia.value), (4.348, 4.0, 5.0)),
    ("and in numbers", actor("{pace: 2 per month, resolve: 5, inertia: [1, 2]}"),
     lambda c: (b(c).pace.value, b(c).resolve.value, b(c).inertia.value), (2.0, 5.0, 1.5)),
    ("coalitions", GO + "coalitions: {ab: [a, b]}\n", lambda c: c.coalitions, {"ab": ("a", "b")}),
    # nature
    ("a rate is a chance per period", nature("{text: N, rate: 10% per year}"), rates, [per_month(0.1, 12)]),
    ("a conditional rate", nature("{rate: [{if: a.go and deal, p: 40% per month}, {else: 0%}]}"), rates,
     [per_month(0.4, 1), 0.0]),
    ("a rate keyed by a factor", nature("{rate: {deal: {yes: 10% per year, else: 0%}}}"), rates,
     [per_month(0.1, 12), 0.0]),
    ("chances by dates", nature("{by: {2025-12-31: 40%, 2026: 50%}}"),
     lambda c: [(d, p.value) for d, p in c.nature["n"].by.items()],
     [(DAY(2025, 12, 31), 0.4), (DAY(2026, 12, 31), 0.5)]),
    ("several values", nature("{values: [low, mid, high], rate: 15% per year, if: a.go}"),
     lambda c: (c.nature["n"].values, c.nature["n"].now, c.nature["n"].if_.text), (("low", "mid", "high"), "low",
     "a.go")),
    ("nature in a formula", nature("{rate: 1% per year}") + "scenarios: {s: nature.n}\n",
     lambda c: c.scenarios["s"].that.mentions(), {"nature.n"}),
    # rules
    ("never", GO + "rules: [{never: a.go and b.hit}]\n", lambda c: c.rules[0].forbidden().mentions(), {"a.go",
     "b.hit"}),
    ("needs", GO + "rules: [{needs: a.go, for: b.hit}]\n",
     lambda c: [c.rules[0].forbidden().truth({"a.go": x, "b.hit": "yes"}) for x in ("no", "yes")], [True, False]),
    # formulas
    ("and binds tighter than or", scenario("b.hit or a.go and a.stay"), truth(a_go="yes"), False),
    ("not binds tightest", scenario("not a.go and a.stay"), truth(a_stay="yes"), True),
    ("A if B", scenario("a.go if b.hit"), truth(b_hit="yes"), False),
    ("A implies B", scenario("a.go implies b.hit"), truth(a_go="yes"), False),
    ("A iff B", scenario("a.go iff b.hit"), truth(a_go="yes", b_hit="yes"), True),
    ("at least", scenario("at least 2 of (a.go, a.stay, b.hit)"), truth(a_go="yes", b_hit="yes"), True),
    ("values with ==, != and in", scenario("a.go == yes and a.stay != yes and b.hit in [no, yes]"), truth(a_go="yes"),
     True),
    ("a scenario by its name", scenario("t and b.hit"), truth(a_go="yes", b_hit="yes"), True),
    ("a scenario with a title", GO + "scenarios: {s: {that: a.go, title: T, text: W}}\n",
     lambda c: (c.scenarios["s"].title, c.scenarios["s"].text), ("T", "W")),
    # time
    ("a seen move", "watched_from: 2025-06-01\n" + GO + "events: [{date: 2025-06-28, by: a, does: go}]\n",
     lambda c: ({a: p.value for a, p in c.events[0].by.items()}, c.events[0].does[0].assignment(), go(c).now),
     ({"a": 1.0}, ("a.go", "yes"), "yes")),
    ("several moves at once", "watched_from: 2025-06-01\n" + GO
     + "events: [{date: 2025-06, by: a, does: [go, stay == yes]}]\n",
     lambda c: [f.assignment() for f in c.events[0].does], [("a.go", "yes"), ("a.stay", "yes")]),
    ("several candidate authors", "watched_from: 2025-06-01\n" + GO
     + "events: [{date: 2025-06-28, by: {a: 60%, b: 40%}, does: go}]\n",
     lambda c: ({a: p.value for a, p in c.events[0].by.items()}, "events[0].by" in " ".join(c.not_used())),
     ({"a": 0.6, "b": 0.4}, True)),
    ("a move and an item that are one",
     "watched_from: 2025-06-01\n" + GO + "evidence: [{id: e, what: W, seen: 2025-06-28}]\n"
     "events: [{date: 2025-06-28, by: a, does: go, counts_as: e}]\n", lambda c: c.events[0].counts_as, "e"),
    ("a line of the timeline", "events: [{date: 2022, text: A pact}]\n", lambda c: (c.events[0].date, c.events[0].text),
     (DAY(2022, 12, 31), "A pact")),
    ("ever", question("happens: ever a.go"), lambda c: c.questions[0].happens.kind, "ever"),
    ("at", question("happens: at a.go"), lambda c: c.questions[0].happens.kind, "at"),
    ("never in a question", question("happens: never a.go"), lambda c: c.questions[0].happens.kind, "never"),
    ("before", question("happens: a.go before b.hit"), lambda c: c.questions[0].happens.second.text, "b.hit"),
    ("if then", question("happens: if a.go by 2025-09 then at b.hit"),
     lambda c: (c.questions[0].happens.kind, c.questions[0].happens.first_by, c.questions[0].happens.second_kind),
     ("if_then", DAY(2025, 9, 30), "at")),
    ("fine print and a base rate",
     question("happens: ever a.go, fine_print: F, base_rate: {seen: 1, of: 20, per: 1 year, "
                                            "class: K, judged: yes}"),
     lambda c: (c.questions[0].fine_print, c.questions[0].base_rate.of, c.questions[0].base_rate.per), ("F", 20.0,
     12.0)),
    ("what authors said", question("happens: ever a.go, said: {s: roughly even}"),
     lambda c: (c.questions[0].said["s"].value, c.not_used()), (0.5, [])),
    ("how it came out", question("happens: ever a.go, resolved: {as: yes, on: 2025-08-08, source: W}"),
     lambda c: (c.questions[0].resolved.as_, c.questions[0].resolved.on), ("yes", DAY(2025, 8, 8))),
    ("advice", SOURCES + GO + "advice: [{to: a, do: go, by: s p27}, {to: b, text: Wait}]\n",
     lambda c: (c.advice[0].do.assignment(), str(c.advice[0].by[0]), c.advice[1].text), (("a.go", "yes"), "s p27",
     "Wait")),
    ("an issue on a scale", GO + "issues: {i: {scale: {0: none, 100: all}, positions: {a: {position: 0, "
     "capability: [60, 90], salience: 50%}}}}\n",
     lambda c: (c.issues["i"].scale, c.issues["i"].positions["a"].capability.low,
     c.issues["i"].positions["a"].salience.value),
     ({0.0: "none", 100.0: "all"}, 60.0, 0.5)),
]  # fmt: skip


@pytest.mark.parametrize(("construct", "text", "look", "expected"), TABLE, ids=[row[0] for row in TABLE])
def test_construct(construct: str, text: str, look: Look, expected: Any) -> None:
    case = load_text(HEAD + text, construct)
    assert look(case) == expected
    assert not [fault for fault in case.warnings if fault.slug == "comma-in-braces"]


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        (DEAL + "sources: {s: {title: S, reliable: [{if: deal, p: 40%}]}}\n", "table-incomplete"),
        (DEAL + "sources: {s: {title: S, reliable: [{else: 40%}, {if: deal, p: 40%}]}}\n", "table-incomplete"),
        (DEAL + "sources: {s: {title: S, reliable: [{else: 40%}, {else: 40%}]}}\n", "else-not-last"),
        (DEAL + "sources: {s: {title: S, reliable: [{if: deal, p: 40%}, {else: 40%, p: 3%}]}}\n", "unknown-key"),
        (DEAL + "sources: {s: {title: S, reliable: [{if: dealt, p: 40%}, {else: 40%}]}}\n", "unknown-factor"),
        (DEAL + "sources: {s: {title: S, reliable: [{if: deal, p: perhaps}, {else: 40%}]}}\n", "bad-probability"),
        (DEAL + "sources: {s: {title: S, reliable: {deal: {yes: 40%, no: 9%}}}}\n", "table-incomplete"),
        (DEAL + "sources: {s: {title: S, reliable: {deal: {maybe: 40%, else: 9%}}}}\n", "unknown-value"),
        (actor("{thinks: {a: {prefers: [fly]}}}"), "unknown-name"),
        (actor("{thinks: {a: {wants: [go]}}}"), "unknown-key"),
        (actor("{thinks: {a: {ranking: [gone, lost]}}}"), "unknown-scenario"),
        (something_else("{value: 20%, judged_by: {anna: perhaps}}"), "bad-probability"),
        (actor("{judged_by: {anna: 20%}}"), "wrong-type"),
        (something_else("{value: 20%, judged_by: [{by: anna, value: 3}]}"), "wrong-type"),
        (something_else("{value: 20%, judged_by: [{by: anna, value: 3, low: 1, high: 2, written: x}]}"), "wrong-type"),
        (something_else("{value: 20%, low: 10%, written: x}"), "unknown-key"),
        (question("happens: ever a.go, base_rate: {seen: 1, of: 2, per: 1 year, per_written: x}"), "unknown-key"),
        ("horizon: 2026-13\n", "bad-date"),
        ("horizon: 2027 to 2026\n", "dates-not-in-order"),
        ("evidence: [{id: e, what: W, seen: 2025}]\n", "after-as-of"),
        (something_else("6 (AdmiraltyCredibility)"), "bad-probability"),
    ],
)
def test_what_is_refused(text: str, slug: str) -> None:
    with pytest.raises(CaseFaults) as caught:
        load_text(HEAD + text)
    assert slug in {fault.slug for fault in caught.value.faults}
    assert all(fault.line > 3 for fault in caught.value.faults)


# ---- scales


WORDS = [(scale, word) for scale in scales.SCALES for word in scales.words(scale)]


@pytest.mark.parametrize(("scale", "word"), WORDS)
def test_number_word_and_scale_go_round_without_loss(scale: str, word: str) -> None:
    written = f"{word} ({scale})"
    read = read_probability(written)
    assert isinstance(read, dict)
    assert read["written"] == written
    assert scales.in_words(read["written"]) == (word, scale)
    names = next(names for names, low, high in scales.SCALES[scale] if word in names)
    assert scales.word_of(read["value"], scale) == names[0]
    assert (read["low"], read["high"]) == scales.band(word, scale)
    assert read_probability(f" {word.upper()} ( {scale.lower()} ) ") == {
        **read,
        "written": f"{word.upper()} ( {scale.lower()} )",
    }


def test_numbers_are_not_words() -> None:
    assert [scales.in_words(text) for text in ("20%", "0.2", "likely (FBI)", "highly likely", "Likely")] == [
        None, None, None, None, ("likely", "ICD 203")]  # fmt: skip


@pytest.mark.parametrize(
    ("scale", "p", "word"),
    [
        ("Kent", 0.0, "impossible"), ("Kent", 0.001, "almost certainly not"), ("Kent", 0.16, "probably not"),
        ("Kent", 0.15, "almost certainly not"), ("Kent", 0.87, "almost certain"), ("Kent", 1.0, "certain"),
        ("Kent", 0.995, "almost certain"), ("WEP", 1.0, "certain"), ("WEP", 0.2, "unlikely"),
        ("DNI", 0.9, "almost certain"), ("AdmiraltyCredibility", 0.6, "2"), ("NoneLowMedHigh", 0.0, "none"),
        ("NoneLowMedHigh", 0.3, "med"), ("PHIA", 0.375, "realistic possibility"), ("PHIA", 0.225, "unlikely"),
    ],
)  # fmt: skip
def test_edges_and_gaps(scale: str, p: float, word: str) -> None:
    assert scales.word_of(p, scale) == word


def test_the_scales_of_stix_give_its_values(root: Any) -> None:
    import json

    path = root.parent / "shared" / "reference" / "scales.json"
    if not path.exists():
        pytest.skip("the reference tables are not beside this tree")
    published = json.loads(path.read_text(encoding="utf-8"))
    for scale, entries in published["STIX21_value"].items():
        for name, value in entries.items():
            found = scales.band(name, scale)
            if value is None:
                assert found is None
                continue
            assert found is not None
            assert round(50 * sum(found), 9) == value
            low, high = published["STIX21_bands"].get(scale, {}).get(name, (None, None))
            if low is not None and high not in (0, 100):
                assert (round(100 * found[0]), round(100 * found[1])) == (low if low != 1 else 0, high + 1)


# ---- days


def test_a_period_is_a_day_with_its_words() -> None:
    import copy
    import pickle

    case = load_text(HEAD + "horizon: 2026\n")
    assert isinstance(case.horizon, Period)
    for copied in (copy.deepcopy(case), pickle.loads(pickle.dumps(case))):
        assert (copied.horizon, str(copied.horizon), copied.horizon.first) == (
            DAY(2026, 12, 31),
            "2026",
            DAY(2026, 1, 1),
        )
    assert case.model_dump(mode="json")["horizon"] == "2026-12-31"
    assert str(case.horizon - datetime.timedelta(days=1)) == "2026-12-30"
    assert pickle.loads(pickle.dumps(case.horizon - datetime.timedelta(days=1))) == DAY(2026, 12, 30)
    assert type(load_text(HEAD + "horizon: 2026-12-31\n").horizon) is datetime.date
