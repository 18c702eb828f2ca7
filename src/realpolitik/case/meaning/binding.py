"""Formulas: what their names mean where they stand, and what may not be mentioned there."""

from __future__ import annotations

from realpolitik.case.meaning.desk import Desk
from realpolitik.case.names import scope_of, standings


def check_formulas(desk: Desk) -> None:
    """Bind every formula, each where it stands, then check what conditions may mention."""
    scope = scope_of(desk.case)
    for standing in standings(desk.case):
        if standing.formula.is_bound:
            continue
        for fault in scope.bind(standing.formula, standing.over, standing.own):
            if desk.node(standing.loc).made and (fault.slug.startswith("unknown-") or fault.slug == "wrong-scope"):
                continue  # a likelihood table's own check has told it
            desk.note(fault.slug, fault.message, standing.loc, span=(fault.start, fault.end), hint=fault.hint)
    for a, actor in desk.case.actors.items():
        weights = dict(actor.utility.items())  # bound formulas hash by what they mean
        if len(weights) < len(actor.utility):
            desk.note("double-key", "two of these formulas say the same", ("actors", a, "utility"), at_key=True)
        actor.utility.clear()
        actor.utility.update(weights)
    _check_given(desk)
    _check_own_options(desk)


def _check_given(desk: Desk) -> None:
    """A factor depends on earlier factors only."""
    earlier: set[str] = set()
    for f, factor in desk.case.factors.items():
        for k, branch in enumerate(factor.given):
            if branch.if_ is None or not branch.if_.is_bound:
                continue
            for name in sorted(branch.if_.mentions() - earlier):
                what = "itself" if name == f else f"'{name}', which stands after it"
                desk.note(
                    "cyclic-given", f"'{f}' depends on {what}; a factor may depend on earlier ones only",
                    ("factors", f, "given", k, "if"), hint=f"put '{name}' above '{f}'" if name != f else "",
                )  # fmt: skip
        earlier.add(f)


def _check_own_options(desk: Desk) -> None:
    """``if`` and ``undo_if`` look at others and at nature, never at the actor's own options."""
    for a, actor in desk.case.actors.items():
        own = {f"{a}.{o}" for o in actor.options}
        for o, option in actor.options.items():
            for key, condition in (("if", option.if_), ("undo_if", option.undo_if)):
                if condition is None or not condition.is_bound:
                    continue
                if mentioned := sorted(condition.mentions() & own):
                    desk.note(
                        "own-option-in-condition", f"'{mentioned[0]}' is an option of the same actor",
                        ("actors", a, "options", o, key), hint="say it in 'rules', or as one option with more values",
                    )  # fmt: skip
