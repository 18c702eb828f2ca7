"""What each fault means and how to mend it, by slug: the text of ``realpolitik explain SLUG``."""

from __future__ import annotations

from typing import NamedTuple


class Meaning(NamedTuple):
    """A fault in plain words: what it is, and what to do."""

    what: str
    mend: str


_FILE: dict[str, tuple[str, str]] = {
    "too-large": (
        "A case file may have one megabyte, and 60,000 keys and values.",
        "Keep long texts in their own files and cite them.",
    ),
    "not-utf8": ("The file is not UTF-8 text.", "Save it again with the encoding UTF-8."),
    "control-character": (
        "An invisible character stands in the text; most editors do not show it.",
        "Delete it, or type the line again.",
    ),
    "yaml-syntax": (
        "The text is not YAML: a bracket or quote is open, an indent is off, or a text holds ': ' or '#'.",
        "Look at the marked place and the line above it; put prose in quotes.",
    ),
    "yaml-version": (
        "Case files are YAML 1.2, where `no` is a word and Norway a country.",
        "Remove the %YAML line.",
    ),
    "yaml-tag": ("Tags (`!name`) ask the reader to build something; a case only holds text.", "Remove the tag."),
    "yaml-alias": (
        "Anchors, aliases and merges (`&a`, `*a`, `<<`) make one line stand in two places.",
        "Write it out; if a text begins with & or *, put it in quotes.",
    ),
    "several-documents": ("A file holds one case.", "Put the second one (after `---`) into its own file."),
    "empty-file": ("There is nothing in the file but comments.", "A case needs at least `case:` and `title:`."),
    "not-a-table": ("A case is a table of `key: value` lines.", "Begin with `case:` and `title:`."),
    "key-not-text": ("A key is one word or a text.", "Write `key: value`; put formulas used as keys in quotes."),
    "too-deep": (
        "Lists and tables are nested more than 60 levels deep.",
        "A bracket is probably left open or doubled.",
    ),
    "double-key": ("The same key stands twice in one table, so one of the two would be lost.", "Rename or merge them."),
    "comma-in-braces": (
        "Inside { } a comma ends a text, so the rest of the sentence became a key without a value.",
        "Put the text in quotes, or write the table over several lines.",
    ),
    "text-cut-at-hash": (
        "A space and # begin a comment, so the rest of the text is lost.",
        "Put the text in quotes; a comment has a space after its #.",
    ),
    "empty-value": ("A key has no value.", "Write the value, or take the key out."),
}

_SHAPE: dict[str, tuple[str, str]] = {
    "missing-key": ("Something that is needed here is missing.", "Add the key."),
    "unknown-key": ("No such key is known at this place.", "Check the spelling; comments begin with #."),
    "more-faults": ("There are more faults than anyone reads at once.", "Mend the first ones and check again."),
    "unknown-choice": ("Only certain words can stand here.", "Choose one of those listed."),
    "wrong-type": (
        "A text, a number, a list or a table is expected, and something else stands here.",
        "See the message.",
    ),
    "out-of-range": ("The number is too small or too large for its place.", "See the message for the limits."),
    "unknown-version": ("`realpolitik:` at the top is the version of the language.", "Write `realpolitik: 1`."),
    "bad-name": (
        "Names used in formulas have letters, digits and `_`, and are none of the words of formulas.",
        "Rename it; the full name belongs into `name`, `text` or `title`.",
    ),
    "double-name": ("Two things have the same name or id.", "Rename one of them."),
    "bad-number": ("No number can be read here.", "Write 40, 0.4, 40%, or a range such as [20, 60]."),
    "not-judged": (
        "A probability says `ask`: nobody has judged it yet.",
        "Write the number, or let `realpolitik ask FILE` walk you through all that are missing.",
    ),
    "bad-probability": (
        "No probability can be read here.",
        "Write 20%, 0.2, 20-40%, or a word of ICD 203 such as likely; `likely (PHIA)` names another scale.",
    ),
    "probability-out-of-range": ("A probability lies between 0% and 100%.", "Write 20% or 0.2 for twenty per cent."),
    "unknown-scale": ("Words of probability come from ICD 203, PHIA or Kent.", "Write `likely (PHIA)`."),
    "range-reversed": ("A range runs from its larger to its smaller end.", "Write the smaller number first."),
    "bad-rate": ("No rate can be read here.", "Write `10% per year`, `2% per month`, or `0%`."),
    "rate-without-period": ("A rate needs a length of time.", "Write `10% per year`."),
    "rate-certain": ("What is certain within a given time has no finite rate.", "Write `99%`, or `now: yes`."),
    "bad-period": ("A length of time is a number of days, weeks, months, quarters or years.", "Write `6 months`."),
    "bad-pace": (
        "How often an actor reviews its position.",
        "daily, weekly, monthly, quarterly, yearly, never, `2 per month`.",
    ),
    "bad-resolve": (
        "How strongly an actor follows its wishes.",
        "erratic, wavering, purposeful, relentless, or a number.",
    ),
    "bad-inertia": ("How much a change costs an actor.", "none, low, normal, high, or a number from 0 up."),
    "bad-date": ("A day is written as year-month-day.", "Write 2025-06-30."),
    "bad-citation": ("A citation names a source and perhaps its paragraphs.", "Write `korybko p3`, or a list of such."),
    "bad-happens": (
        "A question says how it is to happen.",
        "`ever F`, `at F`, `never F`, `F before G`, or `if X by DATE then Y`.",
    ),
    "table-shape": (
        "A table of likelihoods is keyed by one factor's values.",
        "For more factors use `- {if: .., p: ..}`.",
    ),
    "rule-shape": ("A rule says what cannot be.", "`never: F`, or `needs: F` together with `for: G`."),
}

_FORMULAS: dict[str, tuple[str, str]] = {
    "formula-syntax": ("The formula cannot be read at the marked place.", "Check brackets, `and`, `or`, `not`."),
    "unexpected-sign": ("This sign has no meaning in a formula.", "Use == != and or not in implies if iff."),
    "chained-condition": ("`if`, `implies` and `iff` in a row could be read in two ways.", "Put one in parentheses."),
    "formula-too-deep": ("Parentheses are nested more than 60 deep.", "Name a part of it under `scenarios`."),
    "formula-too-long": ("Written out, the formula is too long.", "Use fewer names that stand for names."),
    "at-least-count": ("`at least N of (..)` with an N that cannot matter.", "N lies between 1 and the number listed."),
    "unknown-name": ("Nothing has this name where the formula stands.", "Options are written `actor.option`."),
    "unknown-option": ("The actor has no such option.", "Check the spelling under the actor's `options`."),
    "unknown-value": ("The option or factor has no such value.", "Use one of its values."),
    "value-missing": ("An option or factor with named values is neither true nor false.", "Write `name == value`."),
    "value-of-a-statement": ("A scenario or explanation holds or not; it has no values.", "Leave `== value` out."),
    "ambiguous-name": ("The name has two meanings here.", "Give one of the two another name."),
    "wrong-scope": (
        "Formulas about what actors do and formulas about what is really going on do not mix here.",
        "Factors stand in `says`, `when`, and the `if` of `given`, `likelihood` and `rate`.",
    ),
    "circular-name": ("A name leads back to itself.", "Break the circle."),
    "own-option-in-condition": (
        "`if` and `undo_if` look at what others do; a condition on the actor's own options would make them depend on "
        "their order.",
        "Say it under `rules`, or make one option with several values.",
    ),
    "not-a-move": ("A move sets one option.", "Write `option`, `not option` or `option == value`."),
    "cyclic-given": ("A factor may depend only on factors that stand before it.", "Change the order of the factors."),
    "else-not-last": ("Branches are read from the top; after `else` nothing is looked at.", "Put `else` last."),
    "table-incomplete": (
        "A value has no number: it would silently become impossible or the best supported.",
        "List every value, or end with `else`.",
    ),
}

_MEANING: dict[str, tuple[str, str]] = {
    "unknown-actor": ("There is no actor of that name.", "Check the spelling under `actors`."),
    "unknown-factor": ("There is no factor of that name.", "Check the spelling under `factors`."),
    "unknown-source": ("There is no source of that name.", "Add it under `sources`, or check the spelling."),
    "unknown-item": ("There is no piece of evidence with that id.", "Check the ids under `evidence`."),
    "unknown-scenario": ("There is no scenario of that name.", "Check the spelling under `scenarios`."),
    "shares-do-not-sum": ("Shares of one whole must sum to 100%.", "Correct the numbers; rounding may be off by 0.5."),
    "shares-fitted": (
        "The middles of words or ranges were scaled to sum to 100%.",
        "Give numbers if this is too coarse.",
    ),
    "prior-and-values": ("`prior` gives yes and no; `values` gives more.", "Write one of the two."),
    "factor-without-prior": (
        "A factor needs its probability beforehand.",
        "Write `prior: 30%`, or `values: {a: .., b: ..}`.",
    ),
    "too-few-values": ("Something with one value cannot change.", "Give two values or more, or leave it out."),
    "rate-and-by": ("`rate` and `by` both say how fast.", "Write one of the two."),
    "nature-without-rate": ("Without `rate` or `by` it never happens.", "Give one, or write `moves: no`."),
    "dates-not-in-order": ("Dates stand in the wrong order.", "Check the day and the year."),
    "chance-shrinks": ("`by` counts what has happened until then, which cannot become less.", "Give growing numbers."),
    "several-rankings": ("An actor's order of wishes is given in more than one way.", "Keep one of them."),
    "audience-without-wishes": ("An audience that wants nothing does not matter.", "Give it `prefers`."),
    "copy-with-likelihood": ("A copy of another item is no new evidence.", "Leave its likelihood out."),
    "bad-base-rate": ("`seen` of `of` must be a share.", "Write `seen: 1, of: 20, per: 1 year`."),
    "bad-answer": (
        "`resolved` says how a question came out.",
        "Write `as: yes`, `no`, `void`, or a share such as 40%; also the value that an option stands at.",
    ),
    "answered-before": (
        "A forecast made when the answer was known is no forecast.",
        "Check both days, or leave the question out.",
    ),
    "off-the-scale": ("A position lies outside its scale.", "Correct the position or the ends of the scale."),
    "bad-author": ("Nature and actors cannot share one move.", "Split the event."),
    "as-of-missing": (
        "Without the day of what is known, nothing can be asked about later days.",
        "Add `as_of: 2025-07-02`.",
    ),
    "after-as-of": (
        "Nothing seen after `as_of` may be used: it would leak the future.",
        "Move `as_of`, or leave it out.",
    ),
    "source-after-as-of": ("A source later than `as_of` may know what was not known then.", "Check its date."),
    "until-passed": ("The question's last day is not after `as_of`.", "Check the year; the question counts as past."),
    "until-not-awaited": (
        "An item's `until` is the last day on which it could still be seen; nobody waits any more for what was seen, "
        "looked for in vain, or copied.",
        "Leave it out, or write `seen: not yet`.",
    ),
    "not-their-option": ("A move is made by the actor whose option it is.", "Name the right author or option."),
    "not-watched": ("Moves count as evidence only from `watched_from` on.", "Add `watched_from: DATE`."),
    "impossible-move": ("The option's `moves` does not allow what was seen.", "Correct `moves` or the event."),
    "move-changes-nothing": ("The option had that value already.", "Add the move in between, or drop this one."),
    "event-now-mismatch": (
        "`now` is how things stand after all seen moves.",
        "Correct `now`, or add the missing move.",
    ),
    "now-from-events": (
        "`now` was not written; the last seen move says how things stand.",
        "Write `now` to be explicit.",
    ),
    "counted-twice": (
        "An event and an item may be the same happening and would count twice.",
        "Add `counts_as: ITEM`.",
    ),
    "statement-is-empty": (
        "The statement holds always or never, so nothing can be learnt about it.",
        "Check the formula.",
    ),
    "too-many-states": ("The options make more than 2^24 states.", "Hold options with `moves: no`, or merge values."),
    "no-state-left": ("Together the rules forbid every state.", "Loosen a rule."),
    "infeasible-now": ("The `now` values break a rule.", "Correct `now` or the rule."),
    "rule-blocks-nature": ("A rule forbids where nature would go, so it silently cannot happen.", "Say so with `if:`."),
}

#: What a careful colleague would ask about; none of it stops anything.
_CARE: dict[str, tuple[str, str]] = {
    "factor-unused": (
        "Nothing depends on the factor: no evidence, explanation, wish, rate or other factor.",
        "Say what would show it or what follows from it, or leave it out.",
    ),
    "option-unmentioned": (
        "No wish, scenario, question, rule or condition mentions the option, so it makes no difference to anybody.",
        "Say who wants or minds it; hold it with `moves: no`; or leave it out. Every option doubles the states.",
    ),
    "source-uncited": ("Nothing in the case cites the source.", "Cite it where it is used, or leave it out."),
    "no-source": (
        "Judgements stand here for which nobody gives a source or a reason. All are counted in one warning.",
        "Add `source:` or `because:` to the factor, wish, rate or item; a source at an actor covers all its wishes.",
    ),
    "actor-without-wishes": (
        "The actor can act and every state is as good to it as any other, so what it does is chance.",
        "Give it `prefers`, or `serves`; hold its options with `moves: no` if it will not act.",
    ),
    "actor-idle": ("The actor can do nothing and wants nothing.", "Give it options or wishes, or leave it out."),
    "likelihoods-equal": (
        "The item is as likely under every value, so it cannot tell explanations apart.",
        "Check the numbers; without `likelihood:` the item is kept as context.",
    ),
    "explanations-equal": (
        "Two explanations hold in exactly the same worlds and will always have the same probability.",
        "Keep one, or say what sets them apart.",
    ),
    "explanation-nested": (
        "One explanation is a special case of another, so it can never be the likelier one of the two.",
        "This may be meant; compare the two by their Bayes factors, not by their probabilities.",
    ),
    "wish-never-held": ("The wish is held in no world or with a chance of zero.", "Correct it or leave it out."),
    "wish-repeats": ("The same wish stands higher already, so here it changes nothing.", "Leave one of them out."),
    "wish-without-effect": (
        "The wish is true in all states that can exist, or in none, so it prefers no state to another.",
        "Check the formula and the rules.",
    ),
    "belief-without-effect": (
        "What an actor believes matters through the `when` of its wishes, and none of them depends on this factor.",
        "Give a wish a `when`, or leave the belief out.",
    ),
    "scenario-unreachable": (
        "States of this scenario can exist, but no moves and nothing in nature lead there from today.",
        "Check `moves`, `if`, `undo_if`, `rate` and the rules.",
    ),
    "question-settled": (
        "The answer is known beforehand: what is asked about holds already, or can never come about.",
        "Check the formula; `at F` asks how things stand on the last day.",
    ),
    "until-beyond-horizon": (
        "The last day of a question, or of an item not yet seen, is later than the horizon, for which the case was "
        "made.",
        "Move the horizon or the day.",
    ),
}

MEANINGS: dict[str, Meaning] = {
    slug: Meaning(*words)
    for group in (_FILE, _SHAPE, _FORMULAS, _MEANING, _CARE)
    for slug, words in sorted(group.items())
}
