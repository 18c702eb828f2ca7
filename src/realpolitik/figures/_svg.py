"""Small pieces of SVG whose x positions are per cent of the width: a figure fits any page, its text is never scaled."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from realpolitik.case import scales

#: What columns and strips are called where their titles have no room.
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
Mark = tuple[str, float]  # kind (prior, evidence, posterior, model, base), probability


def x(p: float) -> str:
    """A probability as an x position."""
    return f"{round(100 * min(1.0, max(0.0, p)), 2):g}%"


def percent(p: float) -> str:
    """A probability as people write it, with a narrow space."""
    return scales.percent(p).replace(" ", "\u202f")


def track(y: float, marks: Sequence[Mark], interval: tuple[float, float] | None = None) -> str:
    """One line from 0 to 100 % with an interval as a bar and marks on it."""
    parts = [f'<line class="rail" x1="0" x2="100%" y1="{y:g}" y2="{y:g}"/>']
    if interval is not None:
        low, high = interval
        width = x(max(high - low, 0.004))
        parts.append(f'<rect class="range" x="{x(low)}" width="{width}" y="{y - 5:g}" height="10" rx="5"/>')
    moved = [p for kind, p in marks if kind in ("prior", "posterior")]
    if len(moved) == 2:
        parts.append(f'<line class="shift" x1="{x(moved[0])}" x2="{x(moved[1])}" y1="{y:g}" y2="{y:g}"/>')
    parts.extend(mark(kind, p, y) for kind, p in marks)
    return "".join(parts)


def mark(kind: str, p: float, y: float) -> str:
    """A mark: its shape tells its kind, so that colour is never the only difference."""
    if kind in ("prior", "model"):
        return f'<circle class="mark {kind}" cx="{x(p)}" cy="{y:g}" r="4.5"/>'
    if kind in ("posterior", "blend"):
        return f'<circle class="mark {kind}" cx="{x(p)}" cy="{y:g}" r="6"/>'
    if kind == "evidence":
        return f'<line class="mark {kind}" x1="{x(p)}" x2="{x(p)}" y1="{y - 7:g}" y2="{y + 7:g}"/>'
    return sign({"base": DIAMOND}[kind], x(p), y, f"mark {kind}")


def scale(top: float, bottom: float) -> str:
    """Faint upright lines at 0, 25, 50, 75 and 100 %."""
    places = (x(quarter / 4) for quarter in range(5))
    return "".join(f'<line class="grid" x1="{p}" x2="{p}" y1="{top:g}" y2="{bottom:g}"/>' for p in places)


def numbers(y: float) -> str:
    """The numbers of the lines of ``scale``."""
    anchors = ("start", "middle", "middle", "middle", "end")
    return "".join(text(f"{25 * k}\u202f%", x(k / 4), y, "tick", anchor) for k, anchor in enumerate(anchors))


def text(words: str, x_: str, y: float, css: str, anchor: str = "start") -> str:
    """A line of text."""
    return f'<text class="{css}" x="{x_}" y="{y:g}" text-anchor="{anchor}">{escape(words)}</text>'


def either(long: str, brief: str, x_: str, y: float, css: str, anchor: str = "start") -> str:
    """A line of text, twice where the two differ: the page shows ``long`` where there is room, ``brief`` on a phone."""
    if long == brief:
        return text(long, x_, y, css, anchor)
    return text(long, x_, y, f"{css} wide", anchor) + text(brief, x_, y, f"{css} narrow", anchor)


def sign(shape: str, x_: str, y: float, css: str) -> str:
    """A small shape (an SVG path around 0,0) at a place of the figure."""
    return f'<svg x="{x_}" y="{y:g}" overflow="visible"><path class="{css}" d="{shape}"/></svg>'


#: Shapes of marks: what stands where an input is at its high end, at its low end, and where a line is crossed.
UP, DOWN, DIAMOND = "M-5.5 4.5L0-5.5L5.5 4.5Z", "M-5.5-4.5L0 5.5L5.5-4.5Z", "M-5.5 0L0-5.5L5.5 0L0 5.5Z"


def clipped(words: str, room: int) -> str:
    """Words cut at a space to about ``room`` characters, with an ellipsis."""
    if len(words) <= room:
        return words
    cut = words[: room - 1].rsplit(" ", 1)[0].rstrip(",;:\u2013- ")
    return (cut or words[: room - 1]) + "…"


def wrapped(words: str, room: int, lines: int) -> list[str]:
    """Words in at most ``lines`` lines of about ``room`` characters; the last ends in an ellipsis if cut."""
    out: list[str] = []
    line = ""
    queue = [word for word in words.split(" ") if word]  # a narrow no-break space stays where it is
    while queue:
        word = queue[0]
        if not line or len(line) + 1 + len(word) <= room:
            line = f"{line} {word}".strip()
            queue.pop(0)
            continue
        if len(out) == lines - 1:
            break
        out.append(line)
        line = ""
    if queue:
        line = clipped(f"{line} {' '.join(queue)}", room)
    return [*out, line] if line else out


def drawing(height: float, body: str, label: str, css: str, width: str = "100%", viewbox: str = "") -> str:
    """The SVG element: an image with a name for those who cannot see it."""
    box = f' viewBox="{viewbox}"' if viewbox else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="{css}" width="{width}" height="{height:g}"{box} role="img" '
        f'aria-label="{escape(label)}">{body}</svg>'
    )
