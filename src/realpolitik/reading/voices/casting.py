"""The voice that each speaker of a text becomes: one for each person, group or actor, however he is called.

A pronoun is the one who spoke last; what stands in quotation marks without a speaker of its own goes on with the
speaker of the sentence before, or is his whose name closes it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from realpolitik.reading.actors.dictionary import slug
from realpolitik.reading.passage import Passage, trimmed
from realpolitik.reading.structure import Article, Voice
from realpolitik.reading.voices.attribution import Attribution
from realpolitik.reading.voices.speakers import ACTOR, GROUP, NOBODY, PERSON, PRONOUN, Speaker
from realpolitik.reading.wordlists import words as listed

_TITLES = listed("titles") | {"gen", "col", "capt", "prof", "professor", "rev", "sen", "doctor"}
_ARTICLE = re.compile(r"(?i)^(?:the|an?)\s+")
#: A pronoun means whoever spoke at most so many paragraphs before.
REACH = 2
_THE_AUTHOR = frozenset(
    {"the author", "the writer", "the article", "this article", "the piece", "this piece", "the op"}
)
#: Whose somebody is: the last person's, the last group's, or (empty) the one's who speaks.
_OWNERS = {"his": PERSON, "her": PERSON, "their": GROUP, "its": ACTOR, "my": "", "our": ""}
#: Words in quotation marks; shorter ones are only called so.
_QUOTES = re.compile(r"“[^“”]{25,}(?:”|$)|\"[^\"]{25,}(?:\"|$)")


@dataclass(frozen=True, slots=True)
class Said:
    """Words of a sentence that a voice other than the paragraph's own holds, or denies; the voice is empty where they
    are denied for nobody to hold. ``guess`` says what a rule had to take for granted.
    """

    sentence: Passage
    what: Passage
    frame: Passage
    voice: str
    denies: bool = False
    opines: bool = False
    guess: str = ""
    clause: bool = True


@dataclass(slots=True)
class _Known:
    """A person's names so far and his voice."""

    given: set[str]
    voice: str


@dataclass(slots=True)
class Cast:
    """Everybody who speaks in one article; new speakers become voices of it."""

    article: Article
    people: dict[str, list[_Known]] = field(default_factory=dict)
    others: dict[str, str] = field(default_factory=dict)
    last: dict[str, tuple[str | Speaker, int]] = field(default_factory=dict)
    paragraph: int = 0
    speaking: str = ""

    names: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.names = {voice.name for voice in self.article.voices}
        for voice in self.article.voices:
            if voice.by:
                self._know(voice.by, voice.name)

    def enter(self, voice: str) -> None:
        """A paragraph of a voice begins; another voice's pronouns mean others."""
        self.paragraph += 1
        if voice != self.speaking:
            self.last.clear()
            self.speaking = voice

    def cast(self, sentence: Passage, found: list[Attribution]) -> list[Said]:
        """The attributions of a sentence with the voice of each."""
        made = []
        for one in found:
            voice = "" if one.who.kind == NOBODY else self._voice(one.who)
            if voice is None:
                continue
            guess = ""
            if one.who.kind == PRONOUN:
                guess = f"'{one.who.name}' is taken to be {self.article.voice(voice).by}"
            made.append(Said(sentence, one.what, one.frame, voice, one.denies, one.opines, guess, one.clause))
        return made

    def topic(self, who: Speaker | None) -> None:
        """Somebody is spoken of who may be meant by the next sentence's pronoun; he is no voice before that."""
        if who is None or who.kind == PRONOUN:
            return
        self.last[who.kind] = who, self.paragraph
        if who.single:
            self.last[PERSON] = self.last[ACTOR] = who, self.paragraph

    def quoted_on(self, place: Passage, sentences: list[Passage], said: list[list[Said]]) -> None:
        """Give what stands in quotation marks in a paragraph to its speaker, where its own sentence does not name him:
        whoever the quotation's other sentences name, or who spoke in the sentence before.
        """
        text = self.article.text
        before: Said | None = None
        for quote in _QUOTES.finditer(text, place.start, place.end):
            inside = [k for k, s in enumerate(sentences) if s.start < quote.end() and quote.start() < s.end]
            if not inside:
                continue
            named = next((one for k in inside for one in said[k] if not one.denies and _touches(one, quote)), None)
            previous = said[inside[0] - 1] if inside[0] else []
            earlier = before or next((one for one in reversed(previous) if not one.denies), None)
            speaker = named or earlier
            if speaker is None:
                continue
            for k in inside:
                part = trimmed(text, max(sentences[k].start, quote.start()), min(sentences[k].end, quote.end()))
                if not said[k] and part.end - part.start >= (sentences[k].end - sentences[k].start) * 0.6:
                    guess = "" if named else "the quotation is taken to go on"
                    said[k].append(Said(sentences[k], part, part, speaker.voice, guess=guess))
            before = speaker

    # ------------------------------------------------------------------ who is who

    def _voice(self, who: Speaker) -> str | None:
        kind = {"he": PERSON, "she": PERSON, "they": GROUP, "it": ACTOR}.get(who.name, who.kind)
        if who.kind == PRONOUN:
            voice = self._meant(kind) or (self._meant(ACTOR) if kind == GROUP else None)
        elif self._is_author(who):
            voice = self.article.voices[0].name
        elif who.kind == PERSON:
            voice = self._person(who)
        else:
            voice = self._other(self._whose(who))
        if voice is not None:
            self.last[kind] = voice, self.paragraph
            if who.single:  # "a diplomat dismissed this, he said"
                self.last[PERSON] = self.last[ACTOR] = voice, self.paragraph
        return voice

    def _meant(self, kind: str) -> str | None:
        """The voice of who was spoken of last."""
        found, where = self.last.get(kind, ("", 0))
        if not found or self.paragraph - where > REACH:
            return None
        return found if isinstance(found, str) else self._voice(found)

    def _is_author(self, who: Speaker) -> bool:
        """Whether another voice speaks of the author: "the author argues", or by a surname that is a state's too."""
        author = self.article.voices[0] if self.article.voices else None
        if author is None or author.kind != "opinion" or author.name == self.speaking:
            return False
        if who.name.lower() in _THE_AUTHOR:
            return True
        return who.kind == ACTOR and author.by is not None and slug(who.name) == _split(author.by)[0]

    def _whose(self, who: Speaker) -> Speaker:
        """ "Her critics" with the name of the one they are the critics of, "my cousin" with that of who speaks."""
        first, _, rest = who.name.partition(" ")
        kind = _OWNERS.get(first.lower())
        if kind is None or not rest:
            return who
        voice = self.speaking if kind == "" else self._meant(kind)
        owner = next((v for v in self.article.voices if v.name == voice), None)
        name = f"{owner.by or owner.title}'s {rest}" if owner is not None else rest
        return replace(who, name=name)

    def _person(self, who: Speaker) -> str:
        surname, given = _split(who.name)
        for known in self.people.get(surname, []):
            if not given or not known.given or given & known.given:
                known.given |= given
                return known.voice
        key = surname if surname not in self.names else slug(who.name)
        self._know(who.name, key)
        return self._new(key, who)

    def _know(self, name: str, voice: str) -> None:
        surname, given = _split(name)
        self.people.setdefault(surname, []).append(_Known(given, voice))

    def _other(self, who: Speaker) -> str:
        entry = who.entry
        called = f"{entry.key}_says" if entry is not None else _short(who.name)
        if called not in self.others:
            self.others[called] = self._new(called, who)
        return self.others[called]

    def _new(self, key: str, who: Speaker) -> str:
        name, number = key, 2
        while name in self.names:
            name, number = f"{key}_{number}", number + 1
        self.names.add(name)
        shown = who.name[:1].upper() + who.name[1:]
        about = f", {who.about}" if who.about else ""
        self.article.voices.append(Voice(name, "quoted", who.name, f"{shown}{about}, as quoted", who.place))
        return name


def _touches(one: Said, quote: re.Match[str]) -> bool:
    return one.what.start < quote.end() and quote.start() < one.what.end


def _split(name: str) -> tuple[str, set[str]]:
    """The surname as a key, and the given names."""
    parts = [p for p in re.sub(r"[’']s$", "", name).split() if p.rstrip(".").lower() not in _TITLES] or name.split()
    return slug(parts[-1]) or "speaker", {p.rstrip(".").lower() for p in parts[:-1]}


def _short(name: str) -> str:
    """A group's name as a key: its first words without the article."""
    words = slug(re.sub(r"[’']s\b", "", _ARTICLE.sub("", name))).split("_")
    return "_".join(words[:5]) or "speaker"
