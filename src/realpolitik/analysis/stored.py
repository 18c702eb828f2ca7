"""Reads an analysis from the JSON that ``report --format json`` wrote, and refuses anything else in clear words."""

from __future__ import annotations

import json
import math

from pydantic import ValidationError

import realpolitik
from realpolitik.analysis.address import addresses
from realpolitik.analysis.result import Analysis
from realpolitik.errors import BadInput

MAX_BYTES = 50_000_000  #: far more than any analysis takes
_MOST = 3
_HOW = "`realpolitik report CASE --format json -o FILE` writes one; nothing was read."


def is_stored(data: bytes) -> bool:
    """Whether this looks like a stored analysis and not like a case: an object whose ``case`` is an object."""
    if not data.lstrip().startswith(b"{"):
        return False
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        return False
    return isinstance(found, dict) and isinstance(found.get("case"), dict)


def read_analysis(data: bytes, file: str) -> Analysis:
    """The analysis in ``data``. Raises BadInput where it is none of this version, or was changed by hand since."""
    if len(data) > MAX_BYTES:
        raise BadInput(f"{file}: more than {MAX_BYTES // 1_000_000} MB is no analysis; nothing was read.")
    try:
        analysis = Analysis.model_validate_json(data)
    except ValidationError as error:
        raise BadInput(
            f"{file} is no analysis of realpolitik {realpolitik.__version__}: {_told(error)}. {_HOW}"
        ) from error
    wrong = [*_not_numbers(analysis), *_nobody(analysis)][:_MOST]
    if wrong:
        raise BadInput(f"{file} was changed after it was written: {'; '.join(wrong)}. {_HOW}")
    return analysis


def _told(error: ValidationError) -> str:
    """The first few faults, each with its place."""
    found = error.errors(include_url=False, include_input=False)
    said = [f"{'.'.join(map(str, one['loc'])) or 'the file'}: {one['msg'][:200]}" for one in found[:_MOST]]
    more = f" and {len(found) - _MOST} more faults" if len(found) > _MOST else ""
    return "; ".join(said) + more


def _not_numbers(analysis: Analysis) -> list[str]:
    return [f"{address} is no number" for address, number in addresses(analysis) if not math.isfinite(number)]


def _nobody(analysis: Analysis) -> list[str]:
    """Names that are referred to and are not there."""
    items, explanations = {i.id for i in analysis.items}, {e.name for e in analysis.explanations}
    said = [(f"explanations.{e.name}.top_items", t.item, items) for e in analysis.explanations for t in e.top_items]
    said += [(f"sources.{s.id}.items", item, items) for s in analysis.sources for item in s.items]
    said += [(f"items.{i.id}.likelihood_ratio", e, explanations) for i in analysis.items for e in i.likelihood_ratio]
    said += [
        (f"scenarios.{s.name}.by_explanation", e, explanations) for s in analysis.scenarios for e in s.by_explanation
    ]
    outside = [
        (f"explanations.{e.name}.{name}", p)
        for e in analysis.explanations
        for name, p in (("prior", e.prior), ("after_evidence", e.after_evidence), ("posterior", e.posterior))
    ]
    outside += [(f"questions.{q.id}.p", q.p) for q in analysis.questions]
    outside += [(f"scenarios.{s.name}.ever", p) for s in analysis.scenarios for _, p in (*s.ever, *s.at)]
    lost = [f"{where} names '{name}', which is not there" for where, name, known in said if name not in known]
    return lost + [f"{where} is {p:g}, no probability" for where, p in outside if not 0.0 <= p <= 1.0]
