"""What check says about size and time: words that depend on the case alone, and what is too large."""

from __future__ import annotations

import pytest

from realpolitik.analysis.effort import effort, in_short, in_words
from realpolitik.case.loading import load_text

HEAD = "case: x\ntitle: y\nas_of: 2025-07-02\nhorizon: 2026-07-02\n"


def case_text(options: int, factors: int = 0) -> str:
    """A case with so many options of one actor and so many factors; wishes mention all options but the last."""
    names = ", ".join(f"o{k}: x" for k in range(options))
    wishes = ", ".join(f"o{k}" for k in range(options - 1))
    some = "".join(f"  f{k}: {{asks: F, prior: 30%}}\n" for k in range(factors))
    return f"{HEAD}actors:\n  a: {{options: {{{names}}}, prefers: [{wishes}]}}\n" + (
        f"factors:\n{some}" if some else ""
    )


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0.3, "under a second"), (0.8, "about 1 s"), (12, "about 10 s"), (100, "about 2 min"), (4000, "about 1 h"),
     (80_000, "many hours"), (10**7, "more than a day")],
)  # fmt: skip
def test_times_are_told_in_words(seconds: float, words: str) -> None:
    assert in_words(seconds) == words


def test_more_states_take_longer() -> None:
    small, large = effort(load_text(case_text(4))), effort(load_text(case_text(12)))
    assert small.seconds["play"] < large.seconds["play"] < large.seconds["report"]
    assert (small.feasible, small.least, small.too_large) == (16, (), ())


def test_two_to_the_sixty_worlds_are_said_to_be_too_many() -> None:
    size = effort(load_text(case_text(4, factors=60)))
    assert "weigh" not in size.seconds
    assert size.preference_types is None
    assert size.too_large[0].startswith("about 10^18 worlds are too many to weigh (at most 65,536)")
    assert in_short(2**60) == "about 10^18"


def test_above_two_to_the_sixteen_states_the_least_needed_options_are_named() -> None:
    size = effort(load_text(case_text(17)))
    assert [axis.option for axis in size.least[:2]] == ["a.o16", "a.o15"]
    assert size.least[0].in_words() == "a.o16 (no wish; nothing else)"
    assert size.least[1].in_words() == "a.o15 (1 wish, the highest ranked 16; nothing else)"
    assert "play" in size.seconds
    (told,) = effort(load_text(case_text(18))).too_large
    assert told.startswith("262,144 states are too many to play")
