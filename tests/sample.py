"""A hand-made analysis about the article's situation, for designing and testing the page.

The numbers are plausible, not computed: the page's tests need an analysis that has every part.
"""

from __future__ import annotations

import datetime
import math
from functools import cache

from realpolitik.analysis.result import (
    ActorResult,
    Analysis,
    AxisResult,
    Band,
    CaseSummary,
    Curve,
    ExplanationResult,
    FactorResult,
    Indicator,
    ItemResult,
    Method,
    MoveResult,
    Outcome,
    QuestionResult,
    Remainder,
    ScenarioResult,
    SourceResult,
    StateResult,
    TimelineEntry,
    TopItem,
    TypeResult,
    WishResult,
)
from realpolitik.analysis.scores import scores
from realpolitik.analysis.signs import EvidenceStep
from sample_conclusions import conclusions
from sample_fragile import advice, beliefs_over_time, fragility, levers
from sample_ordinal import ordinal

# fmt: off
AS_OF = datetime.date(2025, 7, 2)
HORIZON = datetime.date(2026, 12, 31)

# name, title, says, held_by, because, citations, prior, after evidence, posterior, low, high
_EXPLANATIONS = [
    ("powerplay", "A Turkish-US powerplay that Baku joined", "us_deal and impulse != own_accord", "korybko",
     "Washington cut its losses in Armenia and asked for a harder line on Russia in return",
     ["korybko p10", "korybko p22"], 0.13, 0.16, 0.17, 0.07, 0.33),
    ("deniable", "Aliyev let it happen and kept it deniable", "impulse == implied", "korybko",
     "Superiors implied approval, so that he can deny his part", ["korybko p12"], 0.30, 0.33, 0.37, 0.24, 0.52),
    ("ordered", "Aliyev ordered the escalation", "impulse == ordered", None, None, ["korybko p7"], 0.18, 0.20, 0.19,
     0.09, 0.31),
    ("own_accord", "Officials acted on their own resentment", "impulse == own_accord", "korybko",
     "Some in Azerbaijan resent Russia, though not the majority", ["korybko p8"], 0.42, 0.38, 0.35, 0.22, 0.49),
    ("own_quarrel", "Two neighbours with quarrels of their own", "not us_deal and quarrel", "comment_1",
     "Half a million unregistered workers face expulsion from March", ["comment_1"], 0.33, 0.38, 0.36, 0.25, 0.50),
    ("clan_feud", "A feud between business clans in Yekaterinburg", "feud", "comment_3",
     "A case of twenty years ago is not reopened without a bribe", ["comment_3"], 0.12, 0.09, 0.085, 0.03, 0.18),
    ("tough_for_money", "Looking tough on Russia for the money base", "quarrel and impulse != own_accord",
     "comment_1", None, ["comment_1"], 0.22, 0.24, 0.26, 0.15, 0.40),
    ("drone_front", "A second front from Kazakhstan", "kazakh_front", "comment_2", None, ["comment_2"], 0.04, 0.013,
     0.006, 0.002, 0.03),
]

# id, what, seen, date, citations, role, because, bits, likelihood ratios for the first explanations
_ITEMS = [
    ("complaint", "Baku officially complains to Moscow about the deaths in Yekaterinburg", "seen", "2025-06-28",
     ["korybko p2", "wire"], "weighed", "A state act, not a local one", 0.03, (1.2, 1.3, 1.4, 0.8, 1.1)),
    ("infowar", "Publicly financed outlets call Russia “Islamophobic” and “imperialist”", "seen", "2025-06-29",
     ["korybko p2"], "weighed", None, 0.11, (1.3, 1.6, 1.7, 0.6, 1.0)),
    ("sputnik_raid", "Police raid the Sputnik office in Baku and hold several Russians", "seen", "2025-06-30",
     ["korybko p3", "wire"], "counted as a move", "The officials' own wishes say how likely it was", 0.0, ()),
    ("sputnik_reprint", "A site reprints the wire's report of the raid", "seen", "2025-06-30", ["echo"], "copy", None,
     0.0, ()),
    ("visit_cancelled", "The Russian deputy prime minister's visit to Baku is cancelled", "seen", "2025-06-30",
     ["wire"], "weighed", None, 0.08, (1.1, 1.2, 1.9, 0.7, 0.9)),
    ("culture_cancelled", "Russian cultural events in Azerbaijan are called off", "seen", "2025-06-29", ["wire"],
     "weighed", None, 0.05, (1.1, 1.2, 1.5, 0.8, 1.0)),
    ("no_call", "No call between Aliyev and Putin in the first four days", "absent", "2025-07-02", ["wire"], "weighed",
     "Leaders who want to settle usually talk within days", 0.06, (1.3, 1.1, 1.4, 0.8, 0.9)),
    ("us_silence", "No statement from Washington on the arrests", "absent", "2025-07-02", ["korybko p10"], "weighed",
     None, 0.02, (0.9, 1.0, 1.0, 1.0, 1.1)),
    ("migrant_law", "A Russian law may expel half a million unregistered workers", "seen", "2025-03-01",
     ["comment_1"], "weighed", "It gives Baku a grievance that needs no foreign hand", 0.07, (0.8, 1.0, 1.0, 1.0, 1.5)),
    ("cold_case", "The raid in Yekaterinburg reopens a case of twenty years ago", "seen", "2025-06-27",
     ["comment_3", "wire"], "weighed", None, 0.04, (0.9, 1.0, 0.9, 1.1, 0.9)),
    ("no_alerts", "No drone alerts on the route from Ukraine to Izhevsk", "absent", "2025-07-01", ["comment_2"],
     "weighed", None, 0.01, (1.0, 1.0, 1.0, 1.0, 1.0)),
    ("armenia_arrests", "Arrests of opposition figures and clergy in Armenia", "seen", "2025-06-25", ["korybko p6"],
     "weighed", None, 0.03, (1.4, 1.0, 1.0, 1.0, 0.8)),
    ("pact_2022", "Strategic partnership pact of February 2022", "seen", "2022-02-22", ["korybko p4"], "context", None,
     0.0, ()),
    ("envoy_visit", "An American envoy visits Baku with the road on the agenda", "not yet", None, [], "not yet seen",
     None, 0.12, ()),
    ("crash_report", "Investigators publish what brought the airliner down", "not yet", None, ["comment_3"],
     "not yet seen", None, 0.05, ()),
    ("leaders_call", "Aliyev and Putin speak and release detainees", "not yet", None, ["korybko p7"], "not yet seen",
     None, 0.19, ()),
]

# source id, title, by, kind, date, url, grade, prior, posterior, items, repeats
_SOURCES = [
    ("korybko", "The latest trouble in Russian-Azerbaijani relations might be part of a Turkish-US powerplay",
     "Andrew Korybko", "opinion", "2025-07-01", "https://korybko.substack.com/p/the-latest-trouble", "C",
     (0.60, 0.30, 0.10), (0.71, 0.22, 0.07), ["complaint", "infowar", "sputnik_raid", "us_silence", "armenia_arrests"],
     []),
    ("wire", "Wire reports of the week", None, "report", "2025-07-01", None, "A", (0.95, 0.04, 0.01),
     (0.97, 0.02, 0.01), ["complaint", "sputnik_raid", "visit_cancelled", "culture_cancelled", "no_call", "cold_case"],
     []),
    ("echo", "A site that reprints the wire", None, "report", "2025-06-30", None, "D", (0.40, 0.40, 0.20),
     (0.40, 0.40, 0.20), ["sputnik_reprint"], ["wire"]),
    ("comment_1", "Comment 1 under the article", "Polar Socialist", "comment", "2025-07-02", None, "D",
     (0.40, 0.40, 0.20), (0.46, 0.36, 0.18), ["migrant_law"], []),
    ("comment_2", "Comment 2 under the article", "GM", "comment", "2025-07-02", None, "E", (0.15, 0.55, 0.30),
     (0.12, 0.56, 0.32), ["no_alerts"], []),
    ("comment_3", "Comment 3 under the article", "Maxwell Johnston", "comment", "2025-07-02", None, "D",
     (0.40, 0.40, 0.20), (0.38, 0.42, 0.20), ["cold_case", "crash_report"], []),
]

# axis, actor, option, text, values, now, moves, likely, chance of change, citations
_AXES = [
    ("azerbaijan.escalate", "azerbaijan", "escalate", "Keep up the campaign against Russia", ["no", "yes"], "yes",
     "both", "no", 0.71, ["korybko p2"]),
    ("azerbaijan.invade", "azerbaijan", "invade", "Take Syunik by force", ["no", "yes"], "no", "forward", "no", 0.045,
     ["korybko p20"]),
    ("azerbaijan.disown", "azerbaijan", "disown", "Say that the officials acted alone", ["no", "yes"], "no", "both",
     "no", 0.33, ["korybko p12"]),
    ("officials.detain", "officials", "detain", "Hold Russians in Baku", ["no", "yes"], "yes", "both", "no", 0.64,
     ["korybko p3"]),
    ("russia.squeeze", "russia", "squeeze", "Expel Azerbaijani workers", ["no", "yes"], "no", "both", "no", 0.21,
     ["comment_1"]),
    ("russia.defend", "russia", "defend", "Come to Armenia's defence", ["no", "yes"], "no", "both", "no", 0.03,
     ["korybko p19"]),
    ("armenia.road", "armenia", "road", "The road through Syunik", ["closed", "under_russia", "without_russia"],
     "closed", "both", "without_russia", 0.58, ["korybko p14"]),
    ("us.broker", "us", "broker", "Broker a road agreement", ["no", "yes"], "no", "forward", "yes", 0.55,
     ["korybko p10"]),
    ("turkiye.press", "turkiye", "press", "Press Baku for the road", ["no", "yes"], "yes", "both", "yes", 0.22,
     ["korybko p15"]),
    ("nature.pashinyan_falls", "nature", "pashinyan_falls", "The Armenian prime minister loses office", ["no", "yes"],
     "no", "forward", "no", 0.147, ["korybko p15"]),
]

_STEPS = [  # parent, axis number, new value, probability at the horizon, ever, expected moves
    (0, 3, "no", 0.031, 0.42, 0.42), (1, 0, "no", 0.043, 0.38, 0.38), (2, 7, "yes", 0.061, 0.31, 0.31),
    (3, 6, "without_russia", 0.171, 0.27, 0.27), (0, 0, "no", 0.022, 0.19, 0.19), (0, 2, "yes", 0.012, 0.14, 0.14),
    (0, 7, "yes", 0.014, 0.17, 0.17), (0, 4, "yes", 0.009, 0.08, 0.08), (7, 6, "without_russia", 0.067, 0.13, 0.13),
    (9, 3, "no", 0.049, 0.08, 0.08), (4, 8, "no", 0.052, 0.09, 0.09), (2, 2, "yes", 0.026, 0.11, 0.11),
    (12, 7, "yes", 0.019, 0.06, 0.06), (13, 6, "without_russia", 0.041, 0.06, 0.06),
    (2, 6, "under_russia", 0.048, 0.09, 0.09),

    (15, 2, "yes", 0.017, 0.03, 0.03), (5, 4, "yes", 0.018, 0.12, 0.12), (5, 7, "yes", 0.011, 0.04, 0.04),
    (4, 9, "yes", 0.024, 0.04, 0.04), (0, 9, "yes", 0.008, 0.05, 0.05), (20, 1, "yes", 0.014, 0.02, 0.02),
    (21, 5, "yes", 0.006, 0.01, 0.01), (9, 1, "yes", 0.009, 0.012, 0.012), (0, 1, "yes", 0.011, 0.013, 0.013),
    (24, 5, "yes", 0.007, 0.009, 0.009), (8, 3, "no", 0.012, 0.03, 0.03), (8, 7, "yes", 0.009, 0.02, 0.02),
    (3, 8, "no", 0.022, 0.04, 0.04), (15, 8, "no", 0.013, 0.02, 0.02),
]


def _dates() -> list[datetime.date]:
    """The start and every month's end until the horizon."""
    dates = [AS_OF]
    for month in range(7, 25):
        year, number = 2025 + (month - 1) // 12, (month - 1) % 12 + 1
        nxt = datetime.date(year + number // 12, number % 12 + 1, 1)
        dates.append(nxt - datetime.timedelta(days=1))
    return dates


def _curves(final: float, months: float, fades: float) -> tuple[Curve, Curve, Band, Band]:
    """`at`, `ever` and their bands; `ever` climbs to `final`, `at` falls behind it by the share `fades`."""
    at: Curve = []
    ever: Curve = []
    at_band: Band = []
    ever_band: Band = []
    full = 1 - math.exp(-18 / months)
    for date in _dates():
        t = (date - AS_OF).days / 30.4
        e = round(final * (1 - math.exp(-t / months)) / full, 6)
        a = round(e * (1 - fades * t / 18), 6)
        low, high = 0.62, min(1.45, 0.97 / final)
        ever.append((date, e))
        at.append((date, a))
        ever_band.append((date, round(e * low, 6), round(e * high, 6)))
        at_band.append((date, round(a * low, 6), round(a * high, 6)))
    return at, ever, at_band, ever_band


def _words(values: list[str]) -> str:
    changed = []
    for axis, value in zip(_AXES, values, strict=True):
        if value != axis[5]:
            text = axis[3]
            if axis[4] == ["no", "yes"]:
                changed.append(text if value == "yes" else f"no longer: {text[0].lower()}{text[1:]}")
            else:
                changed.append(f"{text}: {value}")
    return "; ".join(changed) if changed else "As things are now"


def _stays(n: int, marks: dict[str, float]) -> dict[str, dict[str, float]]:
    """Who would stay in the nth state: at least as often as everybody would."""
    least = marks.get("SEQ", 0.0)
    return {"SEQ": {"azerbaijan": least, "russia": 1.0, "armenia": 0.0 if n == 0 else max(least, 0.5)}}



def _at_horizon(values: list[str], now: str, likely: str, changed: float) -> dict[str, float]:
    """Where an option may stand at the end: today's value, then most of the rest at the likeliest."""
    others = [v for v in values if v != now]
    first = likely if likely != now else others[0]
    share = {v: round(changed * (1.0 if len(others) == 1 else 0.81 if v == first else 0.19), 4) for v in others}
    return {v: round(1 - changed, 4) if v == now else share[v] for v in values}


def _states() -> tuple[list[StateResult], list[MoveResult]]:
    start = [axis[5] for axis in _AXES]
    all_values = [start]
    probabilities = [0.038]
    moves = []
    for parent, axis, value, p, _, times in _STEPS:
        values = list(all_values[parent])
        values[axis] = value
        all_values.append(values)
        probabilities.append(p)
        moves.append(
            MoveResult(source=_index(all_values[parent]), target=_index(values), actor=_AXES[axis][1],
                       options=[_AXES[axis][2]], probability=times)
        )
    moves.append(MoveResult(source=_index(all_values[5]), target=_index(start), actor="azerbaijan",
                            options=["escalate"], probability=0.03))
    states = []
    for n, (values, p) in enumerate(zip(all_values, probabilities, strict=True)):
        holding = {4: {"Nash": 0.62, "SEQ": 0.86}, 9: {"SEQ": 0.21}, 15: {"Nash": 0.18, "GMR": 0.4, "SEQ": 0.31}}
        marks = holding.get(n, {})
        states.append(
            StateResult(index=_index(values), values=values, words=_words(values), status_quo=n == 0, probability=p,
                        equilibrium=marks, stable_for=_stays(n, marks))
        )
    return states, moves


def _index(values: list[str]) -> int:
    number, base = 0, 1
    for axis, value in zip(_AXES, values, strict=True):
        number += axis[4].index(value) * base
        base *= len(axis[4])
    return number


def _explanations() -> list[ExplanationResult]:
    out = []
    weighed = [i for i in _ITEMS if i[8]]
    for n, e in enumerate(_EXPLANATIONS):
        posterior = e[8]
        tops = []
        if n < 5:
            for item in sorted(weighed, key=lambda i: -abs(math.log(i[8][n])))[:5]:
                odds = posterior / (1 - posterior) / item[8][n]
                tops.append(TopItem(item=item[0], likelihood_ratio=item[8][n], posterior_without=odds / (1 + odds)))
        out.append(
            ExplanationResult(
                name=e[0], title=e[1], says=e[2], held_by=e[3], because=e[4], citations=e[5], prior=e[6],
                after_evidence=e[7], posterior=posterior, interval=(e[9], e[10]),
                bayes_factor=posterior / (1 - posterior) * (1 - e[6]) / e[6], leading=e[0] == "deniable",
                implied_by=["powerplay"] if e[0] == "us_deal_any" else [],
                implies=["deniable"] if e[0] == "powerplay" else [], top_items=tops,
            )
        )
    return out


def _items() -> list[ItemResult]:
    names = [e[0] for e in _EXPLANATIONS]
    out = []
    for item in _ITEMS:
        ratios = dict(zip(names, item[8], strict=False))
        without = {}
        for n, (name, ratio) in enumerate(ratios.items()):
            p = _EXPLANATIONS[n][8]
            odds = p / (1 - p) / ratio
            without[name] = odds / (1 + odds)
        out.append(
            ItemResult(
                id=item[0], what=item[1], seen=item[2], date=datetime.date.fromisoformat(item[3]) if item[3] else None,
                citations=item[4], role=item[5], copy_of="sputnik_raid" if item[5] == "copy" else None,
                because=item[6], likelihood_ratio=ratios, posterior_without=without, bits=item[7],
            )
        )
    return out


def _scenarios() -> list[ScenarioResult]:
    rows = [
        ("road_without_russia", "The road opens without Russia",
         "armenia.road == without_russia and not azerbaijan.invade", 0.54, 9.0, 0.06,
         {"war": 0.004, "thaw": 0.31, "freeze": 0.02}, "deal_2026", 0.71),
        ("thaw", "Baku and Moscow make up", "not azerbaijan.escalate and not officials.detain", 0.66, 4.0, 0.12,
         {"road_without_russia": 0.31, "road_under_russia": 0.05}, None, 0.58),
        ("road_under_russia", "The road opens under Russian guard", "armenia.road == under_russia", 0.11, 10.0, 0.2,
         {"thaw": 0.05}, None, 0.05),
        ("freeze", "A cold peace with the road closed", "armenia.road == closed and azerbaijan.escalate", 0.17, 2.0,
         0.3, {"road_without_russia": 0.02}, None, 0.12),
        ("war", "Azerbaijan takes Syunik by force", "azerbaijan.invade", 0.045, 12.0, 0.0,
         {"road_without_russia": 0.004}, "invasion_2026", 0.07),
    ]
    out = []
    for name, title, that, final, months, fades, overlaps, question, if_lead in rows:
        at, ever, at_band, ever_band = _curves(final, months, fades)
        by = {e[0]: min(0.98, final * (0.75 + 0.09 * n)) for n, e in enumerate(_EXPLANATIONS)}
        by["deniable"] = if_lead
        out.append(
            ScenarioResult(
                name=name, title=title, that=that, text=None, at=at, ever=ever, at_band=at_band, ever_band=ever_band,
                interval=(ever_band[-1][1], ever_band[-1][2]), by_explanation=by, overlaps=overlaps, question=question,
            )
        )
    return out


_CAME_OUT = {
    "deal_2025": Outcome(as_="yes", on=datetime.date(2025, 8, 8), source="A signing in the White House",
                         scores={"model": 0.4489, "base_rate": 0.8281, "blend": 0.6561}, said={"korybko": 0.25}),
    "call_july": Outcome(as_="no", on=datetime.date(2025, 7, 31), source="Neither press service told of one",
                         scores={"model": 0.1225, "base_rate": 0.2209, "blend": 0.1681},
                         said={"korybko": 0.455625, "comment_3": 0.455625}),
    "expel": Outcome(as_="void", on=datetime.date(2025, 12, 31), source="No numbers were published", scores={}),
}


def _questions() -> list[QuestionResult]:
    rows = [
        ("deal_2025", "Will a road agreement that leaves Russia out be signed in 2025?", "ever road_without_russia",
         "2025-12-31", "A published, signed or initialled text counts", 0.19, 0.33, 0.09, (0.09, 0.34),
         "1 of 20 per 1 year (corridor agreements between recent enemies)", {"korybko": "roughly even chance"}),
        ("deal_2026", "Will such an agreement be signed by the end of 2026?", "ever road_without_russia", "2026-12-31",
         None, 0.32, 0.54, 0.13, (0.17, 0.51), "1 of 20 per 1 year (corridor agreements between recent enemies)", {}),
        ("call_july", "Will Aliyev and Putin speak by telephone before August?", "ever not azerbaijan.escalate",
         "2025-07-31", "Either side's press service counts", 0.41, 0.35, 0.47, (0.24, 0.60),
         "7 of 15 per 1 month (calls within a month of a quarrel)",
         {"korybko": "likely", "comment_3": "likely"}),
        ("release", "Will the detained Sputnik staff be released in 2025?", "ever not officials.detain", "2025-12-31",
         None, 0.63, 0.61, 0.65, (0.46, 0.78), "13 of 20 per 6 months (journalists held in a quarrel)", {}),
        ("invasion_2026", "Will Azerbaijani troops enter Syunik by the end of 2026?", "ever azerbaijan.invade",
         "2026-12-31", "More than a border skirmish: a village held for a day", 0.038, 0.045, 0.03, (0.01, 0.11),
         "2 of 60 per 1 year (cross-border offensives in frozen conflicts)", {"korybko": "20-45%"}),
        ("pashinyan", "Will Nikol Pashinyan lose office by the end of 2026?", "ever nature.pashinyan_falls",
         "2026-12-31", None, 0.16, 0.147, 0.17, (0.06, 0.31),
         "11 of 60 per 18 months (prime ministers of young democracies)", {}),
        ("russia_under", "Will Russian border guards control the road in 2026?", "at armenia.road == under_russia",
         "2026-12-31", None, 0.0, 0.0, None, (0.0, 0.0), None, {}),
        ("expel", "Will Russia expel Azerbaijani workers in numbers in 2025?", "ever russia.squeeze", "2025-12-31",
         "A published order or 10,000 expulsions", 0.14, 0.14, None, (0.05, 0.55), None, {"comment_1": "likely"}),
    ]
    out = []
    for qid, asks, happens, until, fine, p, model, base, interval, rate, said in rows:
        by = {e[0]: min(0.98, model * (0.8 + 0.07 * n)) for n, e in enumerate(_EXPLANATIONS)}
        note = "ruled out by: never armenia.road == under_russia and us.broker" if qid == "russia_under" else None
        out.append(
            QuestionResult(
                id=qid, asks=asks, happens=happens, until=datetime.date.fromisoformat(until), fine_print=fine, p=p,
                p_model=model, p_base=base, interval=interval, blended=base is not None, note=note, base_rate=rate,
                said=said, by_explanation=by, citations=["korybko p14"] if qid.startswith("deal") else [],
                came_out=_CAME_OUT.get(qid),
            )
        )
    return out


def _actors() -> list[ActorResult]:
    wish = WishResult
    people = [
        ("azerbaijan", "Azerbaijan", "Baku, as a state; it lives off transit and sells gas to Europe", None, [
            wish(that="armenia.road == without_russia", text=None, when=None, sure=None,
                 because="It would link the exclave and the mainland without Russian guards",
                 citations=["korybko p14"]),
            wish(that="not (invade and russia.defend)", text=None, when=None, sure=None, because=None, citations=[]),
            wish(that="escalate", text="Keep Moscow under pressure", when="impulse == ordered", sure=0.7,
                 because="Moscow has not owned up to the airliner", citations=["korybko p3"]),
            wish(that="not escalate", text="Keep the balance with Moscow", when="impulse == own_accord", sure=None,
                 because="Aliyev built the partnership himself", citations=["korybko p4", "korybko p7"]),
        ], {"money_base": 0.4, "voting_base": 0.6}),
        ("officials", "Mid-level officials", "Police and press officers in Baku", "azerbaijan", [
            wish(that="detain", text=None, when="impulse != ordered", sure=0.8,
                 because="Some resent Russia", citations=["korybko p8"]),
        ], {}),
        ("russia", "Russia", "Kremlin; busy with the war in Ukraine", None, [
            wish(that="not defend", text="No second front", when=None, sure=None,
                 because="The special operation comes first", citations=["korybko p19"]),
            wish(that="armenia.road == under_russia", text=None, when=None, sure=None, because=None,
                 citations=["korybko p6"]),
        ], {}),
        ("armenia", "Armenia", "Government of Nikol Pashinyan", None, [
            wish(that="not azerbaijan.invade", text=None, when=None, sure=None, because=None, citations=[]),
            wish(that="road != under_russia", text=None, when=None, sure=0.65, because=None, citations=["korybko p6"]),
        ], {}),
        ("us", "United States", "The Trump administration", None, [
            wish(that="broker", text="Be the one who brokers the road", when="us_deal", sure=None, because=None,
                 citations=["korybko p10"]),
        ], {}),
        ("turkiye", "Türkiye", "Patron of Baku, with business in Moscow", None, [
            wish(that="armenia.road == without_russia", text=None, when=None, sure=0.9,
                 because="Its military logistics to Central Asia would run over this road", citations=["korybko p15"]),
        ], {}),
        ("money_base", "Business circles that look West", None, None, [
            wish(that="azerbaijan.escalate", text=None, when=None, sure=None, because=None, citations=["comment_1"]),
        ], {}),
        ("voting_base", "Families who live off jobs in Russia", None, None, [
            wish(that="not azerbaijan.escalate", text=None, when=None, sure=None, because=None,
                 citations=["comment_1"]),
        ], {}),
    ]
    return [
        ActorResult(id=a[0], name=a[1], about=a[2], part_of=a[3], pace="monthly", resolve="purposeful",
                    inertia="normal", wishes=a[4], serves=a[5])
        for a in people
    ]


def _steps() -> list[EvidenceStep]:
    """From the prior to the posterior, one weighed item more each, with ups and downs on the way."""
    order = [i[0] for i in sorted(_ITEMS, key=lambda i: i[3] or "9") if i[5] == "weighed"]
    found = []
    for k, item in enumerate(order, start=1):
        share, wave = k / len(order), 0.04 * (-1) ** k if k < len(order) else 0.0
        p = {e[0]: round(e[6] + (e[7] - e[6]) * share + min(wave, e[6] / 2), 4) for e in _EXPLANATIONS}
        found.append(EvidenceStep(item=item, p=p))
    return [*found, EvidenceStep(item="moves", p={e[0]: e[8] for e in _EXPLANATIONS})]


@cache
def sample() -> Analysis:
    """The whole sample analysis."""
    states, moves = _states()
    shown = [s.index for s in states]
    day = datetime.date.fromisoformat
    dates = _dates()
    return Analysis(
        case=CaseSummary(
            slug="2025-syunik", title="Who opens the road through Syunik, and against whom?",
            about="In late June 2025 a police raid in Yekaterinburg and arrests in Baku turned a partnership sour. One "
            "author sees a Turkish-US powerplay; his readers see clans, migrant workers and wounded pride.",
            as_of=AS_OF, horizon=HORIZON, watched_from=day("2025-06-27"), sha256="3f" * 32,
        ),
        method=Method(
            version="0.1.0", seed=1, draws=64, states=1536, feasible=1152, types=4, effective_sample_size=41.7,
            not_used=["actors.azerbaijan.options.escalate.backing_down: what it costs to take a public step back",
                      "actors.armenia.does_not_see: options an actor cannot see"],
            warnings=["evidence item us_silence: one source of grade C only"],
        ),
        explanations=_explanations(),
        factors=[
            FactorResult(name="us_deal", asks="Did Washington agree to let Ankara and Baku settle Armenia's future?",
                         prior={"yes": 0.20, "no": 0.80}, posterior={"yes": 0.23, "no": 0.77}),
            FactorResult(name="impulse", asks="What set the escalation going?",
                         prior={"ordered": 0.18, "implied": 0.32, "own_accord": 0.50},
                         posterior={"ordered": 0.20, "implied": 0.39, "own_accord": 0.41}),
            FactorResult(name="quarrel", asks="Does Baku hold a grievance of its own over migrants and the airliner?",
                         prior={"yes": 0.55, "no": 0.45}, posterior={"yes": 0.62, "no": 0.38}),
            FactorResult(name="feud", asks="Did rival clans set off the raid in Yekaterinburg?",
                         prior={"yes": 0.13, "no": 0.87}, posterior={"yes": 0.09, "no": 0.91}),
            FactorResult(name="kazakh_front", asks="Are drones launched from Kazakhstan?",
                         prior={"yes": 0.04, "no": 0.96}, posterior={"yes": 0.006, "no": 0.994}),
        ],
        something_else=Remainder(prior=0.10, posterior=0.07),
        equal_priors={"deniable": 0.41, "powerplay": 0.31, "ordered": 0.33, "own_accord": 0.36, "own_quarrel": 0.30,
                      "clan_feud": 0.44, "tough_for_money": 0.35, "drone_front": 0.12},
        none_named=Remainder(prior=0.03, posterior=0.02),
        items=_items(),
        sources=[
            SourceResult(id=s[0], title=s[1], by=s[2], kind=s[3], date=day(s[4]), url=s[5], grade=s[6], prior=s[7],
                         posterior=s[8], items=s[9], repeats=s[10], flip_share=0.31 if s[0] == "korybko" else None,
                         flip_to="own_quarrel" if s[0] == "korybko" else None)
            for s in _SOURCES
        ],
        steps=_steps(),
        indicators=[
            Indicator(id="leaders_call", what="Aliyev and Putin speak and release detainees",
                      because="A settlement fits officials on their own better than a plan", bits=0.19,
                      probability=0.52, if_seen={"deniable": 0.29, "powerplay": 0.11, "own_accord": 0.46},
                      if_not={"deniable": 0.46, "powerplay": 0.24, "own_accord": 0.23},
                      citations=["korybko p7"], first=AS_OF, last=day("2025-07-31"),
                      by_explanation={"deniable": 0.41, "powerplay": 0.34, "own_accord": 0.69, "own_quarrel": 0.5,
                                      "ordered": 0.16, "clan_feud": 0.55, "tough_for_money": 0.45},
                      otherwise={"deniable": 0.59, "powerplay": 0.56, "own_accord": 0.43, "own_quarrel": 0.53,
                                 "ordered": 0.6, "clan_feud": 0.52, "tough_for_money": 0.55}),
            Indicator(id="envoy_visit", what="An American envoy visits Baku with the road on the agenda", because=None,
                      bits=0.12, probability=0.24, if_seen={"powerplay": 0.36, "deniable": 0.44, "own_accord": 0.27},
                      if_not={"powerplay": 0.11, "deniable": 0.35, "own_accord": 0.38},
                      first=AS_OF, last=day("2026-12-31"),
                      by_explanation={"powerplay": 0.62, "deniable": 0.28, "own_accord": 0.18, "own_quarrel": 0.14,
                                      "ordered": 0.33, "clan_feud": 0.2, "drone_front": 0.24},
                      otherwise={"powerplay": 0.16, "deniable": 0.22, "own_accord": 0.27, "own_quarrel": 0.3,
                                 "ordered": 0.22, "clan_feud": 0.24, "drone_front": 0.24}),
            Indicator(id="crash_report", what="Investigators publish what brought the airliner down", because=None,
                      bits=0.05, probability=0.4, if_seen={"own_quarrel": 0.43, "powerplay": 0.15},
                      if_not={"own_quarrel": 0.31, "powerplay": 0.19}, citations=["comment_3"],
                      by_explanation={"own_quarrel": 0.48, "powerplay": 0.35}, otherwise={"own_quarrel": 0.36,
                                                                                        "powerplay": 0.41}),
            Indicator(id="invasion_2026", kind="question",
                      what="Will Azerbaijani troops enter Syunik by the end of 2026?", because=None, bits=0.004,
                      probability=0.045, if_seen={"powerplay": 0.29, "own_accord": 0.2},
                      if_not={"powerplay": 0.165, "own_accord": 0.357}, citations=["korybko p20"], first=AS_OF,
                      last=day("2026-12-31"), by_explanation={"powerplay": 0.077, "own_accord": 0.026, "ordered": 0.0},
                      otherwise={"powerplay": 0.038, "own_accord": 0.055, "ordered": 0.055}),
        ],
        actors=_actors(),
        axes=[
            AxisResult(name=a[0], actor=a[1], option=a[2], text=a[3], values=a[4], now=a[5], moves=a[6], likely=a[7],
                       probability_changed=a[8], at_horizon=_at_horizon(a[4], a[5], a[7], a[8]), citations=a[9])
            for a in _AXES
        ],
        types=[
            TypeResult(when={"impulse == ordered": False, "us_deal": False}, probability=0.61,
                       equilibria={"Nash": [shown[4]], "GMR": [shown[4], shown[15]], "SEQ": [shown[4]]}),
            TypeResult(when={"impulse == ordered": False, "us_deal": True}, probability=0.19,
                       equilibria={"Nash": [shown[4]], "GMR": [shown[4]], "SEQ": [shown[4]]}),
            TypeResult(when={"impulse == ordered": True, "us_deal": False}, probability=0.15,
                       equilibria={"Nash": [shown[15]], "GMR": [shown[9], shown[15]], "SEQ": [shown[9]]}),
            TypeResult(when={"impulse == ordered": True, "us_deal": True}, probability=0.05,
                       equilibria={"Nash": [], "GMR": [shown[9]], "SEQ": [shown[9]]}),
        ],
        states=states,
        moves=moves,
        likely_path=[shown[0], shown[1], shown[2], shown[3], shown[4]],
        scenarios=_scenarios(),
        none_of_these=[(d, round(0.31 - 0.13 * n / 18, 4)) for n, d in enumerate(dates)],
        questions=_questions(),
        scores=scores(_questions()),
        timeline=[
            TimelineEntry(date=day("2020-11-10"), text="Ceasefire of November 2020, mediated by Moscow", by=None,
                          kind="event", citations=["korybko p4"]),
            TimelineEntry(date=day("2022-02-22"), text="Strategic partnership pact of Russia and Azerbaijan", by=None,
                          kind="event", citations=["korybko p4"]),
            TimelineEntry(date=day("2024-12-25"), text="An airliner is brought down over the North Caucasus", by=None,
                          kind="event", citations=["korybko p3"]),
            TimelineEntry(date=day("2025-06-27"), text="Police raid in Yekaterinburg; two men die", by=None,
                          kind="event", citations=["korybko p2"]),
            TimelineEntry(date=day("2025-06-28"), text="Baku starts its campaign against Russia", by="azerbaijan",
                          kind="move", citations=["korybko p2"]),
            TimelineEntry(date=day("2025-06-30"), text="Police hold several Russians in Baku", by="officials",
                          kind="move", citations=["korybko p3"]),
            TimelineEntry(date=day("2025-06-30"), text="The Russian deputy prime minister's visit is cancelled",
                          by=None, kind="evidence", citations=["wire"]),
        ],
        beliefs_over_time=beliefs_over_time(),
        fragility=fragility(),
        levers=levers(),
        advice=advice(),
        conclusions=conclusions(_explanations(), _questions()),
        ordinal=ordinal(states, [a[0] for a in _AXES], _index),
        rules=["never: armenia.road == under_russia and us.broker",
               "needs: us.broker, for: armenia.road == without_russia"],
        assumptions=["something else: 10 % (default)", "us_deal prior 20 %: no source",
                     "russia.resolve purposeful (default)", "armenia.inertia normal (default)",
                     "0 % and 100 % in the case rule out: none"],
    )


def nothing() -> Analysis:
    """The analysis of a case that has nothing but a title."""
    return Analysis(
        case=CaseSummary(slug="empty", title="Nothing yet", about=None, as_of=None, horizon=None, watched_from=None,
                         sha256="0" * 64),
        method=Method(version="0.1.0", seed=1, draws=0, states=0, feasible=0, types=0, effective_sample_size=None,
                      not_used=[], warnings=[]),
    )
