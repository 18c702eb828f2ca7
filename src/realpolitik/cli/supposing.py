"""What-ifs and levers that ``realpolitik play`` is asked for."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from dataclasses import asdict
from typing import TYPE_CHECKING

from realpolitik.errors import BadInput

if TYPE_CHECKING:
    from realpolitik.analysis.supposing import Supposition
    from realpolitik.case.case import Case


def asked_what_if(
    case: Case,
    do: Sequence[str] | None,
    believe: Sequence[str] | None,
    drop: Sequence[str] | None,
    since: str | None,
    levers: str | None,
    headline: str | None,
) -> Supposition | None:
    """What is supposed; None where nothing is. Raises BadInput where the options do not fit together or the case."""
    from realpolitik.analysis.supposing import supposition

    asked = bool(do or believe or drop or since)
    if levers is not None and asked:
        raise BadInput(
            "--levers tries every move from today; it goes with none of --set, --believe, --drop and --from."
        )
    if headline is not None and levers is None:
        raise BadInput("--headline goes with --levers.")
    return supposition(case, do or (), believe or (), drop or (), _day(since)) if asked else None


def asked_levers(
    case: Case,
    levers: str,
    headline: str | None,
    draws: int,
    seed: int,
    executor: Executor | None,
    told: Callable[[int, int], None],
    *,
    as_json: bool,
    to_file: bool,
) -> str:
    """The levers of a case as text or JSON."""
    import json

    from realpolitik.analysis.combined import combined
    from realpolitik.analysis.forecasting import forecast
    from realpolitik.analysis.headlines import Headlines
    from realpolitik.evidence.model import EvidenceModel
    from realpolitik.play.path import counted_as_moves
    from realpolitik.play.playing import prepare
    from realpolitik.report.terminal.supposed import levers_text
    from realpolitik.rounding import rounded

    played = forecast(case, draws=draws, seed=seed, executor=executor, told=told)
    headlines = Headlines.of(case, played)
    played_keys = [key for key in headlines.keys if not key.startswith("explanations.")]
    key = None if headline is None else named_headline(played_keys, headline)
    before = EvidenceModel.of(case, without=counted_as_moves(case)).posterior
    prepared = prepare(case, before, draws=draws, seed=seed)
    now = headlines.values(before[None, :])[0]
    found = combined(prepared, headlines, now, pairs=levers == "pairs", executor=executor)
    if not as_json:
        return levers_text(case, headlines, now.tolist(), found, key, to_file=to_file)
    start = {name: rounded(p) for name, p in zip(headlines.keys, now.tolist(), strict=True)}
    document = {"now": start, "levers": [asdict(one) for one in found]}
    return json.dumps(document, indent=1, ensure_ascii=False, allow_nan=False) + "\n"


def asked_paths(case: Case, paths: int, draws: int, seed: int, *, as_json: bool, to_file: bool) -> str:
    """Sampled paths of a case as text or JSON."""
    import json

    from realpolitik.analysis.forecasting import sampled
    from realpolitik.analysis.progress import parts_of
    from realpolitik.report.terminal.progress import stages
    from realpolitik.report.terminal.sampled_paths import paths_text

    stage = "Sampling paths"
    with stages() as tell:
        tell(stage)
        found = sampled(case, paths, draws=draws, seed=seed, told=parts_of(stage, tell))
    if as_json:
        return json.dumps(found.as_json(), indent=1, ensure_ascii=False, allow_nan=False) + "\n"
    return paths_text(case, found, to_file=to_file)


def named_headline(keys: Sequence[str], name: str) -> str:
    """The key of the one headline that ``name`` names, in full or without its section. BadInput where none or more."""
    found = [key for key in keys if name in (key, key.partition(".")[2])]
    if len(found) != 1:
        raise BadInput(f"there is no one headline '{name}'; there are {', '.join(keys)}. Nothing was played.")
    return found[0]


def _day(written: str | None) -> datetime.date | None:
    if written is None:
        return None
    try:
        return datetime.date.fromisoformat(written)
    except ValueError as error:
        raise BadInput(f"--from {written} is no day; write it as 2025-06-26. Nothing was played.") from error
