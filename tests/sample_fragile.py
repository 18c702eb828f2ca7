"""What the hand-made analysis leans on, what actors could do, and how belief moved: for ``sample.py``.

As there, the numbers are plausible, not computed.
"""

from __future__ import annotations

import datetime
import math

from realpolitik.analysis.fragile import Crossing, Fragility, HeadlineResult, InputResult, Removal, Support, Swing
from realpolitik.analysis.remedies import AdviceResult, LeverResult
from realpolitik.analysis.signs import BeliefPoint

# fmt: off
# path, kind, words, value, written, low, high, ranged, support, citations, check
_INPUTS: list[tuple[str, str, str, float, str, float, float, bool, Support, list[str], str | None]] = [
    ("factors.impulse.prior.implied", "prior", "Before looking: what set the escalation going is “implied approval”",
     0.32, "32%", 0.19, 0.48, False, "judged", [], "ask two people who know Baku"),
    ("evidence.infowar.if[0]", "likelihood", "How likely “Outlets call Russia hostile to Islam” would be",
     0.70, "55-85%", 0.55, 0.85, True, "reasoned", [], None),
    ("evidence.infowar.otherwise", "likelihood", "How likely “Outlets call Russia hostile to Islam” would be",
     0.40, "40%", 0.25, 0.57, False, "judged", [], None),
    ("sources.korybko.grade", "reliability", "Andrew Korybko reports reliably", 0.60, "C", 0.43, 0.75, False,
     "convention", [], None),
    ("evidence.no_call.if[0]", "likelihood", "How likely “No call in the first four days” would be", 0.80, "80%", 0.67,
     0.89, False, "judged", [], None),
    ("factors.us_deal.prior", "prior",
     "Before looking: Washington agreed to let Ankara and Baku settle Armenia's future", 0.20, "15-35%", 0.15, 0.35,
     True, "sourced", ["korybko p10"], None),
    ("actors.azerbaijan.resolve", "resolve", "How firmly Azerbaijan takes the better move", 8.0, "purposeful", 4.0,
     16.0, False, "default", [], None),
    ("actors.officials.prefers[1].sure", "sure", "Mid-level officials want to hold Russians in Baku", 0.80, "80%", 0.67,
     0.89, False, "sourced", ["korybko p8"], None),
    ("actors.russia.pace", "pace", "How often Russia reconsiders", 1.0, "monthly", 0.5, 2.0, False, "default", [],
     None),
    ("something_else", "something else", "Before looking: something that no factor can say", 0.10, "10%", 0.053, 0.18,
     False, "default", [], None),
    ("nature.pashinyan_falls.rate", "rate", "The Armenian prime minister loses office within a year", 0.1,
     "10% per year", 0.053, 0.18, False, "sourced", ["korybko p15"], None),
    ("actors.armenia.inertia", "inertia", "How much Armenia shrinks from any change", 3.0, "normal", 1.5, 6.0, False,
     "default", [], None),
    ("evidence.culture_cancelled.said_anyway", "said anyway", "A noise source would report the cancelled events anyway",
     0.35, "35%", 0.21, 0.52, False, "convention", [], None),
    ("factors.feud.prior", "prior", "Before looking: rival clans set off the raid in Yekaterinburg", 0.13,
     "very unlikely", 0.05, 0.20, True, "sourced", ["comment_3"], None),
]
_AMOUNTS = ("resolve", "pace", "inertia")
_GIVEN = {"evidence.infowar.if[0]": "impulse != own_accord", "evidence.infowar.otherwise": "impulse == own_accord",
          "evidence.no_call.if[0]": "impulse == ordered"}
#: key, title, p, its largest swing, crossing (input number, value, band), needs_prior
_HEADLINES: list[tuple[str, str, float, float, tuple[int, float, int] | None, float | None]] = [
    ("explanations.deniable", "Aliyev let it happen and kept it deniable", 0.37, 0.16, (0, 0.44, 3), 0.43),
    ("explanations.own_quarrel", "Two neighbours with quarrels of their own", 0.36, 0.11, (9, 0.31, 1), 0.49),
    ("explanations.powerplay", "A Turkish-US powerplay that Baku joined", 0.17, 0.13, (5, 0.24, 2), 0.44),
    ("explanations.drone_front", "A second front from Kazakhstan", 0.006, 0.004, None, 0.88),
    ("scenarios.thaw", "Baku and Moscow make up", 0.66, 0.19, (6, 4.6, 3), None),
    ("scenarios.road_without_russia", "The road opens without Russia", 0.54, 0.22, (6, 8.5, 4), None),
    ("scenarios.war", "Azerbaijan takes Syunik by force", 0.045, 0.031, (10, 0.11, 1), None),
    ("questions.deal_2025", "Will a road agreement that leaves Russia out be signed in 2025?", 0.19, 0.09,
     (6, 8.9, 2), None),
    ("questions.invasion_2026", "Will Azerbaijani troops enter Syunik by the end of 2026?", 0.038, 0.02, None, None),
]
#: path, words, headline -> without it
_REMOVALS: list[tuple[str, str, dict[str, float]]] = [
    ("evidence.infowar", "Publicly financed outlets call Russia “Islamophobic” and “imperialist”",
     {"explanations.deniable": 0.27, "explanations.powerplay": 0.14, "scenarios.thaw": 0.69}),
    ("actors.azerbaijan.prefers[0]", "Azerbaijan wants the road to open without Russia",
     {"scenarios.road_without_russia": 0.21, "scenarios.war": 0.008, "questions.deal_2025": 0.05}),
    ("evidence.no_call", "No call between Aliyev and Putin in the first four days",
     {"explanations.deniable": 0.35, "scenarios.thaw": 0.71}),
    ("actors.officials.prefers[0]", "Mid-level officials want to hold Russians in Baku",
     {"scenarios.thaw": 0.83, "explanations.own_quarrel": 0.33}),
    ("evidence.migrant_law", "A Russian law may expel half a million unregistered workers",
     {"explanations.own_quarrel": 0.27}),
]


def _odds(p: float) -> float:
    return math.log(p / (1 - p))


def _swing(p: float, largest: float, place: int, up: bool) -> tuple[float, float]:
    """Two ends around ``p``: smaller from place to place, kept between 0 and 1."""
    size = min(largest, 1.8 * p, 1.8 * (1 - p)) / (1 + 0.45 * place)
    low, high = max(0.0, p - 0.55 * size), min(1.0, p + 0.45 * size)
    return (round(low, 6), round(high, 6)) if up else (round(high, 6), round(low, 6))


def fragility() -> Fragility:
    """What nine headlines lean on: fourteen inputs, five statements."""
    inputs = [
        InputResult(path=i[0], kind=i[1], words=i[2], given=_GIVEN.get(i[0]), probability=i[1] not in _AMOUNTS,
                    value=i[3], written=i[4], low=i[5], high=i[6], ranged=i[7], support=i[8], citations=i[9],
                    because="It is told so" if i[8] == "reasoned" else None, check=i[10],
                    moves=round(0.22 / (1 + 0.3 * k), 6), moves_what=_HEADLINES[k % 6][0], exact=k < 12)
        for k, i in enumerate(_INPUTS)
    ]
    headlines = []
    for n, (key, title, p, largest, crosses, needs) in enumerate(_HEADLINES):
        chosen = [_INPUTS[(n + k) % len(_INPUTS)] for k in range(12 if n < 6 else 3)]
        swings = []
        for k, i in enumerate(chosen):
            low, high = _swing(p, largest, k, up=(n + k) % 3 != 2)
            swings.append(Swing(input=i[0], at_low=low, at_high=high))
        crossing = None
        if crosses is not None:
            i, value = _INPUTS[crosses[0]], crosses[1]
            amount = i[1] in _AMOUNTS
            far = abs(math.log(value / i[3])) if amount else abs(_odds(value) - _odds(i[3]))
            crossing = Crossing(input=i[0], value=value, band=crosses[2], distance=round(far, 6))
        headlines.append(
            HeadlineResult(key=key, title=title, p=p, swings=swings, crossing=crossing,
                           even_priors=round(min(0.95, p * 1.1), 6) if key.startswith("expl") else None,
                           needs_prior=needs)
        )
    removals = [Removal(path=path, words=words, headlines=without) for path, words, without in _REMOVALS]
    told = {"inputs": inputs, "headlines": headlines, "removals": removals}
    return Fragility(plays=96, all_plays=208, screened=61, rerun=24, **told)


#: actor, option, value, words, would, own now, own later, months, lasts, changes of thaw, road without Russia, road
#: under Russia, freeze, war
_LEVERS = [
    ("azerbaijan", "azerbaijan.escalate", "no", "Azerbaijan ends its campaign against Russia", 0.58, -0.12, 0.03, 11.2,
     0.54, (0.24, 0.03, 0.01, -0.13, -0.012)),
    ("us", "us.broker", "yes", "The United States broker a road agreement", 0.23, 0.31, 0.30, 17.9, 1.0,
     (0.02, 0.21, -0.09, -0.02, -0.018)),
    ("officials", "officials.detain", "no", "Mid-level officials free the Russians held in Baku", 0.31, -0.4, -0.05,
     6.4, 0.29, (0.14, 0.01, 0.0, -0.06, -0.003)),
    ("russia", "russia.squeeze", "yes", "Russia expels Azerbaijani workers", 0.12, -0.08, -0.11, 9.0, 0.41,
     (-0.11, 0.04, -0.02, 0.09, 0.004)),
    ("turkiye", "turkiye.press", "no", "Türkiye no longer presses Baku for the road", 0.08, -0.2, -0.17, 5.1, 0.22,
     (0.01, -0.05, 0.01, 0.02, -0.001)),
    ("armenia", "armenia.road", "under_russia", "Armenia opens the road under Russian guard", 0.05, -0.33, -0.21, 7.7,
     0.36, (0.05, -0.3, 0.61, -0.08, -0.01)),
]


def levers() -> list[LeverResult]:
    """Six levers that can be pulled, the strongest first, and one that cannot."""
    now = {"thaw": 0.66, "road_without_russia": 0.54, "road_under_russia": 0.11, "freeze": 0.17, "war": 0.045}
    out = [
        LeverResult(
            actor=actor, option=option, value=value, words=words, possible=True,
            scenarios={n: round(min(1.0, max(0.0, p + d)), 6) for (n, p), d in zip(now.items(), changes, strict=True)},
            questions={"deal_2025": round(0.33 + changes[1], 6), "invasion_2026": 0.04}, would=would,
            would_if={"deniable": round(would * 0.9, 6), "powerplay": round(min(1.0, would * 1.4), 6)}, own_now=own,
            own_later=later, months=months, lasts=lasts, reach=max(abs(d) for d in changes),
        )
        for actor, option, value, words, would, own, later, months, lasts, changes in _LEVERS
    ]
    out.sort(key=lambda lever: -lever.reach)
    out.append(
        LeverResult(actor="russia", option="russia.defend", value="yes", words="Russia comes to Armenia's defence",
                    possible=False, blocked_by="it needs an invasion first")
    )
    return out


def advice() -> list[AdviceResult]:
    """Advice that follows, advice that nobody can follow, and advice that names no move."""
    places = {lever.option: k for k, lever in enumerate(levers())}
    return [
        AdviceResult(to="azerbaijan", do="not escalate", text="Talk before others profit from the quarrel",
                     by=["korybko"], lever=places["azerbaijan.escalate"], verdict="follows",
                     because="It raises “Baku and Moscow make up” by 24 points and costs Baku little"),
        AdviceResult(to="russia", do="defend", text="Stand by Armenia", by=["comment_2"], lever=places["russia.defend"],
                     verdict="cannot be done", because="It needs an invasion first"),
        AdviceResult(to="russia", do=None, text="Take Baku's grievances seriously", by=["comment_1"], lever=None,
                     verdict="does not follow", because="The advice names no move that the case knows"),
    ]


def beliefs_over_time() -> list[BeliefPoint]:
    """Where each of six explanations stood after each day on which something was seen."""
    day = datetime.date.fromisoformat
    names = ("deniable", "own_accord", "own_quarrel", "tough_for_money", "ordered", "powerplay", "clan_feud",
             "drone_front")
    rows: list[tuple[str, list[str], tuple[float, ...]]] = [
        ("2025-02-28", [], (0.30, 0.42, 0.33, 0.22, 0.18, 0.13, 0.12, 0.04)),  # the priors
        ("2025-03-01", ["A Russian law may expel half a million unregistered workers"],
         (0.29, 0.42, 0.42, 0.24, 0.18, 0.11, 0.12, 0.04)),
        ("2025-06-25", ["Arrests of opposition figures and clergy in Armenia"],
         (0.29, 0.42, 0.37, 0.24, 0.18, 0.15, 0.12, 0.04)),
        ("2025-06-27", ["The raid in Yekaterinburg reopens a case of twenty years ago"],
         (0.28, 0.44, 0.35, 0.23, 0.17, 0.14, 0.09, 0.04)),
        ("2025-06-28", ["Baku officially complains to Moscow about the deaths in Yekaterinburg",
                        "Baku starts its campaign against Russia"],
         (0.31, 0.41, 0.36, 0.24, 0.19, 0.15, 0.09, 0.04)),
        ("2025-06-29", ["Publicly financed outlets call Russia “Islamophobic” and “imperialist”",
                        "Russian cultural events in Azerbaijan are called off"],
         (0.38, 0.33, 0.36, 0.25, 0.22, 0.16, 0.09, 0.04)),
        ("2025-06-30", ["Police hold several Russians in Baku",
                        "The Russian deputy prime minister's visit to Baku is cancelled"],
         (0.36, 0.36, 0.36, 0.25, 0.19, 0.16, 0.09, 0.04)),
        ("2025-07-02", ["No call between Aliyev and Putin in the first four days",
                        "No statement from Washington on the arrests",
                        "No drone alerts on the route from Ukraine to Izhevsk"],
         (0.37, 0.35, 0.36, 0.26, 0.19, 0.17, 0.085, 0.006)),
    ]
    return [
        BeliefPoint(date=day(date), after=after, p=dict(zip(names, p, strict=True))) for date, after, p in rows
    ]
