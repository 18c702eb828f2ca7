"""Who stands behind what words of a sentence: the one who holds or denies them."""

from __future__ import annotations

from dataclasses import dataclass

from realpolitik.reading.passage import Passage
from realpolitik.reading.voices.speakers import Speaker

#: Characters of something said.
SHORTEST = 8


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who stands behind what words: ``what`` is said, ``frame`` is that with the words that say by whom. Who only
    ``denies`` it holds it not; who ``opines`` says how he takes a thing to be, not only that he tells of it. What is no
    ``clause`` ("blames the raid on a quarrel") makes no sense without its frame.
    """

    who: Speaker
    what: Passage
    frame: Passage
    denies: bool = False
    opines: bool = False
    clause: bool = True
