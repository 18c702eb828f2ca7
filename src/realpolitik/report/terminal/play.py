"""A play as tables: scenarios over time, forecasts, the story, and what the seen moves said."""

from __future__ import annotations

from io import StringIO

from rich.box import SIMPLE_HEAD
from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from realpolitik.analysis.history import beliefs_over_time
from realpolitik.analysis.stories import in_sentences, story
from realpolitik.analysis.unjudged import nobody_wants, unjudged
from realpolitik.case.case import Case
from realpolitik.case.worlds import Worlds
from realpolitik.conflict.space import StateSpace
from realpolitik.play.result import Forecast, Play
from realpolitik.report.terminal.tables import notices
from realpolitik.report.words import count, number, percent, plain, span

FILE_WIDTH = 110
_SHOWN_DATES = 3
_SHOWN_DAYS = 8
_LETTERS = "ABC"


def play_text(case: Case, result: Play, *, to_file: bool = False) -> str:
    """The play as text, as wide as the terminal, with colours where it can show them and none in a file."""
    if to_file:
        console = Console(file=StringIO(), width=FILE_WIDTH, force_terminal=False, color_system=None)
    else:
        console = Console()
    with console.capture() as capture:
        console.print(play_tables(case, result))
    return plain("\n".join(line.rstrip() for line in capture.get().splitlines()) + "\n")


def play_tables(case: Case, result: Play) -> RenderableType:
    """The play as something rich can print."""
    parts: list[RenderableType] = [
        Group(
            Text(case.title, style="bold"),
            *notices(unjudged(case, ("play",))),
            Text(f"What happens next, from {case.as_of} to {result.horizon}."),
        )
    ]
    if result.scenarios:
        parts.append(scenarios_table(case, result))
    if result.questions:
        parts.append(questions_table(case, result))
    if case.explanations and result.moves_seen:
        parts += [explanations_table(case, result), *_by_event(case, result)]
    parts += [_story(case, result), _notes(case, result)]
    return Group(*(part for one in parts for part in (one, Text())))


def scenarios_table(case: Case, result: Play) -> Table:
    """How likely each scenario is to have held by some dates, with the range below, and to hold at the horizon."""
    days = [k for k, d in enumerate(result.dates) if case.as_of is not None and case.as_of < d <= result.horizon]
    picked = [days[round(k * (len(days) - 1) / (_SHOWN_DATES - 1))] for k in range(_SHOWN_DATES)]
    picked = list(dict.fromkeys(picked))
    table = _table("Scenario: has held by", *(f"{result.dates[k]:%b %Y}" for k in picked), "at end")
    last = picked[-1]
    for name, scenario in result.scenarios.items():
        fan = scenario.ever
        between = [span((float(fan.low[k]), float(fan.high[k]))) for k in picked]
        chances = [percent(float(fan.mean[k])) for k in picked]
        cells = [f"{p}\n{wide}" if wide != p else p for p, wide in zip(chances, between, strict=True)]
        table.add_row(case.scenarios[name].title or name, *cells, percent(float(scenario.at.mean[last])))
    table.add_row("none of these", *[""] * len(picked), percent(float(result.none_of_these.mean[last])))
    return table


def questions_table(case: Case, result: Play) -> Table:
    """The questions' forecasts with what the play and the base rate say."""
    table = _table("Question", "by", "forecast", "range", "play", "base rate")
    for question in case.questions:
        forecast = result.questions.get(question.id)
        if forecast is not None:
            table.add_row(question.asks, str(question.until), *_numbers(forecast))
            if forecast.note:
                table.add_row(Text(f"  {forecast.note}", style="dim"), "", "", "", "", "")
    return table


def _numbers(forecast: Forecast) -> list[str]:
    def shown(p: float | None) -> str:
        return "-" if p is None else percent(p)

    between = "" if forecast.interval is None else span(forecast.interval)
    return [shown(forecast.p), between, shown(forecast.p_model), shown(forecast.p_base)]


def explanations_table(case: Case, result: Play) -> Table:
    """What the moves seen, and not seen, do to the explanations."""
    worlds = Worlds.of(case)
    table = _table("Explanation", "evidence", "with the moves seen")
    for name, explanation in case.explanations.items():
        holds = worlds.holds(explanation.says)
        before, after = float(result.before[holds].sum()), float(result.after[holds].sum())
        table.add_row(explanation.title or name, percent(before), percent(after))
    return table


def _by_event(case: Case, result: Play) -> list[RenderableType]:
    """The likeliest explanations after each day on which something was seen, the latest days."""
    points = beliefs_over_time(case, StateSpace.of(case), draws=result.draws, seed=result.seed)
    leading = sorted(points[-1].p, key=lambda name: -points[-1].p[name])[: len(_LETTERS)] if points else []
    if not leading:
        return []
    letters = dict(zip(leading, _LETTERS, strict=False))
    table = _table("Seen", *letters.values())
    for point in points[-_SHOWN_DAYS:]:
        more = [f"and {number(len(point.after) - 2)} more"] if len(point.after) > 2 else []
        what = "; ".join([*point.after[:2], *more]) or "before anything was seen"
        table.add_row(f"{point.date} {what}", *(percent(point.p[name]) for name in leading))
    titles = (f"{letters[name]}: {case.explanations[name].title or name}" for name in leading)
    return [table, Text("\n".join(titles), style="dim")]


def _story(case: Case, result: Play) -> Text:
    """The likeliest story, one move a line, each with the wish that speaks most for it."""
    space = StateSpace.of(case)
    if nobody_wants(case, space):
        return Text("No story is likelier than another: nobody who can act is said to want anything.")
    told = in_sentences(story(case, space, result))
    if not told:
        return Text("The likeliest story: nothing changes.")
    return Text("\n".join(["The likeliest story:", *(f"  {line}" for line in told)]))


def _notes(case: Case, result: Play) -> Text:
    lines = [*result.warnings]
    seen, worth = "no moves were seen", ""
    if result.moves_seen:
        seen = f"{count(result.moves_seen, 'move')} seen"
    if result.effective_sample_size < result.draws - 0.05:
        what = "the moves seen" if result.moves_seen else "nothing seen while it was watched"
        worth = f", worth {result.effective_sample_size:.1f} beside {what}"
    drawn = f"{count(result.draws, 'draw')}, seed {result.seed}{worth}" if result.draws else "the central run alone"
    lines.append(
        f"{count(result.reachable, 'state')} can be reached; {count(result.types, 'type')} of world; {seen}; {drawn}."
    )
    return Text("\n".join(f"{line[:1].upper()}{line[1:]}" for line in lines), style="dim")


def _table(first: str, *others: str) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False)
    table.add_column(first, overflow="fold", min_width=18)
    for name in others:
        table.add_column(name, justify="right", no_wrap=True)
    return table
