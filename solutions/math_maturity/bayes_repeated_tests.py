"""How likely is it, after all these test results?

In odds, Bayes' rule is a product: the prior odds times one likelihood ratio for each result. A positive result
multiplies by sensitivity / (1 - specificity), a negative one by (1 - sensitivity) / specificity. The order does not
matter, so the two counts are all one needs.

Ten thousand factors below 1 underflow: both a and b become 0, and their ratio NaN. In logarithms the products are sums
of ordinary size. Only the difference log a - log b matters, and the logistic function makes it a probability. It is
written in two halves, so that exp only ever sees a number below 0: exp(10000) would overflow, exp(-10000) is 0.

A factor may be 0: a test of specificity 1 has no false alarms, so one positive proves the condition. log 0 is minus
infinity, times the count of such results; a count of 0 must not touch it, as 0 * inf is NaN. Both a and b at minus
infinity means that nothing allowed can have produced the results.

Cost: O(n) to count, O(1) for the rest.

The interviewer listens for: base rates (with a prior of 1 in 100 and 90 % accuracy, eleven of twelve alarms are false),
the factor 1 - specificity, and doubt about independence: a test repeated on one account repeats its own errors, and
the answer is then far too certain.
"""

import math


def posterior(prior, sensitivity, specificity, results):
    _check(prior, sensitivity, specificity)
    positives = sum(results)
    negatives = len(results) - positives
    log_a = _log(prior) + _times(positives, _log(sensitivity)) + _times(negatives, _log(1 - sensitivity))
    log_b = _log(1 - prior) + _times(positives, _log(1 - specificity)) + _times(negatives, _log(specificity))
    if log_a == log_b == -math.inf:
        raise ValueError("no condition and no absence of it can have produced these results")
    return _logistic(log_a - log_b)


def _check(*probabilities):
    for p in probabilities:
        if not 0 <= p <= 1:
            raise ValueError(f"expected a probability, got {p}")


def _log(p):
    return math.log(p) if p > 0 else -math.inf


def _times(count, log):
    return count * log if count else 0.0


def _logistic(x):
    if x >= 0:
        return 1 / (1 + math.exp(-x))
    return math.exp(x) / (1 + math.exp(x))


def one_result_at_a_time(prior, sensitivity, specificity, results):
    """Carries the pair (a, b) through the results and scales it back to a sum of 1 after each, as log-odds overflow."""
    _check(prior, sensitivity, specificity)
    log_a, log_b = 0.0, 0.0
    a, b = prior, 1 - prior
    for positive in results:
        a *= sensitivity if positive else 1 - sensitivity
        b *= 1 - specificity if positive else specificity
        (a, log_a), (b, log_b) = (
            (m, log + e * math.log(2)) for (m, e), log in zip(map(math.frexp, (a, b)), (log_a, log_b), strict=True)
        )
    if a == b == 0:
        raise ValueError("impossible")
    if a == 0 or b == 0:
        return float(b == 0)
    x = math.log(a) - math.log(b) + log_a - log_b
    return 1 / (1 + math.exp(-x)) if x > -700 else math.exp(x)


def relative_to_the_larger(prior, sensitivity, specificity, results):
    """Collects the logarithms of both products in lists and divides both by the larger one before taking exp."""
    _check(prior, sensitivity, specificity)
    a = [prior] + [sensitivity if positive else 1 - sensitivity for positive in results]
    b = [1 - prior] + [1 - specificity if positive else specificity for positive in results]
    logs = [math.fsum(map(math.log, factors)) if all(factors) else -math.inf for factors in (a, b)]
    if max(logs) == -math.inf:
        raise ValueError("impossible")
    a, b = (math.exp(log - max(logs)) for log in logs)
    return a / (a + b)


def base_rate_neglect(prior, sensitivity, specificity, results):
    """Answers a positive with the sensitivity: that is P(positive | condition), the other way round."""
    _check(prior, sensitivity, specificity)
    return (sensitivity if results[-1] else 1 - sensitivity) if results else prior


def specificity_as_false_alarm_rate(prior, sensitivity, specificity, results):
    """Uses the specificity as P(positive | no condition), which is 1 - specificity."""
    return posterior(prior, sensitivity, 1 - specificity, results)


def ignores_negatives(prior, sensitivity, specificity, results):
    """Updates on positives alone; a negative result is evidence too."""
    return posterior(prior, sensitivity, specificity, [positive for positive in results if positive])


def same_prior_for_every_result(prior, sensitivity, specificity, results):
    """Starts from the original prior at each result, so that only the last one counts."""
    return posterior(prior, sensitivity, specificity, results[-1:])


def repeats_count_once(prior, sensitivity, specificity, results):
    """Treats equal results as one: each further alarm is a further factor."""
    return posterior(prior, sensitivity, specificity, list(set(results)))


def underflow(prior, sensitivity, specificity, results):
    """Multiplies the probabilities themselves: both products become 0 after a few thousand results."""
    _check(prior, sensitivity, specificity)
    a, b = prior, 1 - prior
    for positive in results:
        a *= sensitivity if positive else 1 - sensitivity
        b *= 1 - specificity if positive else specificity
    if a + b == 0:
        raise ValueError("impossible")
    return a / (a + b)


def exp_of_the_log_odds(prior, sensitivity, specificity, results):
    """Computes odds = exp(log odds) and odds / (1 + odds): exp overflows once the evidence is strong."""
    _check(prior, sensitivity, specificity)
    p = posterior(prior, sensitivity, specificity, results)
    if not 0 < p < 1 and (prior in (0, 1) or sensitivity in (0, 1) or specificity in (0, 1)):
        return p
    positives, negatives = sum(results), len(results) - sum(results)
    x = math.log(prior / (1 - prior))
    x += _times(positives, _log(sensitivity) - _log(1 - specificity))
    x += _times(negatives, _log(1 - sensitivity) - _log(specificity))
    return math.exp(x) / (1 + math.exp(x))


def logarithm_of_zero(prior, sensitivity, specificity, results):
    """Takes log(1 - specificity) of a test without false alarms, which is the logarithm of 0."""
    _check(prior, sensitivity, specificity)
    if not results:
        return prior
    positives, negatives = sum(results), len(results) - sum(results)
    a = math.log(prior) + positives * math.log(sensitivity) + negatives * math.log(1 - sensitivity)
    b = math.log(1 - prior) + positives * math.log(1 - specificity) + negatives * math.log(specificity)
    return _logistic(a - b)


def clamps_the_ends(prior, sensitivity, specificity, results):
    """Pulls 0 and 1 to 1e-12 and 1 - 1e-12 to be safe: impossible results then get an answer, and proof is doubted."""
    _check(prior, sensitivity, specificity)
    inside = (min(max(p, 1e-12), 1 - 1e-12) for p in (prior, sensitivity, specificity))
    return posterior(*inside, results)


def certain_prior_wins(prior, sensitivity, specificity, results):
    """Returns a prior of 0 or 1 without looking at the results, which may be impossible under it."""
    _check(prior, sensitivity, specificity)
    return float(prior) if prior in (0, 1) else posterior(prior, sensitivity, specificity, results)


def rejects_certainty(prior, sensitivity, specificity, results):
    """Rejects probabilities of exactly 0 or 1, which the statement allows."""
    if not all(0 < p < 1 for p in (prior, sensitivity, specificity)):
        raise ValueError("expected probabilities between 0 and 1")
    return posterior(prior, sensitivity, specificity, results)


ALTERNATIVES = [one_result_at_a_time, relative_to_the_larger]
