"""Reads public question sets with their resolutions, to score other people's forecasts by the same code.

JSON is the layout of ForecastBench (Karger et al. 2025; https://github.com/forecastingresearch/forecastbench-datasets):
a *question set* (``questions``, each with ``id``, ``source``, ``freeze_datetime_value``, ``resolution_dates``), a
*resolution set* (``resolutions``: ``id``, ``source``, ``direction``, ``resolution_date``, ``resolved_to``,
``resolved``) and a *forecast set* (``forecasts``: ``id``, ``source``, ``direction``, ``resolution_date``,
``forecast``). A CSV file has the columns ``id``, ``forecast`` and ``resolved_to``, and may have ``question``,
``source``, ``resolution_date``, ``base_rate`` and ``stays``.
"""

from __future__ import annotations

import csv
import io
import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from realpolitik.errors import BadInput
from realpolitik.ledger.records import Left, Record

MOST_BYTES = 200_000_000
_SETS = ("questions", "resolutions", "forecasts")
_WORDS = {"yes": 1.0, "no": 0.0, "true": 1.0, "false": 0.0}
Key = tuple[str, str, str]  #: id, source, direction


@dataclass(frozen=True)
class Answer:
    """An answer on a day: ``share`` 1 yes, 0 no, between; None: not known yet, or void."""

    day: str
    share: float | None


def set_records(files: Sequence[Path]) -> tuple[list[Record], Left]:
    """The forecasts of question sets with what came out, and what is left out.

    ``files``: one CSV file or more, or a resolution set with a forecast set, or with a question set, whose prices at
    the freeze are then the forecasts. Raises BadInput where that is not what they hold, with the place.
    """
    if all(file.suffix.lower() == ".csv" for file in files):
        found = [_table(file) for file in files]
        return [r for records, _ in found for r in records], Left(
            open=tuple(n for _, left in found for n in left.open), void=tuple(n for _, left in found for n in left.void)
        )
    sets: dict[str, list[tuple[Path, dict[str, Any]]]] = {name: [] for name in _SETS}
    for file in files:
        document = _document(file)
        kind = next((name for name in _SETS if isinstance(document.get(name), list)), None)
        if kind is None:
            raise BadInput(f"{file} has none of the lists {', '.join(_SETS)}; nothing was scored.")
        sets[kind].append((file, document))
    if not sets["resolutions"]:
        raise BadInput("a resolution set, with a list `resolutions`, is missing; nothing was scored.")
    if not sets["forecasts"] and not sets["questions"]:
        raise BadInput("a forecast set or a question set is missing beside the resolutions; nothing was scored.")
    asks = {
        _key(q, file): str(q.get("question", "")) for file, d in sets["questions"] for q in _rows(file, d, "questions")
    }
    answers = _answers(sets["resolutions"])
    forecasts = _forecasts(sets["forecasts"]) if sets["forecasts"] else _prices(sets["questions"])
    return _matched(forecasts, answers, asks)


def _matched(
    forecasts: dict[tuple[Key, str], list[float]], answers: dict[Key, list[Answer]], asks: dict[Key, str]
) -> tuple[list[Record], Left]:
    """Each forecast with its answer; of several forecasts of one question their median counts."""
    records, unanswered = [], []
    for (key, day), said in forecasts.items():
        known = [a for a in answers.get(key, []) if day in ("", a.day)]
        name = _named(key, day)
        if not known or known[-1].share is None:
            unanswered.append(name)
            continue
        records.append(Record(name, asks.get(key, ""), float(median(said)), known[-1].share, on=known[-1].day))
    return records, Left(open=tuple(unanswered))


def _answers(sets: Iterable[tuple[Path, dict[str, Any]]]) -> dict[Key, list[Answer]]:
    """Every question's answers, by day."""
    found: dict[Key, list[Answer]] = {}
    for file, document in sets:
        for k, row in enumerate(_rows(file, document, "resolutions")):
            where = f"{file}: resolutions[{k}].resolved_to"
            value = row.get("resolved_to")
            share = None if value is None or row.get("resolved") is False else _probability(value, where)
            found.setdefault(_key(row, file), []).append(Answer(str(row.get("resolution_date") or ""), share))
    return {key: sorted(answers, key=lambda a: a.day) for key, answers in found.items()}


def _forecasts(sets: Iterable[tuple[Path, dict[str, Any]]]) -> dict[tuple[Key, str], list[float]]:
    found: dict[tuple[Key, str], list[float]] = {}
    for file, document in sets:
        for k, row in enumerate(_rows(file, document, "forecasts")):
            p = _probability(row.get("forecast"), f"{file}: forecasts[{k}].forecast")
            found.setdefault((_key(row, file), str(row.get("resolution_date") or "")), []).append(p)
    return found


def _prices(sets: Iterable[tuple[Path, dict[str, Any]]]) -> dict[tuple[Key, str], list[float]]:
    """A market's price at the freeze; questions on data series, which have dates of resolution, have none."""
    found: dict[tuple[Key, str], list[float]] = {}
    for file, document in sets:
        for k, row in enumerate(_rows(file, document, "questions")):
            price = row.get("freeze_datetime_value")
            if not isinstance(row.get("resolution_dates"), list) and price not in (None, "", "N/A"):
                p = _probability(price, f"{file}: questions[{k}].freeze_datetime_value")
                found.setdefault((_key(row, file), ""), []).append(p)
    return found


def _table(file: Path) -> tuple[list[Record], Left]:
    """The records of a CSV file, one a question and day, and what is left out."""
    reader = csv.DictReader(io.StringIO(_text(file)), strict=True)
    records: dict[str, Record] = {}
    unanswered, void = [], []
    try:
        missing = [name for name in ("id", "forecast", "resolved_to") if name not in (reader.fieldnames or ())]
        if missing:
            raise BadInput(
                f"{file}:1 has no column {', '.join(missing)} (columns are parted by commas); nothing was scored."
            )
        for row in reader:
            where = f"{file}:{reader.line_num}"
            name = _named((row["id"], row.get("source") or "", ""), row.get("resolution_date") or "")
            if not row["id"] or None in row:
                told = "there is no id" if not row["id"] else "there are more cells than columns"
                raise BadInput(f"{where}: {told}; nothing was scored.")
            answer = (row["resolved_to"] or "").strip().lower()
            if answer in ("", "n/a"):
                unanswered.append(name)
            elif answer == "void":
                void.append(name)
            elif name in records:
                raise BadInput(f"{where}: a second forecast of {name}; nothing was scored.")
            else:
                records[name] = _row(row, name, where)
    except csv.Error as error:
        raise BadInput(f"{file}:{reader.line_num}: {error}; nothing was scored.") from error
    return list(records.values()), Left(open=tuple(unanswered), void=tuple(void))


def _row(row: dict[str, str], name: str, where: str) -> Record:
    base, stays = (row.get(column) or None for column in ("base_rate", "stays"))
    return Record(
        name=name,
        asks=row.get("question") or "",
        p=_probability(row["forecast"], f"{where} forecast"),
        outcome=_probability(row["resolved_to"], f"{where} resolved_to"),
        base=None if base is None else _probability(base, f"{where} base_rate"),
        stays=None if stays is None else _probability(stays, f"{where} stays"),
        on=row.get("resolution_date") or "",
    )


def _document(file: Path) -> dict[str, Any]:
    try:
        found = json.loads(_text(file))
    except (ValueError, RecursionError) as error:
        raise BadInput(f"{file} is no JSON file: {error}; nothing was scored.") from error
    if not isinstance(found, dict):
        raise BadInput(f"{file} holds no object; nothing was scored.")
    return found


def _text(file: Path) -> str:
    try:
        if file.stat().st_size > MOST_BYTES:
            raise BadInput(f"{file} is larger than {MOST_BYTES:,} bytes; nothing was scored.")
        return file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadInput(f"{file} is no text in UTF-8: {error}; nothing was scored.") from error


def _rows(file: Path, document: dict[str, Any], name: str) -> list[dict[str, Any]]:
    for k, row in enumerate(document[name]):
        if not isinstance(row, dict):
            raise BadInput(f"{file}: {name}[{k}] is no object; nothing was scored.")
    return list(document[name])


def _key(row: dict[str, Any], file: Path) -> Key:
    """What a question goes by; one that combines several has a list for its id and for its direction."""
    if row.get("id") in (None, "", []):
        raise BadInput(f"{file}: an entry has no id; nothing was scored.")
    return _joined(row["id"]), _joined(row.get("source")), _joined(row.get("direction"))


def _joined(value: object) -> str:
    if isinstance(value, list):
        return " & ".join(map(str, value))
    return "" if value is None else str(value)


def _named(key: Key, day: str) -> str:
    name, source, direction = key
    return "".join(
        [f"{source}/" if source else "", name, f" ({direction})" if direction else "", f"@{day}" * bool(day)]
    )


def _probability(value: object, where: str) -> float:
    text = str(value).strip()
    number = _WORDS.get(text.lower())
    if number is None:
        try:
            number = float(text.removesuffix("%")) / (100.0 if text.endswith("%") else 1.0)
        except ValueError:
            number = math.nan
    if not 0.0 <= number <= 1.0:
        raise BadInput(f"{where}: '{text}' is no number from 0 to 1; nothing was scored.")
    return number
