"""Scenarios, questions and advice of a draft."""

from __future__ import annotations

import re
from typing import Any

from realpolitik.reading.assertions.forecasts import Forecast
from realpolitik.reading.assertions.plainly import stated
from realpolitik.reading.deadlines import deadline
from realpolitik.reading.drafting.dating import until
from realpolitik.reading.drafting.desk import Desk
from realpolitik.reading.drafting.happenings import Happenings
from realpolitik.reading.drafting.items import quoted
from realpolitik.reading.drafting.joining import Joining
from realpolitik.reading.drafting.naming import from_words, keywords
from realpolitik.reading.drafting.phrases import ended, short, title
from realpolitik.reading.drafting.twins import Twins
from realpolitik.reading.drafting.yaml import Plain
from realpolitik.reading.passage import Passage
from realpolitik.reading.texts import Reading

MOST_SCENARIOS, MOST_FORECASTS, MOST_ADVICE = 4, 30, 12
#: Bands below even odds.
_DOUBTFUL = frozenset({"almost no chance", "very unlikely", "unlikely"})
#: Who is meant stands elsewhere.
_WHO = re.compile(
    r"(?:It|They|He|She|We|This|That|These|Those|Both|Neither)\b(?= (?:will|shall|is|are|may|might|could))|Will\b"
)


class Asking:
    """Fills ``happenings``, ``scenarios``, ``questions`` and ``advice``; ``hints`` are wishes that the text hints at,
    as comments.
    """

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.happenings = Happenings(desk)
        self.scenarios: dict[str, Any] = {}
        self.questions: list[dict[str, Any]] = []
        self.advice: list[dict[str, Any]] = []
        self.hints: list[str] = []
        self.forecast = 0
        self.told = {kind: Twins(desk) for kind in ("scenario", "forecast", "advice")}
        for reading in desk.readings:
            self._scenarios(reading)
        self.joining = Joining(desk, self.happenings, self.questions, self.hints, self._axes())
        for reading in desk.readings:
            self._forecasts(reading)
        for reading in desk.readings:
            self.joining.join(reading)
        for reading in desk.readings:
            self._advice(reading)
        for reading in desk.readings:
            for voice, place in reading.suspended:
                who = desk.source(reading, voice)
                self.hints.append(f"{who} withholds judgement: {desk.line(reading, place)}")
        for reading in desk.readings:
            for voice, place in reading.contrary:
                who = desk.source(reading, voice)
                self.hints.append(
                    f"{who} tells it as what was not, so it is drafted nowhere: {desk.line(reading, place)}"
                )

    def _axes(self) -> int:
        """How many options and events the states are made of so far."""
        events = sum(str(one["that"]).startswith("nature.") for one in self.scenarios.values())
        return len(set(self.desk.options.values())) + events

    def _scenarios(self, reading: Reading) -> None:
        desk = self.desk
        for scenario in sorted(reading.scenarios, key=lambda s: -len(s.wanted_by) - len(s.feared_by)):
            for who, verb in ((scenario.wanted_by, "wants"), (scenario.feared_by, "fears")):
                for mention in who:
                    actor = desk.actor(mention.name.entry)
                    if actor:
                        self.hints.append(f"{actor} {verb} it? {desk.line(reading, scenario.place)}")
            if self.told["scenario"].find(reading, [scenario.place]) is not None:
                continue
            if len(self.scenarios) >= MOST_SCENARIOS:
                desk.leave("scenario", reading, scenario.place)
                continue
            words = scenario.place.of(reading.text)
            if any(
                len(keywords(words) & keywords(one["quote"])) > 0.5 * len(keywords(words))
                for one in self.scenarios.values()
            ):
                continue
            option = desk.option(reading, scenario.place)
            name = desk.names.take("scenario_" + from_words(words, 2))
            that = option or self._comes(reading, scenario.place)
            self.scenarios[name] = {
                "that": Plain(that),
                "title": title(words),
                "source": Plain(desk.cite(reading, scenario.place)),
                **quoted(reading, scenario.place),
                "check": desk.marks.note(
                    "scenario", f"scenarios.{name}", "Say it as a formula over options, and name it shortly."
                ),
            }
            self.told["scenario"].keep(reading, [scenario.place], self.scenarios[name])

    def _comes(self, reading: Reading, place: Passage) -> str:
        """That what a scenario tells comes, by the day that its sentence names."""
        words = place.of(reading.text)
        last = until(self.desk, reading, deadline(reading.text, place, reading.article.date))
        return "nature." + self.happenings.name(reading, place, words, last.day, called=title(words))

    def _forecasts(self, reading: Reading) -> None:
        desk = self.desk
        new = []
        for forecast in reading.forecasts:
            if self.joining.holds(reading, forecast.word):
                continue
            twin = self.told["forecast"].find(reading, [forecast.place])
            if twin is None:
                new.append(forecast)
            elif "said" in twin:
                twin["said"].setdefault(
                    desk.source(reading, forecast.voice), Plain(stated(reading.text, forecast).said)
                )
        ranked = sorted(new, key=lambda f: (-f.weight, f.place))
        room = MOST_FORECASTS - self.forecast
        for forecast in ranked[room:]:
            desk.leave("forecast", reading, forecast.place)
        for forecast in sorted(ranked[:room], key=lambda f: f.place):
            self.forecast += 1
            self.questions.append(self._question(reading, forecast))
            self.told["forecast"].keep(reading, [forecast.place], self.questions[-1])

    def _question(self, reading: Reading, forecast: Forecast) -> dict[str, Any]:
        """A forecast as a question: what would come, by when, and how likely the text says it is."""
        desk, place = self.desk, forecast.place
        told = stated(reading.text, forecast)
        last = until(desk, reading, deadline(reading.text, forecast.around, reading.article.date))
        option = desk.option(reading, forecast.what)
        happens = option or "nature." + self.happenings.name(reading, place, told.words, last.day)
        name = desk.names.take("q_" + happens.rpartition(".")[2])
        doubted = " (The text doubts it.)" if told.said in _DOUBTFUL else ""
        asks = f"Will it come so? {ended(short(told.words, 160))}{doubted}"
        resists = " Told as what will not come: ask for what would, and turn `said` round." if told.resists else ""
        who = _WHO.match(told.words)
        meant = f" Who or what is '{who[0]}'?" if who and not forecast.asked else ""
        said = {"said": {desk.source(reading, forecast.voice): Plain(told.said)}}
        return {
            "id": name,
            "asks": short(told.words, 180) + "?" if forecast.asked else asks,
            "happens": Plain(f"ever {happens}"),
            "until": Plain(last.day.isoformat()),
            **({} if forecast.asked else said),
            "source": Plain(desk.cite(reading, forecast.word)),
            **quoted(reading, place),
            "check": desk.marks.note(
                "question",
                f"questions.{name}",
                f"{last.why}{resists}{meant} Set until, say what counts, and give a base_rate.",
            ),
        }

    def _advice(self, reading: Reading) -> None:
        desk = self.desk
        for one in reading.advice:
            to = desk.actor(one.to)
            if self.told["advice"].find(reading, [one.place, one.word], "by") is not None:
                continue
            if to is not None and len(self.advice) >= MOST_ADVICE:
                desk.leave("advice", reading, one.place)
            elif to is None:
                self.hints.append(f"advice to the reader? {desk.line(reading, one.place)}")
            if to is None or len(self.advice) >= MOST_ADVICE:
                continue
            self.advice.append(
                {
                    "to": to,
                    "text": short(one.place.of(reading.text), 160),
                    "by": Plain(desk.cite(reading, one.word)),
                    **quoted(reading, one.place),
                    "check": desk.marks.note(
                        "advice",
                        f"advice[{len(self.advice)}]",
                        f"Is it advice, and is it for {to}? Give the move (do) to have it evaluated.",
                    ),
                }
            )
            self.told["advice"].keep(reading, [one.place, one.word], self.advice[-1])
