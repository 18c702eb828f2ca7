"""What a text tells as denied, doubted or alleged: factors at even odds, never evidence that something was seen."""

from __future__ import annotations

from typing import Any

from realpolitik.case.unjudged import NEUTRAL
from realpolitik.reading.drafting.desk import Desk
from realpolitik.reading.drafting.items import Item, quoted
from realpolitik.reading.drafting.naming import from_words
from realpolitik.reading.drafting.phrases import short
from realpolitik.reading.drafting.yaml import Plain
from realpolitik.reading.events.parties import name_of, sides

#: So many are drafted in any case; the explanations leave them room.
LEAST_DISPUTED = 2


def disputed(desk: Desk, found: list[Item], room: int) -> dict[str, Any]:
    """A factor for every act that the text does not tell as a fact, as long as there is ``room``."""
    made: dict[str, Any] = {}
    for item in found[:room]:
        name, one = _factor(desk, item)
        made[name] = one
    for item in found[room:]:
        desk.leave("disputed event", item.reading, item.place)
    return made


def _factor(desk: Desk, item: Item) -> tuple[str, dict[str, Any]]:
    event, reading = item.event, item.reading
    who = [name_of(p, reading.text) for p in event.sources]
    whom = [name_of(p, reading.text) for p in event.targets]
    trigger = event.trigger.of(reading.text).lower()
    name = desk.names.take("disputed_" + "_".join(from_words(w, 1, "it") for w in [*who[:1], trigger, *whom[:1]]))
    cited = list(dict.fromkeys(desk.cite(r, told.event.trigger) for r, told in item.told))
    by = f" by {name_of(event.said_by, reading.text)}" if event.said_by else ""
    place = item.place
    return name, {
        "asks": "Did it happen? " + short(place.of(reading.text), 160),
        "prior": {"value": Plain("50%"), "because": NEUTRAL},
        "source": Plain(cited[0]) if len(cited) == 1 else [Plain(one) for one in cited],
        "because": f"Coded {event.kind} (CAMEO {event.root}), {event.mode}{by}: {sides(event, reading.text)}.",
        **quoted(reading, place),
        "check": desk.marks.note(
            "claim",
            f"factors.{name}.prior",
            f"The text tells it as {event.mode}{by}, not as a fact. Judge it and join it to the rest, or take it out.",
        ),
    }
