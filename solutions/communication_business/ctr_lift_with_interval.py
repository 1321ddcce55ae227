"""CTR lift with an interval.

Two questions, two variances. The interval asks "how large is the difference?" and lets each arm keep
its own rate: Var(t - c) = c(1-c)/views_c + t(1-t)/views_t. The test asks "could there be none?" and
may therefore assume one common rate, the pooled one.

The relative lift is a ratio of two noisy numbers. Dividing the absolute interval by c treats the
control as known; the delta method on the log scale does not. Var(ln r) is about Var(r) / r**2, which
for a rate r = x / n is (1 - r) / x, and the logs of two independent arms add. Going back through exp
keeps the lower end above -100 %, and swapping the arms inverts the ratio. Without a click there is no
logarithm: say NaN, not infinity.

Cost: a constant number of operations. The interviewer listens for "points" against "percent", for
why the two variances differ, and for what the interval means to someone who has to decide.
"""

import math
from statistics import NormalDist

_NORMAL = NormalDist()


def _check(clicks_c, views_c, clicks_t, views_t, level):
    for clicks, views in ((clicks_c, views_c), (clicks_t, views_t)):
        if views < 1:
            raise ValueError(f"an arm needs a view, got {views}")
        if not 0 <= clicks <= views:
            raise ValueError(f"{clicks} clicks do not fit {views} views")
    if not 0 < level < 1:
        raise ValueError(f"level must lie strictly between 0 and 1, got {level}")


def _quantile(level):
    """The z with P(|Z| <= z) = level; from the lower tail, where 1 - level keeps its digits."""
    return -_NORMAL.inv_cdf((1 - level) / 2)


def _relative(clicks_c, views_c, clicks_t, views_t, level):
    if not (clicks_c and clicks_t):
        return {"rel_lift": math.nan, "rel_lo": math.nan, "rel_hi": math.nan}
    c, t = clicks_c / views_c, clicks_t / views_t
    half = _quantile(level) * math.sqrt((1 - t) / clicks_t + (1 - c) / clicks_c)
    log_ratio = math.log(t / c)
    return {
        "rel_lift": t / c - 1,
        "rel_lo": math.exp(log_ratio - half) - 1,
        "rel_hi": math.exp(log_ratio + half) - 1,
    }


def _p_value(clicks_c, views_c, clicks_t, views_t):
    pooled = (clicks_c + clicks_t) / (views_c + views_t)
    variance = pooled * (1 - pooled) * (1 / views_c + 1 / views_t)
    if not variance:
        return 1.0
    z = (clicks_t / views_t - clicks_c / views_c) / math.sqrt(variance)
    return math.erfc(abs(z) / math.sqrt(2))  # both tails at once


def ctr_lift(clicks_c, views_c, clicks_t, views_t, level=0.95):
    _check(clicks_c, views_c, clicks_t, views_t, level)
    c, t = clicks_c / views_c, clicks_t / views_t
    half = _quantile(level) * math.sqrt(c * (1 - c) / views_c + t * (1 - t) / views_t)
    return {
        "ctr_c": c,
        "ctr_t": t,
        "abs_lift": t - c,
        "abs_lo": t - c - half,
        "abs_hi": t - c + half,
        **_relative(clicks_c, views_c, clicks_t, views_t, level),
        "p_value": _p_value(clicks_c, views_c, clicks_t, views_t),
    }


def from_the_two_by_two_table(clicks_c, views_c, clicks_t, views_t, level=0.95):
    """Works on the four cells: the z test is the square root of chi-square, and (1 - r) / x is 1 / x - 1 / n."""
    if min(views_c, views_t) < 1 or not (0 <= clicks_c <= views_c and 0 <= clicks_t <= views_t and 0 < level < 1):
        raise ValueError("counts or level out of range")
    skips_c, skips_t = views_c - clicks_c, views_t - clicks_t
    cross = clicks_t * skips_c - clicks_c * skips_t
    z = NormalDist().inv_cdf((1 + level) / 2)
    lift = cross / (views_c * views_t)
    error = math.hypot(math.sqrt(clicks_c * skips_c / views_c**3), math.sqrt(clicks_t * skips_t / views_t**3))
    report = {
        "ctr_c": 1 - skips_c / views_c,
        "ctr_t": 1 - skips_t / views_t,
        "abs_lift": lift,
        "abs_lo": lift - z * error,
        "abs_hi": lift + z * error,
    } | dict.fromkeys(("rel_lift", "rel_lo", "rel_hi"), math.nan)
    if clicks_c and clicks_t:
        logs = math.log(clicks_t) + math.log(views_c) - math.log(clicks_c) - math.log(views_t)
        width = z * math.sqrt(max(1 / clicks_t - 1 / views_t + 1 / clicks_c - 1 / views_c, 0.0))
        report["rel_lift"], report["rel_lo"], report["rel_hi"] = (
            math.expm1(logs + shift) for shift in (0.0, -width, width)
        )
    margins = (clicks_c + clicks_t) * (skips_c + skips_t) * views_c * views_t
    chi_square = cross**2 * (views_c + views_t) / margins if margins else 0.0
    report["p_value"] = 2 * (1 - NormalDist().cdf(math.sqrt(chi_square)))
    return report


def points_as_percent(clicks_c, views_c, clicks_t, views_t, level=0.95):
    """Reports the difference in points as the relative lift: 2 % to 2.2 % is 0.2 points, but a lift of 10 %."""
    report = ctr_lift(clicks_c, views_c, clicks_t, views_t, level)
    if not math.isnan(report["rel_lift"]):
        report |= {f"rel_{end}": report[f"abs_{end}"] for end in ("lift", "lo", "hi")}
    return report


def pooled_interval(clicks_c, views_c, clicks_t, views_t, level=0.95):
    """Uses the pooled variance for the interval: pooling assumes there is no difference, so it belongs to the test."""
    report = ctr_lift(clicks_c, views_c, clicks_t, views_t, level)
    p = (clicks_c + clicks_t) / (views_c + views_t)
    half = _quantile(level) * math.sqrt(p * (1 - p) * (1 / views_c + 1 / views_t))
    return report | {"abs_lo": report["abs_lift"] - half, "abs_hi": report["abs_lift"] + half}


def divided_interval(clicks_c, views_c, clicks_t, views_t, level=0.95):
    """Divides the absolute interval by the control's rate, as if that rate were known without noise."""
    report = ctr_lift(clicks_c, views_c, clicks_t, views_t, level)
    if clicks_c and clicks_t:
        report |= {f"rel_{end}": report[f"abs_{end}"] / report["ctr_c"] for end in ("lo", "hi")}
    return report


def one_sided(clicks_c, views_c, clicks_t, views_t, level=0.95):
    """Counts one tail only, so every p-value is half of what it should be."""
    report = ctr_lift(clicks_c, views_c, clicks_t, views_t, level)
    if report["p_value"] < 1:
        report["p_value"] /= 2
    return report


def unpooled_test(clicks_c, views_c, clicks_t, views_t, level=0.95):
    """Tests with the interval's unpooled variance: under the null hypothesis both arms share one rate."""
    report = ctr_lift(clicks_c, views_c, clicks_t, views_t, level)
    c, t = report["ctr_c"], report["ctr_t"]
    variance = c * (1 - c) / views_c + t * (1 - t) / views_t
    if variance:
        report["p_value"] = math.erfc(abs(t - c) / math.sqrt(2 * variance))
    return report


def zero_clicks_inf(clicks_c, views_c, clicks_t, views_t, level=0.95):
    """Calls a lift from zero clicks infinite instead of NaN."""
    report = ctr_lift(clicks_c, views_c, clicks_t, views_t, level)
    if clicks_c == 0:
        report |= {"rel_lift": math.inf, "rel_hi": math.inf}
    return report


def guards_only_the_control(clicks_c, views_c, clicks_t, views_t, level=0.95):
    """Guards the division but not the logarithm: a treatment without clicks becomes -100 % with a NaN interval."""
    report = ctr_lift(clicks_c, views_c, clicks_t, views_t, level)
    return report | ({"rel_lift": -1.0} if clicks_t == 0 < clicks_c else {})


def clips_the_interval(clicks_c, views_c, clicks_t, views_t, level=0.95):
    """Cuts the absolute interval at -1 and 1, which hides that the normal approximation fails there."""
    report = ctr_lift(clicks_c, views_c, clicks_t, views_t, level)
    return report | {"abs_lo": max(report["abs_lo"], -1.0), "abs_hi": min(report["abs_hi"], 1.0)}


def always_1_96(clicks_c, views_c, clicks_t, views_t, level=0.95):
    """Fixes z for 95 % and ignores the level asked for."""
    return ctr_lift(clicks_c, views_c, clicks_t, views_t, 0.95)


def one_tailed_quantile(clicks_c, views_c, clicks_t, views_t, level=0.95):
    """Takes z at `level` and not at (1 + level) / 2: a 95 % interval that covers 90 %."""
    _check(clicks_c, views_c, clicks_t, views_t, level)
    return ctr_lift(clicks_c, views_c, clicks_t, views_t, max(2 * level - 1, 1e-9))


def nan_without_variance(clicks_c, views_c, clicks_t, views_t, level=0.95):
    """Lets a pooled variance of 0 through as 0 / 0: the p-value is NaN where nothing differs."""
    report = ctr_lift(clicks_c, views_c, clicks_t, views_t, level)
    if clicks_c + clicks_t in (0, views_c + views_t):
        report["p_value"] = math.nan
    return report


def only_too_many_clicks(clicks_c, views_c, clicks_t, views_t, level=0.95):
    """Checks that clicks do not exceed views, and lets negative counts through."""
    if clicks_c > views_c or clicks_t > views_t:
        raise ValueError("more clicks than views")
    return ctr_lift(max(clicks_c, 0), views_c, max(clicks_t, 0), views_t, level)


def a_percentage_as_level(clicks_c, views_c, clicks_t, views_t, level=0.95):
    """Takes 95 for 0.95 and lets it through: the caller's slip becomes a silent guess."""
    return ctr_lift(clicks_c, views_c, clicks_t, views_t, level / 100 if level >= 1 else level)


ALTERNATIVES = [from_the_two_by_two_table]
