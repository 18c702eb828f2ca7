"""Words of probability and their bands: ICD 203 (the default), the UK's PHIA yardstick, Kent 1964.

ICD 203: Office of the Director of National Intelligence, *Analytic Standards*, 2 January 2015, section D.6.e.2.
PHIA: Professional Head of Intelligence Assessment, *Probability Yardstick*, 2018. Kent: Sherman Kent, *Words of
Estimative Probability*, 1964 (a middle and a give-or-take).
"""

from __future__ import annotations

Bands = tuple[tuple[tuple[str, ...], int, int], ...]

#: (names, from, to) in per cent; the first name is the one printed.
ICD203: Bands = (
    (("almost no chance", "remote"), 1, 5),
    (("very unlikely", "highly improbable"), 5, 20),
    (("unlikely", "improbable"), 20, 45),
    (("roughly even chance", "roughly even odds", "roughly even"), 45, 55),
    (("likely", "probable"), 55, 80),
    (("very likely", "highly probable"), 80, 95),
    (("almost certain", "nearly certain"), 95, 99),
)
PHIA: Bands = (
    (("remote chance", "remote"), 0, 5),
    (("highly unlikely",), 10, 20),
    (("unlikely",), 25, 35),
    (("realistic possibility",), 40, 50),
    (("likely", "probable"), 55, 75),
    (("highly likely",), 80, 90),
    (("almost certain",), 95, 100),
)
KENT: Bands = (
    (("impossible",), 0, 0),
    (("almost certainly not",), 2, 12),
    (("probably not",), 20, 40),
    (("chances about even",), 40, 60),
    (("probable",), 63, 87),
    (("almost certain",), 87, 99),
    (("certain",), 100, 100),
)
SCALES: dict[str, Bands] = {"icd": ICD203, "icd 203": ICD203, "phia": PHIA, "kent": KENT}


def band(word: str, scale: str = "icd") -> tuple[float, float] | None:
    """The band of a word as two probabilities, or None if the scale has no such word."""
    wanted = " ".join(word.casefold().split())
    for names, low, high in SCALES[scale]:
        if wanted in names:
            return low / 100, high / 100
    return None


def words(scale: str = "icd") -> tuple[str, ...]:
    """Every word of a scale, from the least to the most likely."""
    return tuple(name for names, _, _ in SCALES[scale] for name in names)


def icd_word(p: float) -> str:
    """The ICD 203 word for a probability; a band's edge belongs to the upper band.

    Under 1 % and over 99 % the scale has no word: the nearest band's is used and ``percent`` says the rest.
    """
    for names, _, high in ICD203:
        if round(p * 100, 9) < high:
            return names[0]
    return ICD203[-1][0][0]


def phia_word(p: float) -> str:
    """The PHIA word for a probability; in a gap the nearest band's, a tie goes towards 50 %."""
    points = round(p * 100, 9)

    def distance(entry: tuple[tuple[str, ...], int, int]) -> tuple[float, float]:
        _, low, high = entry
        gap = max(low - points, points - high, 0.0)
        return gap, abs((low + high) / 2 - 50)

    return min(PHIA, key=distance)[0][0]


def percent(p: float) -> str:
    """A probability as people write it: ``37 %``, ``<1 %``, ``>99 %``, and ``0 %`` or ``100 %`` only if exactly so."""
    if p <= 0.0:
        return "0 %"
    if p >= 1.0:
        return "100 %"
    if p < 0.01:
        return "<1 %"
    if p > 0.99:
        return ">99 %"
    return f"{round(p * 100)} %"
