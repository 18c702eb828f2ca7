"""Scenarios, conditionals, questions and advice of a draft."""

from __future__ import annotations

from typing import Any

from realpolitik.reading.assertions.hedges import band
from realpolitik.reading.days import deadline
from realpolitik.reading.drafting.desk import Desk
from realpolitik.reading.drafting.happenings import Happenings
from realpolitik.reading.drafting.items import quoted
from realpolitik.reading.drafting.naming import from_words, keywords
from realpolitik.reading.drafting.phrases import asserted, short, title
from realpolitik.reading.drafting.twins import Twins
from realpolitik.reading.drafting.yaml import Plain
from realpolitik.reading.passage import Passage
from realpolitik.reading.texts import Reading

MOST_SCENARIOS, MOST_FORECASTS, MOST_CONDITIONALS, MOST_ADVICE = 4, 30, 40, 12


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
        self.joined, self.unjoined = 0, 0
        self.told = {kind: Twins(desk) for kind in ("scenario", "forecast", "conditional", "advice")}
        for reading in desk.readings:
            self._scenarios(reading)
        for reading in desk.readings:
            self._forecasts(reading)
        for reading in desk.readings:
            self._conditionals(reading)
        for reading in desk.readings:
            self._advice(reading)
        for reading in desk.readings:
            for voice, place in reading.suspended:
                who = desk.source(reading, voice)
                self.hints.append(f"{who} withholds judgement: {self._line(reading, place)}")

    def _line(self, reading: Reading, place: Passage) -> str:
        return f"{self.desk.cite(reading, place)} [{place.start}, {place.end}]: {short(place.of(reading.text), 100)}"

    def _scenarios(self, reading: Reading) -> None:
        desk = self.desk
        for scenario in sorted(reading.scenarios, key=lambda s: -len(s.wanted_by) - len(s.feared_by)):
            for who, verb in ((scenario.wanted_by, "wants"), (scenario.feared_by, "fears")):
                for mention in who:
                    actor = desk.actor(mention.name.entry)
                    if actor:
                        self.hints.append(f"{actor} {verb} it? {self._line(reading, scenario.place)}")
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
            option = desk.options.get(f"{desk.number(reading)}:{scenario.place.start}")
            name = desk.names.take("scenario_" + from_words(words, 2))
            that = option or "nature." + self.happenings.name(reading, scenario.place, called=title(words))
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

    def _forecasts(self, reading: Reading) -> None:
        desk = self.desk
        new = []
        for forecast in reading.forecasts:
            twin = self.told["forecast"].find(reading, [forecast.place])
            if twin is None:
                new.append(forecast)
            else:
                twin["said"].setdefault(desk.source(reading, forecast.voice), band(reading.text, forecast.place)[0])
        ranked = sorted(new, key=lambda f: (-f.weight, f.place))
        room = MOST_FORECASTS - sum("said" in q for q in self.questions)
        for forecast in ranked[room:]:
            desk.leave("forecast", reading, forecast.place)
        for forecast in sorted(ranked[:room], key=lambda f: f.place):
            place = forecast.place
            option = desk.options.get(f"{desk.number(reading)}:{place.start}")
            happens = option or "nature." + self.happenings.name(reading, place)
            name = desk.names.take("q_" + happens.rpartition(".")[2])
            said, _ = band(reading.text, place)
            told = deadline(reading.text, place, reading.article.date)
            what, doubted = asserted(place.of(reading.text))
            dated = (
                f"The text says '{told[1].of(reading.text)}'."
                if told
                else "No date in the text: the horizon stands in."
            )
            self.questions.append(
                {
                    "id": name,
                    "asks": f"Will it come so? {short(what, 160)}" + (". (The text doubts it.)" if doubted else ""),
                    "happens": Plain(f"ever {happens}"),
                    "until": Plain(self.happenings.until(reading, place).isoformat()),
                    "said": {desk.source(reading, forecast.voice): said},
                    "source": Plain(desk.cite(reading, forecast.word)),
                    **quoted(reading, place),
                    "check": desk.marks.note(
                        "question",
                        f"questions.{name}",
                        f"{dated} Set until, say what counts, and give a base_rate.",
                    ),
                }
            )
            self.told["forecast"].keep(reading, [place], self.questions[-1])

    def _conditionals(self, reading: Reading) -> None:
        desk = self.desk
        for one in reading.conditionals:
            if self.told["conditional"].find(reading, [one.if_, one.then]) is not None:
                continue
            if self.joined >= MOST_CONDITIONALS:
                desk.leave("conditional", reading, one.place)
                if self.unjoined < MOST_CONDITIONALS:
                    self.hints.append(f"a conditional without room: {self._line(reading, one.place)}")
                self.unjoined += 1
                continue
            self.joined += 1
            first = self.happenings.name(reading, one.if_, "if_" + from_words(one.if_.of(reading.text), 2))
            then = self.happenings.name(reading, one.then, "then_" + from_words(one.then.of(reading.text), 2))
            negation = "not " if one.negated else ""
            by = self.happenings.until(reading, one.if_)
            joined = f"happens: if {negation}nature.{first} by {by} then ever nature.{then}"
            for name, place, words in ((first, one.if_, "The condition"), (then, one.then, "What follows")):
                question = desk.names.take(f"q_{name}")
                made = {
                    "id": question,
                    "asks": f"{words}: {short(place.of(reading.text), 150)}",
                    "happens": Plain(f"ever nature.{name}"),
                    "until": Plain(self.happenings.until(reading, place).isoformat()),
                    "source": Plain(desk.cite(reading, place)),
                    **quoted(reading, place),
                }
                if name == then:
                    made["fine_print"] = f"The text says so where nature.{first} does {negation}come first."
                    made["check"] = desk.marks.note(
                        "question", f"questions.{question}", f"A conditional ('{one.word}'). To ask it as one: {joined}"
                    )
                self.questions.append(made)
            self.told["conditional"].keep(reading, [one.if_, one.then], self.questions[-1])

    def _advice(self, reading: Reading) -> None:
        desk = self.desk
        for one in reading.advice:
            to = desk.actor(one.to)
            if self.told["advice"].find(reading, [one.place, one.word], "by") is not None:
                continue
            if to is not None and len(self.advice) >= MOST_ADVICE:
                desk.leave("advice", reading, one.place)
            elif to is None:
                self.hints.append(f"advice to the reader? {self._line(reading, one.place)}")
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
