"""Every sentence that speaks of likelihood, with its blanks: nothing on a page or in the bottom line is made elsewhere.

``{likelihood}`` is a number with its word and range (``likely (62 %, range 50-71 %)``), ``{stands}`` the same as a
predicate. The date an outcome is judged for stands beside its likelihood word. No sentence here speaks of confidence,
and the sentence on confidence has no likelihood word: ICD 203 keeps the two apart. A person has read each of them with
varied blanks: ``tests/report/golden/sentences.txt``.
"""

from __future__ import annotations

from realpolitik.analysis import agreement

_PHRASES = {
    "one": "{a}",
    "two": "{a} {b}",
    # a number with its word
    "bare": "{p}",
    "worded": "{word} ({p})",
    "worded_range": "{word} ({p}, range {range})",
    "wide": "{p} (range {range}, too wide for a likelihood word)",
    "unjudged": "{p}, which nobody has judged yet",
    "ruled_out": "ruled out by the case ({p})",
    "certain": "certain by the case ({p})",
    # the same as a predicate
    "is": "is {likelihood}",
    "has": "has {likelihood}",
    "has_a": "has a {likelihood}",
    "stands_at": "stands at {likelihood}",
    # the words beside a large number
    "tag_known": "{word}, by what was known on {date}",
    "tag_now": "{word}, by what was seen",
    "tag_known_wide": "too uncertain for a likelihood word",
    "tag_by": "{word} by {date}",
    "tag_by_wide": "by {date}",
    "tag_by_range": "by {date}, range {range}",
    "tag_on": "{word} to hold on {date}",
    "tag_on_chance": "{word} that it holds on {date}",
    "tag_on_wide": "on {date}",
    "tag_on_range": "on {date}, range {range}",
    "tag_unjudged": "nobody has judged this yet",
    "tag_ruled_out": "ruled out by the case",
    "tag_certain": "certain by the case",
    "named": "{title} {p}",
    "named_beside": "{title} ({p})",
    "named_beside_model": "{title} ({p} to quote, {model} by the model)",
}

_NOBODYS = {
    "nobodys": "Still nobody's: {open} of the {of} inputs behind these numbers (a draft's neutral stand-in, or marked "
    "to be checked). What rests on them says nothing yet.",
    "nobody_wants": "Nobody who can act is said to want anything, so no move is better than another, and what comes "
    "next is a stand-in too.",
    "untold": "Nothing tells the {explanations} apart yet: nobody has judged how plausible each was before, or how "
    "well what was seen fits it.",
    "outlook_untold": "What comes by {date} nobody has judged yet: the numbers of the outcomes are stand-ins.",
}

_BOTTOM_LINE = {
    "thesis": "The thesis, {title}, {stands}{known}.",
    "known": ", by what was known on {date}",
    "factor": "{asks} Yes: {p} ({prior} before anything was seen).",
    "factor_many": "{asks} The best supported answer is “{value}”: {p} ({prior} before anything was seen).",
    "lead": "The best supported of {explanations} is {title}: it {stands}, {moved}.",
    "lead_two": "The better supported of two explanations is {title}: it {stands}, {moved}.",
    "lead_weak": "None of {explanations} is established; the best supported, {title}, {stands}, {moved}.",
    "lead_weak_two": "Neither of two explanations is established; the better supported, {title}, {stands}, {moved}.",
    "only": "The one explanation weighed, {title}, {stands}, {moved}.",
    "hardly_moved": "hardly moved from {prior} before anything was seen",
    "up_from": "up from {prior} before anything was seen",
    "down_from": "down from {prior} before anything was seen",
    "level": "{rivals} is level with it.",
    "level_many": "{rivals} are level with it.",
    "now_today": "today",
    "now_on": "on {date}",
    "pivot": "{option} is “{now}” {today}. Chances for {date}: {shares}.",
    "pivot_alone": "{option} is “{now}” {today}. By the model alone, on {date}: {shares}.",
    "pivot_quoted": "{option} is “{now}” {today}. What could come by {date}: {shares}. By the model alone it is "
    "“{now}” on that day, too, with a chance of {p}{counted}.",
    "pivot_counted": ", {list} counted in",
    "pivot_aside": "with {list} counted in",
    "pivot_with": "{a}{counted}",
    "pivot_still": "still “{value}” {p}",
    "pivot_other": "“{value}” {p}",
    "outlook": "By {date} the outcome to expect first is {title}: it {stands}.",
    "outlook_next": "Of what could come instead, {title} is first: by {date} it {stands}.",
    "outlook_weak": "No named outcome is to be expected by {date}; the first of them, {title}, {stands}.",
    "today": "Today's situation is {title}: that it holds on {date} too {stands}.",
    "today_then": "The situation on {known} is {title}: that it holds on {date} too {stands}.",
    "question": "{asks} {likelihood}.",
    "holds": "{states} for everybody by the argument of {concept}: {names}.",
    "holds_many": "{states} for everybody by the argument of {concept}{but}.",
    "holds_none": "No state that can well be reached holds for everybody by any of the arguments looked at.",
    "leans": "{title} leans most on {what}{sources}: without that it would stand at {without} instead of {p}.",
    "weighs_most": "On the thesis {what} weighs most: {without} without that, {p} with it.",
    "leans_none": "No single item moves the leading explanation by a full point.",
    "flip": "Were {source} taken as reliable at {share} instead of {now}, {change}.",
    "flip_lead": "{title} would lead",
    "flip_cross": "{title} would cross {half}",
    "prior": "From even odds on every question, {first} would be ahead at {p}.",
    "needs": "For {title} to stand at {half}, it would have had to begin at {needs} instead of {prior}.",
    "watch": "Watch for {what}{window} (chance: {chance}): if it is seen, {title} goes from {now} to {seen}; if "
    "not, to {unseen}.",
    "watch_none": "Nothing that is still to come would tell the explanations apart.",
    "watch_same": "Watch for {what}{window} (chance: {chance}): if it is seen, {title} goes from {now} to {seen}.",
    "watch_question": "Watch how this comes out{window}: {what} (a yes: {chance}). A yes takes {title} from {now} to "
    "{seen}, a no to {unseen}.",
    "window_by": " by {last}",
    "window_between": " between {first} and {last}",
    "against_each": "Not borne out by the case: {a}; {b}.",
    "against_part": "{count} of {whose} {whole}, first {first}",
    "against_more": "{count} of {whose} {whole}",
    "against_many": "The case does not bear out {count} of {whose} {whole}, first {first}.",
    "against_all": "None of {whose} {whole} is borne out by the case.",
    "against_one": "One of {whose} {whole} is not borne out by the case: {first}.",
    "against_shut": "One of {whose} {whole} cannot be followed today: {first}.",
    "against_only": "{whose} one {kind} is not borne out by the case: {first}.",
    "against_none": "All of {whose} {whole} are borne out by the case, at least in part.",
    "against_none_only": "{whose} one {kind} is borne out by the case, at least in part.",
}

_FRAGILE = {
    "cross_word": "It would be called “{word}” if {one} stood at {value} instead of {now}{where}: {input}.",
    "cross_up": "It would reach {edge} if {one} stood at {value} instead of {now}{where}: {input}.",
    "cross_down": "It would fall below {edge} if {one} stood at {value} instead of {now}{where}: {input}.",
    "inside": ", inside its own range",
    "outside": ", outside its own range",
    "beyond": "None of the inputs that move it most takes it into another band of likelihood inside its own range; the "
    "nearest change lies beyond. {crossed}",
    "steady": "No single input takes it into another band of likelihood; the one that moves it most takes it from "
    "{low} to {high}: {input}.",
    "steady_alone": "No single input takes it into another band of likelihood.",
}

_SCENARIOS = {
    "range": "Range {range}.",
    "range_wide": "Range {range}, too wide for a likelihood word.",
    "share": "{p} {title}",
    "last_whole": "{begin} {date} itself: {list}; together they make the whole.",
    "last_overlap": "{begin} {date} itself: {list}. Some can hold at once, so together they make more than the whole.",
    "last_some": "{begin} {date} itself: {list}.",
    "last_begin": "On",
    "last_begin_alone": "By the model alone, on",
    "last_day": "Holds on the last day itself: {p}.",
    "both": "Both hold on the last day: {list}.",
    "asked": "Asked as a question until {date}: {p}.",
    "parts": "Its parts: model {model}, base rate {base}.",
    "parts_last": "Its parts: model {model} (on the last day itself {last}), base rate {base}.",
    "none_hold": "The chance that on {date} not one of the named outcomes holds.",
    "rest": "All states not drawn, together: {p}.",
    "rest_small": "Not drawn: all states below 1\u202f% each, together {p}; the likeliest of them stand in the table.",
    "flat": "Not drawn, for on this scale their lines are nearly flat: {list}.",
}

_EXPLANATIONS = {
    "entry_word": "{word}; range {range}.",
    "entry_word_alone": "{word}.",
    "entry_settled": "Settled by the case itself.",
    "steps": "{prior} before, {evidence} after the evidence, {p} after the moves too.",
    "step": "{prior} before, {p} after the evidence.",
    "odds": "What was seen changed its odds: {factor}.",
    "odds_same": "What was seen left its odds as they were.",
    "even": "From even odds on every question underneath it would stand at {p}.",
    "judge_second": "This is one judge's figure (in the case: {own}). By a second judge's numbers ({name}): {other}; "
    "by both pooled: {p}.",
    "judge_others": "This is one judge's figure (in the case: {own}). By the other judges' numbers: {list}; by all "
    "pooled: {p}.",
    "judges": "Several judges gave numbers of their own. By each alone, under the names in the case: {list}; by all "
    "pooled: {p}.",
    "before_seen": "{prior} before anything was seen.",
    "range_before": "Range {range}; {prior} before anything was seen.",
}

_CONCLUSIONS = {
    "concluded": "{likelihood}.",
    "concluded_by": "{likelihood}; what was seen {speaks}.",
    "speaks_for": "speaks for it ({factor})",
    "speaks_against": "speaks against it ({factor})",
    "speaks_weakly_for": "speaks for it, but weakly ({factor})",
    "speaks_weakly_against": "speaks weakly against it ({factor})",
    "speaks_hardly": "says little either way ({factor})",
    "means": "“{said}” means {claim}",
    "means_itself": "{claim} was said",
    "said_inside": "{means}; the case's number lies inside that: {likelihood}{when}.",
    "said_reached": "{means}; only the case's range reaches that: {likelihood}{when}.",
    "said_further": "{means}; the case goes further the same way: {likelihood}{when}.",
    "said_higher": "{means}; the case puts it higher: {likelihood}{when}.",
    "said_lower": "{means}; the case puts it lower: {likelihood}{when}.",
    "said_case": "The case: {likelihood}{when}.",
    "when_by": " by {date}",
    "when_on": " on {date}",
}

_REST = {
    "holds_by": "holds for everybody by {concepts}",
    "holds_share": "holds for everybody: {p} by {concepts}",
    "holds_shares": "holds for everybody: {list}",
    "sure": "({p} sure that it wants this)",
    "serves": "Weighs the wishes of {list}.",
    "tells": "Chance to be seen, as the case judges it: {p}. Tells {bits} bits.",
    "tells_question": "Chance of a yes: {p}. Tells {bits} bits.",
    "tells_parts": "Chance of a yes: {p} (its parts: model {model}, base rate {base}). Tells {bits} bits.",
    "sign_asked": "The question “{asks}” asks for the same{when} and is the number to quote: {p}. It comes from the "
    "moves played forward{based}; the sign's chance is what the case judges for it under each explanation.",
    "sign_based": " and from how often such things happen",
    "tells_less": "{what} (chance {p}, {bits} bits)",
    "turn_cross": "reliable at {share}: crosses {half}",
    "turn_lead": "reliable at {share}: {title} leads",
    "weights_for": "Weight and “without it” are for the leading explanation, {title} (now {p}).",
    "scored": "Came out as “{as_}”{on}. Brier scores: {list}.",
    "scored_alone": "Came out as “{as_}”{on}.",
    "unscored": "Came out as “{as_}”{on}. {text}",
    "on_day": " on {date}",
    "scores": "Questions scored so far: {seen}. Mean Brier scores: {list}.",
    "since": "The figures here are from {date} and no later outcome has moved them. What came that was expected least: "
    "{list}.",
    "since_would": "What tells most about the thesis is {asks} {as_}: by the case's own numbers that alone would take "
    "the thesis from {p} to {seen}.",
    "told_from": "All this is told from {date}. Later outcomes are known, so some of these signs may have come since.",
    "told_from_yes": "All this is told from {date}. Later outcomes are known, so some of these signs may have come "
    "since. Questions that came out yes: {list}.",
    "due": "Due since {date}, no outcome entered.",
    "since_one": "{asks} {as_} (it stood at {p})",
    "scored_worse": "Questions scored so far: {seen}; mean Brier score {p}, worse than the 0.25 of one who always "
    "answers one half.",
    "scored_better": "Questions scored so far: {seen}; mean Brier score {p}, where one who always answers one half "
    "gets 0.25 and 0 is best.",
    "scores_based": "With a base rate, {seen} of them: {list}.",
    "scores_authors": "Authors and the number to quote, each pair on the very same questions: {list}.",
    "scores_author": "{name} {p} against {own} (over {seen})",
    "scores_alone": "Mean Brier scores of the model's answers if one explanation alone held: {list}.",
    "scores_best": "By explanation, the model's answers come nearest if only {title} holds ({p}); if only the best "
    "supported one, {other}, holds, they get {own}.",
    "scores_best_lead": "By explanation, the model's answers come nearest if only the best supported one, {title}, "
    "holds ({p}).",
    "scores_mean": "0 is best; one who always answers one half gets 0.25. Questions may hang on the same happening, "
    "and a score is a record only where the judgements were written before the outcome could be known.",
}

_ORDERS = {
    "way_liked": "By moves that their makers like:",
    "way_liked_in": "By moves that their makers like, in {p} of the worlds:",
    "surprise": "{what} would surprise {name}: by the view of {name} somebody would leave it, yet nobody does when "
    "each acts by its own view.",
    "surprise_in": "{what} would surprise {name}: by the view of {name} somebody would leave it, yet nobody does when "
    "each acts by its own view, in {p} of the worlds.",
    "surprises": "{states} would surprise {names}: by the view of the one surprised somebody would leave it, yet "
    "nobody does when each acts by its own view.",
    "surprises_always": "Whoever is named would be surprised in every one of the worlds.",
    "surprises_shares": "Each of them does so in this share of the worlds: {list}.",
    "surprises_common": "What they have in common: {what}.",
    "interests_one": "{pair} ({tau}).",
    "interests_two": "{pair} ({tau}); {other} ({other_tau}).",
    **{f"orders_{key}": sentence for key, sentence in agreement.SENTENCES.items()},
}

SENTENCES: dict[str, str] = {
    **_PHRASES,
    **_NOBODYS,
    **_BOTTOM_LINE,
    **_FRAGILE,
    **_SCENARIOS,
    **_EXPLANATIONS,
    **_CONCLUSIONS,
    **_REST,
    **_ORDERS,
}
