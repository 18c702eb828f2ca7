"""Public question sets: the layout of ForecastBench's files, and CSV.

The layout was looked up in github.com/forecastingresearch/forecastbench-datasets (question_sets/2026-09-27-llm.json,
resolution_sets/2026-09-27_resolution_set.json, forecast_sets/2024-07-21); the entries here are made up.
"""

from __future__ import annotations

import json
import math
from fractions import Fraction
from pathlib import Path

import pytest
from typer.testing import CliRunner

from realpolitik.cli.main import app
from realpolitik.errors import BadInput
from realpolitik.ledger.question_sets import set_records
from realpolitik.ledger.scorecard import scorecard

GOLDEN = Path(__file__).parent / "golden"  #: a round of 36 made-up questions in that layout


def market(name: str, source: str, question: str, price: str) -> dict[str, object]:
    return {
        "id": name, "source": source, "question": question, "freeze_datetime_value": price, "resolution_dates": "N/A",
    }  # fmt: skip


QUESTIONS = [
    market("m1", "manifold", "Will A?", "0.2"),
    market("m2", "polymarket", "Will B?", "0.9"),
    market("m3", "infer", "Will C?", "N/A"),
    {
        "id": "D1", "source": "fred", "question": "Will D rise by {resolution_date}?", "freeze_datetime_value": "4.75",
        "resolution_dates": ["2026-10-04", "2026-10-27"],
    },
]  # fmt: skip
RESOLUTIONS = [
    ("m1", "manifold", None, "2026-10-01", 1.0, True),
    ("m2", "polymarket", None, "2026-10-06", 0.845, False),
    ("m3", "infer", None, "2026-10-06", 0.0, True),
    ("D1", "fred", None, "2026-10-04", 0.0, True),
    ("D1", "fred", None, "2026-10-27", 1.0, True),
    (["D1", "D2"], "fred", [1, -1], "2026-10-04", 1.0, True),
]
FORECASTS = [
    ("m1", "manifold", None, None, 0.6),
    ("m1", "manifold", None, None, 0.7),
    ("m1", "manifold", None, None, 0.1),
    ("m2", "polymarket", None, None, 0.5),
    ("D1", "fred", None, "2026-10-04", 0.3),
    ("D1", "fred", None, "2026-10-27", 0.3),
    (["D1", "D2"], "fred", [1, -1], "2026-10-04", 0.25),
    ("D1", "fred", None, "2026-12-31", 0.3),
]
HEAD = {"forecast_due_date": "2026-09-27", "question_set": "2026-09-27-llm.json"}


def written(folder: Path, name: str, document: object) -> Path:
    file = folder / name
    file.write_text(json.dumps(document), encoding="utf-8")
    return file


@pytest.fixture
def sets(tmp_path: Path) -> dict[str, Path]:
    keys = ("id", "source", "direction", "resolution_date", "resolved_to", "resolved")
    said = ("id", "source", "direction", "resolution_date", "forecast")
    documents = {
        "questions": {**HEAD, "questions": QUESTIONS},
        "resolutions": {**HEAD, "resolutions": [dict(zip(keys, row, strict=True)) for row in RESOLUTIONS]},
        "forecasts": {
            **HEAD, "organization": "Us", "model": "x",
            "forecasts": [dict(zip(said, row, strict=True)) | {"reasoning": None} for row in FORECASTS],
        },
    }  # fmt: skip
    return {name: written(tmp_path, f"{name}.json", document) for name, document in documents.items()}


def test_a_forecast_set(sets: dict[str, Path]) -> None:
    records, left = set_records([sets["forecasts"], sets["resolutions"], sets["questions"]])
    assert [(r.name, r.asks, r.p, r.outcome) for r in records] == [
        ("manifold/m1", "Will A?", 0.6, 1.0),
        ("fred/D1@2026-10-04", "Will D rise by {resolution_date}?", 0.3, 0.0),
        ("fred/D1@2026-10-27", "Will D rise by {resolution_date}?", 0.3, 1.0),
        ("fred/D1 & D2 (1 & -1)@2026-10-04", "", 0.25, 1.0),
    ]
    assert left.open == ("polymarket/m2", "fred/D1@2026-12-31")
    card = scorecard(records, left)
    assert card is not None
    assert card.brier == pytest.approx((0.4**2 + 0.3**2 + 0.7**2 + 0.75**2) / 4, abs=1e-15)


def test_the_markets_own_prices(sets: dict[str, Path]) -> None:
    records, left = set_records([sets["questions"], sets["resolutions"]])
    assert [(r.name, r.p, r.outcome) for r in records] == [("manifold/m1", 0.2, 1.0)]
    assert left.open == ("polymarket/m2",)


def test_csv(tmp_path: Path) -> None:
    file = tmp_path / "t.csv"
    file.write_text(
        "id,question,forecast,resolved_to,base_rate,stays\n"
        "a,Will it?,70%,yes,0.5,0\nb,,0.2,0,,\nc,,0.4,,,\nd,,0.4,void,,\ne,,1,0.25,,\n",
        encoding="utf-8",
    )
    records, left = set_records([file])
    assert [(r.name, r.p, r.outcome, r.base, r.stays) for r in records] == [
        ("a", 0.7, 1.0, 0.5, 0.0), ("b", 0.2, 0.0, None, None), ("e", 1.0, 0.25, None, None),
    ]  # fmt: skip
    assert (left.open, left.void) == (("c",), ("d",))
    card = scorecard(records, left)
    assert card is not None
    (base,) = [r for r in card.rivals if r.name == "base rate"]
    assert (base.questions, base.brier, base.skill) == (1, 0.25, pytest.approx(1 - 0.09 / 0.25))


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("x.json", "{", "no JSON"),
        ("x.json", "[]", "holds no object"),
        ("x.json", '{"a": []}', "none of the lists"),
        ("x.json", '{"forecasts": []}', "a resolution set"),
        ("x.json", '{"resolutions": []}', "forecast set or a question set is missing"),
        ("x.json", '{"resolutions": [{"resolved_to": 1}], "x": 0}', "missing beside|no id"),
        ("x.csv", "id,forecast\na,1\n", "x.csv:1 has no column resolved_to"),
        ("x.csv", "id;forecast;resolved_to\na;0,7;1\n", "columns are parted by commas"),
        ("x.csv", "id,forecast,resolved_to\na,0.7,1\na,0.2,1\n", "x.csv:3: a second forecast of a"),
        ("x.csv", "id,forecast,resolved_to\n,0.7,1\n", "x.csv:2: there is no id"),
        ("x.csv", "id,forecast,resolved_to\na,0,7,1\n", "x.csv:2: there are more cells than columns"),
        ("x.csv", f"id,forecast,resolved_to\na,{'1' * 200000},1\n", r"x.csv:\d: field larger than"),
        ("x.csv", "id,forecast,resolved_to\na,1.2,1\n", r"x.csv:2 forecast: '1.2' is no number from 0 to 1"),
    ],
)
def test_what_cannot_be_read(tmp_path: Path, name: str, text: str, said: str) -> None:
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    with pytest.raises(BadInput, match=said):
        set_records([file])


def test_numbers_that_are_no_probabilities_are_named(sets: dict[str, Path]) -> None:
    document = json.loads(sets["forecasts"].read_text(encoding="utf-8"))
    document["forecasts"][1]["forecast"] = 1.5
    sets["forecasts"].write_text(json.dumps(document), encoding="utf-8")
    with pytest.raises(BadInput, match=r"forecasts\[1\].forecast: '1.5'"):
        set_records([sets["forecasts"], sets["resolutions"]])


def told_by_hand(with_forecasts: bool) -> dict[tuple[str, str, str], tuple[Fraction, Fraction]]:
    """Question, direction and day -> (forecast, answer), read without the program, in exact fractions."""

    def exact(value: object) -> Fraction:
        return Fraction(str(value))

    def rows(name: str, key: str) -> list[dict[str, object]]:
        return json.loads((GOLDEN / f"{name}.json").read_text(encoding="utf-8"))[key]

    answers = {
        (str(r["id"]), str(r["direction"]), r["resolution_date"] if str(r["id"])[:6] != "market" else ""): r
        for r in rows("resolution_set", "resolutions")
    }
    said: dict[tuple[str, str, str], list[Fraction]] = {}
    if with_forecasts:
        for row in rows("forecast_set", "forecasts"):
            key = (str(row["id"]), str(row["direction"]), str(row["resolution_date"] or ""))
            said.setdefault(key, []).append(exact(row["forecast"]))
    else:
        for row in rows("question_set", "questions"):
            if row["resolution_dates"] == "N/A":
                said[str(row["id"]), "None", ""] = [exact(row["freeze_datetime_value"])]
    out = {}
    for key, ps in said.items():
        answer = answers.get(key)  # type: ignore[call-overload]
        if answer is None or not answer["resolved"]:
            continue
        ps.sort()
        middle = len(ps) // 2
        p = ps[middle] if len(ps) % 2 else (ps[middle - 1] + ps[middle]) / 2
        out[key] = (p, exact(answer["resolved_to"]))
    return out


@pytest.mark.parametrize("with_forecasts", [True, False])
def test_a_whole_round_scores_as_by_hand(with_forecasts: bool, tmp_path: Path) -> None:
    files = [GOLDEN / "resolution_set.json", GOLDEN / f"{'forecast' if with_forecasts else 'question'}_set.json"]
    records, left = set_records(files)
    card = scorecard(records, left)
    assert card is not None
    pairs = list(told_by_hand(with_forecasts).values())
    n = len(pairs)
    assert (card.forecasts, n) == (n, 52 if with_forecasts else 20)
    brier = sum((p - o) ** 2 for p, o in pairs) / n
    assert card.brier == pytest.approx(float(brier), abs=1e-14)
    mean = sum(o for _, o in pairs) / n
    bins: dict[int, list[tuple[Fraction, Fraction]]] = {}
    for p, o in pairs:
        bins.setdefault(min(int(p * 10), 9), []).append((p, o))
    parts = [(len(b), sum(p for p, _ in b) / len(b), sum(o for _, o in b) / len(b)) for b in bins.values()]
    wanted = sum(k * (f - o) ** 2 for k, f, o in parts) / n, sum(k * (o - mean) ** 2 for k, _, o in parts) / n
    assert (card.murphy.reliability, card.murphy.resolution) == pytest.approx(tuple(map(float, wanted)), abs=1e-14)
    assert card.murphy.uncertainty == pytest.approx(float(mean * (1 - mean)), abs=1e-14)
    logs = [math.log(p if o else 1 - p) for p, o in pairs if (p if o else 1 - p) > 0]
    if len(logs) == n:
        assert card.log == pytest.approx(-sum(logs) / n, abs=1e-13)
    table = "id,forecast,resolved_to\n" + "".join(f"q{k},{float(p)!r},{float(o)!r}\n" for k, (p, o) in enumerate(pairs))
    (tmp_path / "same.csv").write_text(table, encoding="utf-8")
    same = scorecard(set_records([tmp_path / "same.csv"])[0])
    assert same is not None
    assert (same.brier, same.log) == pytest.approx((card.brier, card.log), abs=1e-13)
    told = CliRunner().invoke(app(), ["score", *map(str, files)])
    assert told.exit_code == 0
    assert told.output.startswith(f"{n} resolved questions. Brier {float(brier):.4f}")


def test_what_is_no_entry_is_named(sets: dict[str, Path]) -> None:
    document = json.loads(sets["resolutions"].read_text(encoding="utf-8"))
    document["resolutions"].insert(1, 7)
    sets["resolutions"].write_text(json.dumps(document), encoding="utf-8")
    with pytest.raises(BadInput, match=r"resolutions\[1\] is no object"):
        set_records([sets["forecasts"], sets["resolutions"]])
