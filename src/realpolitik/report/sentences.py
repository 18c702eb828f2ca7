"""Every sentence the bottom line can say, with its blanks.

``{stands}`` is a predicate (``is likely (62 %, range 50-71 %)``), ``{likelihood}`` the same without a verb. No sentence
speaks of confidence, and the sentence on confidence has no likelihood word: ICD 203 keeps the two apart.
"""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "thesis": "{title}, the explanation that the case names first, {stands}.",
    "factor": "{asks} What was seen puts a yes at {p} (before: {prior}).",
    "factor_many": "{asks} The best supported answer is “{value}” at {p} (before: {prior}).",
    "lead": "The best supported of {explanations} is {title}: it {stands}, {moved}.",
    "lead_weak": "None of {explanations} is established; the best supported, {title}, {stands}, {moved}.",
    "only": "The one explanation weighed, {title}, {stands}, {moved}.",
    "level": "{rivals} is level with it.",
    "level_many": "{rivals} are level with it.",
    "pivot": "{option} is “{now}” now; the chance that it is something else on {date} is {p}.",
    "outlook": "By {date} the outcome to expect first is {title}: it {stands}.",
    "outlook_weak": "No named outcome is probable by {date}; the first of them, {title}, {stands}.",
    "today": "Today's situation is {title}: that it holds on {date} too {stands}.",
    "question": "{asks} {likelihood}.",
    "holds": "{states} for everybody by the argument of {concept}: {names}.",
    "holds_many": "{states} for everybody by the argument of {concept}{but}.",
    "holds_none": "No state that is likely to be reached holds for everybody by any of the arguments looked at.",
    "leans": "The leading explanation leans most on {what}{sources}: without it, {title} would stand at {without} "
    "instead of {p}.",
    "leans_none": "No single item moves the leading explanation by a full point.",
    "flip": "Were {source} taken as reliable at {share} instead of {now}, {change}.",
    "prior": "Had every question underneath begun with even odds, {first} would be ahead at {p}.",
    "watch": "Watch for {what} (its chance: {chance}): if it is seen, {title} goes from {now} to {seen}; if not, to "
    "{unseen}.",
    "watch_same": "Watch for {what} (its chance: {chance}): if it is seen, {title} goes from {now} to {seen}.",
}
