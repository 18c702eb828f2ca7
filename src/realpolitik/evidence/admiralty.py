"""Back to the Admiralty system: what a source's shares, and what is now believed of a happening, read as.

The way in (a grade stands for shares, a credibility for a chance) is a convention of the case language; the way out is
the nearest letter and digit by the same convention, so that a result can be entered where letters and digits are kept.
"""

from __future__ import annotations

from collections.abc import Sequence

from realpolitik.case.parts.belief import CREDIBILITY, GRADES


def grade_of(shares: Sequence[float]) -> str:
    """The letter, A to E, whose shares of reliable, noise and deceptive are nearest (sum of absolute differences).

    F, "cannot be judged", says nothing about a source and is never the answer.

    >>> grade_of((0.95, 0.04, 0.01)), grade_of((0.7, 0.2, 0.1)), grade_of((0.0, 0.5, 0.5))
    ('A', 'C', 'E')
    """
    letters = [letter for letter in GRADES if letter != "F"]
    return min(letters, key=lambda letter: sum(abs(a - b) for a, b in zip(shares, GRADES[letter], strict=True)))


def credibility_of(probability: float) -> int:
    """The digit, 1 (confirmed) to 5 (improbable), nearest to the probability that the happening is so.

    >>> [credibility_of(p) for p in (0.99, 0.8, 0.6, 0.45, 0.1)]
    [1, 2, 3, 4, 5]
    """
    digits = [digit for digit in CREDIBILITY if digit != 6]
    return min(digits, key=lambda digit: abs(CREDIBILITY[digit] - probability))
