"""Words of probability and their bands: ICD 203 (the default), the UK's PHIA yardstick, Kent 1964, and STIX's four.

ICD 203: Office of the Director of National Intelligence, *Analytic Standards*, 2 January 2015, section D.6.e.2.
PHIA: Professional Head of Intelligence Assessment, *Probability Yardstick*, 2018. Kent: Sherman Kent, *Words of
Estimative Probability*, 1964 (a middle and a give-or-take). DNI, WEP, AdmiraltyCredibility and NoneLowMedHigh: OASIS,
*STIX Version 2.1*, 2021, appendix A, whose bands of whole numbers are read as touching (60-79 is 60 to 80), so that
each middle is the value the standard gives.
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
#: So many bands of ICD 203 a range may span and still have a word.
WORDED = 2
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
DNI: Bands = (
    (("almost no chance", "remote"), 0, 10),
    (("very unlikely", "highly improbable"), 10, 20),
    (("unlikely", "improbable"), 20, 40),
    (("roughly even chance", "roughly even odds", "roughly even"), 40, 60),
    (("likely", "probable"), 60, 80),
    (("very likely", "highly probable"), 80, 90),
    (("almost certain", "nearly certain"), 90, 100),
)
WEP: Bands = (
    (("impossible",), 0, 0),
    (("highly unlikely", "almost certainly not"), 0, 20),
    (("unlikely", "probably not"), 20, 40),
    (("even chance",), 40, 60),
    (("likely", "probable"), 60, 80),
    (("highly likely", "almost certain"), 80, 100),
    (("certain",), 100, 100),
)
#: 6, "truth cannot be judged", stands for no probability.
ADMIRALTY: Bands = (
    (("5", "improbable"), 0, 20),
    (("4", "doubtful"), 20, 40),
    (("3", "possibly true"), 40, 60),
    (("2", "probably true"), 60, 80),
    (("1", "confirmed by other sources"), 80, 100),
)
NONE_LOW_MED_HIGH: Bands = (
    (("none",), 0, 0),
    (("low",), 0, 30),
    (("med",), 30, 70),
    (("high",), 70, 100),
)
#: The scales by the names people use.
SCALES: dict[str, Bands] = {
    "ICD 203": ICD203,
    "PHIA": PHIA,
    "Kent": KENT,
    "DNI": DNI,
    "WEP": WEP,
    "AdmiraltyCredibility": ADMIRALTY,
    "NoneLowMedHigh": NONE_LOW_MED_HIGH,
}
#: Words without a scale are of this one.
DEFAULT = "ICD 203"
_SHORT = {"icd": DEFAULT, "admiralty": "AdmiraltyCredibility"}
_BY_NAME = {name.casefold().replace(" ", ""): name for name in SCALES} | _SHORT


def scale_key(name: str) -> str | None:
    """The scale that people mean by a name, whatever its capitals and spaces; None if there is none."""
    return _BY_NAME.get("".join(name.casefold().split()))


def bands_spanned(low: float, high: float) -> int:
    """How many bands of ICD 203 a range shares more than an edge with, in whole per cent as they are printed.

    The outermost bands reach to 0 and 100 %. A range and its mirror image (1 less each end) span as many.
    """
    first, last = whole(low), whole(high)
    ends = [(0 if start <= 1 else start, 100 if end >= 99 else end) for _, start, end in ICD203]
    return sum(last > start and first < end for start, end in ends)


def band(word: str, scale: str = DEFAULT) -> tuple[float, float] | None:
    """The band of a word as two probabilities, or None if the scale has no such word."""
    wanted = " ".join(word.casefold().split())
    for names, low, high in SCALES[scale]:
        if wanted in names:
            return low / 100, high / 100
    return None


def words(scale: str = DEFAULT) -> tuple[str, ...]:
    """Every word of a scale, from the least to the most likely."""
    return tuple(name for names, _, _ in SCALES[scale] for name in names)


def word_of(p: float, scale: str = DEFAULT) -> str:
    """The word of a scale for a probability.

    A band of one number (``impossible``) stands for exactly that. Where two bands touch, the edge belongs to the upper
    one; in a gap the nearest band counts, and of two as near the one towards 50 %.
    """
    points = round(p * 100, 9)

    def order(entry: tuple[tuple[str, ...], int, int]) -> tuple[float, float, float]:
        _, low, high = entry
        gap = max(low - points, points - high, 0.0)
        if gap == 0.0:
            return 0.0, float(low != high), -low
        return (gap if low != high else gap + 100.0), 1.0, abs((low + high) / 2 - 50)

    return min(SCALES[scale], key=order)[0][0]


def in_words(written: str) -> tuple[str, str] | None:
    """The word and the scale of a probability as written, or None where it was written as a number.

    >>> in_words("Likely (phia)")
    ('likely', 'PHIA')
    """
    word, bracket, name = written.strip().partition("(")
    scale = scale_key(name.strip().removesuffix(")")) if bracket else DEFAULT
    if scale is None or band(word, scale) is None:
        return None
    return " ".join(word.casefold().split()), scale


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
    return word_of(p, "PHIA")


def whole(p: float) -> int:
    """A probability in whole per cent; a half goes to the even number, also where arithmetic has just missed it.

    Machines differ in the last digits of a sum; what is printed must not.
    """
    return round(round(p * 100, 9))


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
    return f"{whole(p)} %"
