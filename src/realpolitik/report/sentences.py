"""Every sentence the bottom line can say, with its blanks.

``{stands}`` is a predicate (``is likely (62 %, range 50-71 %)``), ``{likelihood}`` the same without a verb. No sentence
speaks of confidence, and the sentence on confidence has no likelihood word: ICD 203 keeps the two apart.
"""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "lead": "The best supported of {explanations} is {title}: it {stands}, {moved}.",
    "lead_weak": "No explanation is established. The best supported of {explanations} is {title}: on its own it "
    "{stands}, {moved}.",
    "only": "The one explanation weighed, {title}, {stands}, {moved}.",
    "level": "{rivals} is level with it.",
    "thesis": "The explanation that the case names first, {title}, {stands}.",
    "level_many": "{rivals} are level with it.",
    "rivals": "Next: {rivals}.",
    "together": "Explanations can be true together, so the figures do not sum to 100\u202f%.",
    "factor": "{asks} What was seen puts a yes at {p} (before: {prior}).",
    "factor_many": "{asks} The best supported answer is “{value}” at {p} (before: {prior}).",
    "outlook": "By {date} the outcome to expect first is {title}: it {stands}.",
    "outlook_weak": "No named outcome is probable by {date}; the first of them, {title}, {stands}.",
    "outlook_other": "Of what may come by {date} the most probable is {title}: it {stands}.",
    "outlook_weak_other": "No other named outcome is probable by then; the first of them, {title}, {stands}.",
    "today": "Today's situation is {title}: that it holds on {date} too {stands}.",
    "holds": "{states} for everybody by the argument of {concept}: {names}.",
    "holds_count": "{states} for everybody by the argument of {concept}.",
    "holds_none": "No state that is likely to be reached holds for everybody by any of the arguments looked at.",
    "others": "Then: {others}.",
    "least": "The least probable, {title}, {stands}.",
    "question": "{asks} {likelihood}.",
    "leans": "The leading explanation leans most on {what}{sources}: without it, {title} would stand at {without} "
    "instead of {p}.",
    "leans_none": "No single item moves the leading explanation by a full point.",
    "flip": "Were {source} taken as reliable at {share} instead of {now}, {change}.",
    "prior": "If every question underneath had begun with even odds, {title} would stand at {equal}{other}.",
    "watch": "The most telling thing still to come is {what} (its chance: {chance}): {title} would go from {now} "
    "to {seen} if it is seen, to {unseen} if not.",
    "watch_next": "Next most telling: {whats}.",
}
