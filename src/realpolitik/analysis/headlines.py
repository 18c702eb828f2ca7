"""The headlines as functions of what they are made of: the worlds' probabilities and what the play says in each type.

A play is linear in the worlds' probabilities: P(question) = sum over types P(type) L(type) q(type) / sum of P(type)
L(type), with L the likelihood of the moves seen. So a change in the evidence needs no new play, and a change in the
play needs no new weighing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from realpolitik.analysis.asking import in_full
from realpolitik.case.case import Case
from realpolitik.case.scales import ICD203, icd_word, whole
from realpolitik.case.worlds import Worlds
from realpolitik.play.averaging import certain
from realpolitik.play.base_rate import blend, clamped, in_window
from realpolitik.play.calendar import months
from realpolitik.play.result import Forecast, Play

Floats = NDArray[np.float64]

HOLDS_TODAY = 0.995  #: a scenario that holds on the first day is read on the last day, any other one by then
_WORDS = [names[0] for names, _, _ in ICD203]
_EDGES = [high for _, _, high in ICD203][:-1]


@dataclass(frozen=True, eq=False)
class Played:
    """What a play says in each type: numerators and denominators (headlines, types), and log P(moves seen) (types,)."""

    upper: Floats
    lower: Floats
    log_moves: Floats


@dataclass(frozen=True, eq=False)
class Drawn:
    """The same draw by draw: ``upper`` and ``lower`` (headlines, draws, types), ``logs`` (draws, types)."""

    upper: Floats
    lower: Floats
    logs: Floats

    def mean(self, share: Floats | None = None) -> Played:
        """The mean over draws, each by how well it explains the moves seen and by ``share`` (draws,) if given."""
        return self.by(self.logs, share)

    def by(self, logs: Floats, share: Floats | None = None) -> Played:
        """The same if the draws explained the moves seen by ``logs`` (draws, types)."""
        top = logs.max()
        weight = np.exp(logs - top) if np.isfinite(top) else np.zeros_like(logs)
        if share is not None:
            weight = weight * share[:, None]
        total = weight.sum(axis=0)
        safe = np.where(total > 0.0, total, 1.0)
        upper, lower = (np.einsum("dt,hdt->ht", weight, part) / safe for part in (self.upper, self.lower))
        with np.errstate(divide="ignore"):
            log_moves = np.log(total / len(logs)) + (top if np.isfinite(top) else 0.0)
        return Played(upper, lower, log_moves)


@dataclass(frozen=True, eq=False)
class Headlines:
    """All headlines of a case. ``keys``: explanations first, then scenarios, then questions that have an answer.

    ``truth`` (explanations, worlds); ``type_of`` (worlds,); ``blends``: of each played headline None (its number as it
    is), or the base rate's chance for the question's window (``False``: only kept within [.001, .999]).
    """

    keys: tuple[str, ...]
    titles: tuple[str, ...]
    truth: Floats
    type_of: NDArray[np.int64]
    drawn: Drawn
    played: Played
    blends: tuple[float | bool | None, ...]

    @classmethod
    def of(cls, case: Case, play: Play | None) -> Headlines:
        """The headlines of a case and its play (None: explanations alone)."""
        worlds = Worlds.of(case)
        keys = [f"explanations.{name}" for name in case.explanations]
        titles = [e.title or name.replace("_", " ") for name, e in case.explanations.items()]
        rows = [worlds.holds(e.says) for e in case.explanations.values()]
        truth = np.array(rows, dtype=np.float64).reshape(len(rows), worlds.size)
        upper: list[Floats] = []
        lower: list[Floats] = []
        blends: list[float | bool | None] = []
        for name, scenario in () if play is None else play.scenarios.items():
            keys.append(f"scenarios.{name}")
            titles.append(case.scenarios[name].title or name.replace("_", " "))
            upper.append(scenario.at_by_draw if scenario.at.mean[0] >= HOLDS_TODAY else scenario.by_draw)
            lower.append(np.ones_like(scenario.by_draw))
            blends.append(None)
        asked = in_full(case.questions)
        for question in case.questions:
            forecast = None if play is None else play.questions.get(question.id)
            if forecast is None or forecast.p is None:
                continue
            keys.append(f"questions.{question.id}")
            titles.append(asked[question.id])
            upper.append(forecast.by_draw[:, :, 0])
            lower.append(forecast.by_draw[:, :, 1])
            blends.append(_blend(forecast))
        logs = np.zeros((1, 1)) if play is None else play.log_paths.T
        shape = (len(blends), *logs.shape)
        drawn = Drawn(np.array(upper).reshape(shape), np.array(lower).reshape(shape), logs)
        type_of = np.zeros(worlds.size, dtype=np.int64) if play is None else play.type_of
        return cls(tuple(keys), tuple(titles), truth, type_of, drawn, drawn.mean(), tuple(blends))

    def values(self, worlds: Floats, played: Played | None = None) -> Floats:
        """Every headline, shape (n, headlines), for probabilities of the worlds before the moves, shape (n, worlds)."""
        told = self.played if played is None else played
        top = told.log_moves.max()
        likelihood = np.exp(told.log_moves - top) if np.isfinite(top) else np.ones_like(told.log_moves)
        after = worlds * likelihood[self.type_of]
        after = after / after.sum(axis=1, keepdims=True)
        believed = after @ self.truth.T
        if not self.blends:
            return np.asarray(believed)
        member = np.zeros((self.type_of.size, told.log_moves.size))
        member[np.arange(self.type_of.size), self.type_of] = 1.0
        shares = after @ member
        with np.errstate(invalid="ignore", divide="ignore"):
            model = certain((shares @ told.upper.T) / (shares @ told.lower.T))
        model = np.where(np.isfinite(model), model, 0.0)
        return np.concatenate([believed, self._quoted(model)], axis=1)

    def _quoted(self, model: Floats) -> Floats:
        """The numbers to quote for the model's, (n, played headlines)."""
        out = model.copy()
        held = [k for k, base in enumerate(self.blends) if base is False]
        mixed = [k for k, base in enumerate(self.blends) if base is not None and base is not False]
        out[:, held] = clamped(model[:, held])
        out[:, mixed] = blend(model[:, mixed], np.array([self.blends[k] for k in mixed], dtype=np.float64))
        return out

    def with_base_rate(self, case: Case, question: str, p: float) -> Headlines:
        """The same with a question's base rate at chance ``p`` within its own period."""
        asked = next(q for q in case.questions if q.id == question)
        place = self.keys.index(f"questions.{question}") - len(self.truth)
        if asked.base_rate is None or not isinstance(self.blends[place], float) or case.as_of is None:
            return self
        window = months(case.as_of, asked.until)
        base = float(in_window(p, window, asked.base_rate.per, never=asked.happens.kind == "never"))
        return replace(self, blends=(*self.blends[:place], base, *self.blends[place + 1 :]))


def band(p: float) -> int:
    """The number of the ICD 203 band (0 to 6) in which ``p`` falls as printed, in whole per cent."""
    return _WORDS.index(icd_word(whole(p) / 100))


def bands(p: Floats) -> NDArray[np.int64]:
    """The same for many at once, in their shape."""
    printed = np.rint(np.round(p * 100.0, 9))
    return np.asarray(np.searchsorted(_EDGES, printed, side="right"), dtype=np.int64)


def _blend(forecast: Forecast) -> float | bool | None:
    if forecast.blended and forecast.p_base is not None:
        return forecast.p_base
    return None if forecast.note is not None else False
