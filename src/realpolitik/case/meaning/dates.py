"""Dates that must come in order: nothing seen after ``as_of``, nothing asked about the past without a word."""

from __future__ import annotations

from realpolitik.case.meaning.desk import Desk, Loc


def check_dates(desk: Desk) -> None:
    """Check every date against ``as_of``, the watch and the horizon."""
    case = desk.case
    if case.as_of is None:
        dated: list[Loc] = [(key,) for key in ("questions", "horizon", "watched_from") if getattr(case, key)]
        dated += [("evidence", k, "until") for k, item in enumerate(case.evidence) if item.until is not None]
        for place in dated[:1]:
            desk.note("as-of-missing", "'as_of', the day of what is known, is missing", place, at_key=True)
        return
    if case.horizon is not None and case.horizon <= case.as_of:
        desk.note("dates-not-in-order", f"the horizon is not after as_of, {case.as_of}", ("horizon",))
    if case.watched_from is not None and case.watched_from > case.as_of:
        desk.note("dates-not-in-order", f"the watch begins after as_of, {case.as_of}", ("watched_from",))
    for k, item in enumerate(case.evidence):
        if item.date is not None and item.date > case.as_of:
            loc: Loc = ("evidence", k, "date")
            desk.note("after-as-of", f"seen on {item.date}, after as_of, {case.as_of}", loc)
        if item.until is not None and item.seen == "not yet" and item.copy_of is None:
            if item.until <= case.as_of:
                desk.note("dates-not-in-order", f"not seen yet, and its last day is not after as_of, {case.as_of}",
                          ("evidence", k, "until"), hint="a later day, or 'seen: absent'")  # fmt: skip
            elif case.horizon is not None and item.until > case.horizon:
                desk.warn("until-beyond-horizon", f"the day is later than the horizon, {case.horizon}",
                          ("evidence", k, "until"))  # fmt: skip
    for k, event in enumerate(case.events):
        if event.date > case.as_of:
            desk.note("after-as-of", f"it happened after as_of, {case.as_of}", ("events", k, "date"))
    for n, chances in case.nature.items():
        if chances.by and chances.moves != "no" and chances.now != chances.values[-1] and max(chances.by) <= case.as_of:
            desk.note("dates-not-in-order", f"every day of 'by' has passed by as_of, {case.as_of}; how fast is it now?",
                      ("nature", n, "by"), at_key=True, hint="add a later day, or write 'rate'")  # fmt: skip
    cited = {c.source for item in case.evidence for c in item.source}
    for s, source in case.sources.items():
        if s in cited and source.date is not None and source.date > case.as_of:
            desk.warn("source-after-as-of", f"this source is later than as_of, {case.as_of}", ("sources", s, "date"))
    for k, question in enumerate(case.questions):
        if question.until <= case.as_of:
            desk.warn("until-passed", f"the day is not after as_of, {case.as_of}", ("questions", k, "until"))
        if case.horizon is not None and question.until > case.horizon:
            desk.warn("until-beyond-horizon", f"the day is later than the horizon, {case.horizon}",
                      ("questions", k, "until"))  # fmt: skip
        by = question.happens.first_by
        if by is not None and by < case.as_of < question.until:
            desk.note("dates-not-in-order", f"the condition's day lies before as_of, {case.as_of}",
                      ("questions", k, "happens"))  # fmt: skip
        if by is not None and by > question.until:
            desk.note("dates-not-in-order", f"the condition's day lies after 'until', {question.until}",
                      ("questions", k, "happens"))  # fmt: skip
