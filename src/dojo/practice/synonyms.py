"""The words of questions: which mean the same, which say little, and which are about something else than the kata."""

from __future__ import annotations

# One group a line; the words of a group answer for each other. A word stands in one group only.
SYNONYMS = (
    "tie tied equal same identical coincide draw",
    "missing nan null na gap absent blank hole",
    "empty nothing nobody none zero 0 nil",
    "size large big huge scalability fast speed slow quick performance runtime",
    "memory ram mb megabyte gigabyte allocate footprint",
    "error raise exception fail invalid refuse reject crash throw valueerror",
    "integer int int8 int64",
    "dtype float32 float64 type",
    "stop terminate finish converge convergence halt termination quit",
    "diverge divergence explode overflow unstable",
    "label class category",
    "centre center centroid",
    "cluster group",
    "truth true actual",
    "predict prediction predicted",
    "average mean macro micro weighted aggregate",
    "block hide forbid exclude",
    "fully entirely completely everything whole",
    "batch head leading multihead",
    "random seed rng reproducible deterministic randomness",
    "infinity infinite inf unbounded",
    "negative minus",
    "include inclusive boundary border",
    "duplicate twice repeat double deduplicate dedupe copy",
    "future leak leakage ahead lookahead later after",
    "zone timezone tz utc naive aware",
    "threshold cutoff cut",
    "cost price expense penalty",
    "probability calibration calibrate proba",
    "bin bucket histogram",
    "jargon term vocabulary technical buzzword",
    "round rounding decimals digit",
    "depth deep recursion nested deeper",
    "gain improvement benefit",
    "history trace curve trajectory",
    "unfinished incomplete running partial ongoing current",
    "new recent newcomer arrive join fresh signup signed registered",
    "user customer account person member",
    "relative percent percentage ratio",
    "absolute difference points",
    "window period days span",
    "silent silence inactive idle inactivity",
    "activity active engagement",
    "parentheses parenthesis bracket",
    "comma separator thousand",
    "space whitespace padding",
    "bool boolean",
    "accuracy exact precise accurate tolerance",
    "loop iterate map for-loop",
    "gradient derivative slope",
    "reset accumulate add clear sum",
    "kink corner",
    "relu rectifier",
    "shape vector matrix dimension dimensional ndim scalar",
    "pool pooled unpooled pooling",
    "clip clipped clamp truncate",
    "method approach percentile bca",
    "match matching partner counterpart",
    "moment instant time timestamp stamp",
    "stale expire old age",
    "wording phrase template text sentence fixed",
    "division divide denominator",
    "rewrite refactor restructure",
    "week weekly",
    "temperature greedy argmax",
    "scale sqrt factor width",
    "learning-rate lr step",
    "range domain lie outside beyond below unseen",
    "drop remove omit discard skip ignore",
    "leaf node",
    "split cutpoint candidate",
    "event activity-event purchase session",
    "key id identifier",
    "mail email",
    "arm control treatment",
)

# Words that stand in any question and tell none from another.
SILENT = """
become see
a about all also an and any are as at be been being but by can could did do does doing done else ever for from
get give go going good got had has have how i if in into is it its just know let like lot make may me mean
might must my need of on one or other our please put really shall should so some something sure take tell than
that the their them then there these they thing think this those to up us use used want was we well were what
when where whether which who why will with would you your happen handle treat deal behave expect assume
suppose case allow possible ok okay question ask say said given here only very not no yes too out exactly both
between enough right correct wrong way work look maybe even still now come per whose whom mine dont doesnt isnt arent
wont cant whats im id
"""

# Words that half the questions hold: they count, but little.
WEAK = """
data value number input output result return function row column example sample element item entry list array frame
feature point point set two first last every each different kind part code test count compute calculate model table
score time day allowed contain hold end start begin much long user call far many 1
"""

# What a candidate may ask that no sheet answers: small talk, and the interview itself. Each is a word or a few.
OUTSIDE = """
much time, this call, write comments, people applied, bug in my code, time left, time is left, time remaining,
time do i have, long do i have, more time, big o, feedback, rounds are there, run the tests, hidden tests, skip this,
candidate, manager, microphone, screen, scroll, favourite, favorite, colour, color, weather, salary, pay, team, company,
office, job, hire, hired, offer, interviewer, interview, lunch, coffee, water, a break, toilet, bathroom, name,
hobby, internet, google, chatgpt, documentation, python version, version of python, editor, ide, keyboard, laptop,
did i pass, repeat that, say that again, old are you, life, unit test, unit tests, hear back, next step, next round,
weekend, football, holiday, use numpy
"""
