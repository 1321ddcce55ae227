"""A metric summary in plain language.

Precision and recall answer two questions that everybody has: "when it rings, is it true?" and "how
much of it do we get?" For an executive both become counts of things: 80 of 120 stolen cards, 20 of every
100 alerts. Natural frequencies are understood where percentages of percentages are not, and they
carry the base rate with them. Say what is missed, too: leaving it out is how a summary misleads.

Two details decide. "Half up" is not what `round` does (it rounds half to even, and on binary
fractions), so X stays in integers: floor((200 fp + alerts) / (2 alerts)). And F1 is 0 / 0 only where all three of tp,
fp and fn are 0; where precision alone is undefined, F1 is an honest 0.

The interviewer listens for the two denominators, and for whether the sentence would survive being
read out in a meeting.
"""

from decimal import ROUND_HALF_UP, Decimal


def _check(counts):
    if min(counts) < 0 or not any(counts):
        raise ValueError(f"counts must be at least 0 and not all 0, got {counts}")


def _half_up(part, whole):
    """100 * part / whole as a whole number; 0.5 goes up. Integers only, so no binary fraction interferes."""
    return (200 * part + whole) // (2 * whole)


def _for_an_executive(tp, fp, fn, tn, noun):
    caught = (
        f"it catches {tp} of {tp + fn} {noun} and misses {fn}" if tp + fn else f"there were no {noun} in the sample"
    )
    alerts = f"{_half_up(fp, tp + fp)} of every 100 alerts are false" if tp + fp else "it raised no alerts"
    return f"The model was put to the test: {caught}; {alerts}."


def _ratio(part, whole):
    return f"{part / whole:.3f}" if whole else "n/a"


def _for_an_engineer(tp, fp, fn, tn, noun):
    precision, recall, f1 = _ratio(tp, tp + fp), _ratio(tp, tp + fn), _ratio(2 * tp, 2 * tp + fp + fn)
    return f"{noun}: precision={precision} recall={recall} f1={f1} n={tp + fp + fn + tn}"


_READERS = {"exec": _for_an_executive, "engineer": _for_an_engineer}


def summarise(tp, fp, fn, tn, *, noun, audience):
    _check((tp, fp, fn, tn))
    return _READERS[audience](tp, fp, fn, tn, noun)


def other_words(tp, fp, fn, tn, *, noun, audience):
    """Other words, decimal arithmetic, and the facts in another order; F1 as the harmonic mean."""
    total = tp + fp + fn + tn
    if any(count < 0 for count in (tp, fp, fn, tn)) or not total:
        raise ValueError("counts out of range")

    def rounded(value, step):
        return value.quantize(Decimal(step), ROUND_HALF_UP)

    if audience == "exec":
        parts = ["The new check raised no alerts."]
        if tp or fp:
            parts = [f"About {rounded(Decimal(100 * fp) / (tp + fp), '1')} of every 100 alerts are false."]
        if tp or fn:
            parts += [f"The check misses {fn}.", f"Put the other way, it catches {tp} of {tp + fn} {noun}."]
        else:
            parts.append(f"We had no {noun} in the sample.")
        return " ".join(parts)
    precision = Decimal(tp) / (tp + fp) if tp or fp else None
    recall = Decimal(tp) / (tp + fn) if tp or fn else None
    f1 = 2 * precision * recall / (precision + recall) if tp else Decimal(0) if fp or fn else None
    shown = ["n/a" if value is None else rounded(value, "0.001") for value in (f1, recall, precision)]
    return f"n={total}, f1={shown[0]}, recall={shown[1]}, precision={shown[2]}"


def _replaced(old, new, counts, noun, audience):
    """The reference's text with one fact told differently."""
    return summarise(*counts, noun=noun, audience=audience).replace(old, new)


def swapped_facts(tp, fp, fn, tn, *, noun, audience):
    """Reports how many alerts are right as how many are caught: it takes the alerts for the positives."""
    return _replaced(f"of {tp + fn} {noun}", f"of {tp + fp} {noun}", (tp, fp, fn, tn), noun, audience)


def jargon_to_exec(tp, fp, fn, tn, *, noun, audience):
    """Adds "precision" for the executive, who then has to ask what it means."""
    return _replaced(" alerts are false.", " alerts are false (precision).", (tp, fp, fn, tn), noun, audience)


def percent_of_total(tp, fp, fn, tn, *, noun, audience):
    """Divides the false alerts by all cases: with many true negatives the share looks tiny."""
    text = summarise(tp, fp, fn, tn, noun=noun, audience=audience)
    return (
        text.replace(f"{_half_up(fp, tp + fp)} of every", f"{_half_up(fp, tp + fp + fn + tn)} of every")
        if tp + fp
        else text
    )


def hides_misses(tp, fp, fn, tn, *, noun, audience):
    """Leaves out what the model misses."""
    return _replaced(f" and misses {fn}", "", (tp, fp, fn, tn), noun, audience)


def misses_without_positives(tp, fp, fn, tn, *, noun, audience):
    """Claims "misses 0" where there was nothing to miss."""
    old = f"no {noun} in the sample"
    return _replaced(old, old + ", so it misses 0", (tp, fp, fn, tn), noun, audience)


def division_by_zero(tp, fp, fn, tn, *, noun, audience):
    """Divides by the number of alerts without asking whether there was one."""
    _check((tp, fp, fn, tn))
    _ = tp / (tp + fp)
    return summarise(tp, fp, fn, tn, noun=noun, audience=audience)


def rounds_half_to_even(tp, fp, fn, tn, *, noun, audience):
    """Uses round, which takes 12.5 to 12."""
    if tp + fp == 0:
        return summarise(tp, fp, fn, tn, noun=noun, audience=audience)
    old, new = _half_up(fp, tp + fp), round(100 * fp / (tp + fp))
    return _replaced(f"{old} of every", f"{new} of every", (tp, fp, fn, tn), noun, audience)


def cuts_the_fraction(tp, fp, fn, tn, *, noun, audience):
    """Cuts the share down to a whole number where it should be rounded."""
    if tp + fp == 0:
        return summarise(tp, fp, fn, tn, noun=noun, audience=audience)
    old, new = _half_up(fp, tp + fp), 100 * fp // (tp + fp)
    return _replaced(f"{old} of every", f"{new} of every", (tp, fp, fn, tn), noun, audience)


def f1_needs_both(tp, fp, fn, tn, *, noun, audience):
    """Calls F1 n/a as soon as precision or recall is: with misses or false alerts it is 0."""
    text = summarise(tp, fp, fn, tn, noun=noun, audience=audience)
    return text if tp + fp and tp + fn else text.replace("f1=0.000", "f1=n/a")


def zero_for_undefined(tp, fp, fn, tn, *, noun, audience):
    """Prints 0.000 for 0 / 0, as if the model had been wrong."""
    return _replaced("=n/a", "=0.000", (tp, fp, fn, tn), noun, audience)


def thousands_separators(tp, fp, fn, tn, *, noun, audience):
    """Puts commas into large counts, which the next program down the line does not read."""
    text = summarise(tp, fp, fn, tn, noun=noun, audience=audience)
    for count in (tp, tp + fn, fn, tp + fp + fn + tn):
        text = text.replace(f" {count} ", f" {count:,} ").replace(f"n={count}", f"n={count:,}")
    return text.replace(f"misses {fn};", f"misses {fn:,};")


def negative_counts_cancel(tp, fp, fn, tn, *, noun, audience):
    """Checks the total only, where a negative count hides."""
    if tp + fp + fn + tn <= 0:
        raise ValueError("no cases")
    return summarise(*(abs(count) for count in (tp, fp, fn, tn)), noun=noun, audience=audience)


def lower_cases_the_noun(tp, fp, fn, tn, *, noun, audience):
    """Changes the noun's letters: SKUs become skus."""
    return summarise(tp, fp, fn, tn, noun=noun, audience=audience).replace(noun, noun.lower())


def a_line_for_each_fact(tp, fp, fn, tn, *, noun, audience):
    """Breaks the line between the facts."""
    return _replaced("; ", ";\n", (tp, fp, fn, tn), noun, audience)


ALTERNATIVES = [other_words]
