"""The language model that ``read --llm`` names; nothing of it is loaded without that."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from realpolitik.reading.drafting.draft import Draft
    from realpolitik.reading.suggesting.answer import Suggester
    from realpolitik.reading.suggesting.suggested import Suggested
    from realpolitik.reading.texts import Reading


def named(model: str | None, url: str | None) -> Suggester | None:
    """The model that was asked for; None where none was. Raises BadInput where it cannot be asked."""
    from realpolitik.errors import BadInput

    if model is None:
        if url is not None:
            raise BadInput("--llm-url is the endpoint of a language model; name the model with --llm.")
        return None
    from realpolitik.reading.suggesting.endpoint import Endpoint

    return Endpoint(model, url)


def asked_for(readings: list[Reading], made: Draft, suggester: Suggester) -> Suggested:
    """Its suggestions for a draft that rules have made."""
    from realpolitik.reading.suggesting.suggested import suggested
    from realpolitik.report.terminal.progress import stages

    with stages(lines=False) as progress:
        return suggested(
            readings,
            list(made.notes),
            [note.name for note in made.notes if note.kind == "actor"],
            suggester,
            lambda done, total: progress(f"Asking {suggester.name}", done, total),
        )
