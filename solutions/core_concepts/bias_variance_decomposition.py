"""Bias and variance of a model: the reference, another right answer, and the mistakes the tests must reject.

At one point write the error of a prediction as (p - mean p) + (mean p - f) - noise. Square it and average over
training sets and noise: the cross terms vanish, since p - mean p averages to 0 over the sets and the noise of a new
target has mean 0 and knows nothing of the model. What is left is variance + bias^2 + noise.

For this the mean has to be the one over the very sets at hand, and the variance has to divide by m: then bias2 +
variance equals the mean squared error to f exactly, a check worth making. Dividing by m - 1 estimates the variance
over all possible sets without bias, and then bias2 is too large by variance / m on average; each is right for a
question of its own.

The order of operations is the kata: average over sets first, square, then average over points. Cost: O(m n).

What an interviewer listens for: over what the expectation is taken (training sets, not points), why the truth must be
free of noise here, and what moves each part: more data lowers variance, richer models lower bias, nothing lowers noise.
"""

import numpy as np


def _check(preds, noise_var):
    if noise_var < 0:
        raise ValueError(f"noise_var must not be negative, got {noise_var}")
    if np.isnan(preds).any():
        raise ValueError("a prediction is NaN")


def _report(bias2, variance, noise_var):
    return {
        "bias2": float(bias2),
        "variance": float(variance),
        "noise": float(noise_var),
        "expected_mse": float(bias2 + variance + noise_var),
    }


def bias_variance(preds, f_true, noise_var):
    _check(preds, noise_var)
    bias = preds.mean(axis=0) - f_true  # (n,)
    return _report(np.mean(bias**2), np.mean(preds.var(axis=0)), noise_var)


def through_the_squared_error(preds, f_true, noise_var):
    """Computes the squared error and the scatter around the mean prediction; the bias is what is left."""
    _check(preds, noise_var)
    error = np.square(preds - f_true[None, :]).sum() / preds.size
    scatter = np.square(preds - preds.sum(axis=0) / len(preds)).sum() / preds.size
    return _report(max(error - scatter, 0.0), scatter, noise_var)


def divides_by_m_minus_one(preds, f_true, noise_var):
    """Takes the sample variance: the parts no longer add up to the squared error, and one set alone gives 0 / 0."""
    _check(preds, noise_var)
    bias = preds.mean(axis=0) - f_true
    return _report(np.mean(bias**2), np.mean(preds.var(axis=0, ddof=1 if len(preds) > 1 else 0)), noise_var)


def averages_over_the_points_first(preds, f_true, noise_var):
    """Takes variances along each row: how much the truth varies from point to point, not the model between sets."""
    _check(preds, noise_var)
    bias = preds.mean(axis=0) - f_true
    return _report(np.mean(bias**2), np.mean(preds.var(axis=1)), noise_var)


def takes_the_variance_of_everything(preds, f_true, noise_var):
    """Calls preds.var() without an axis, which mixes the scatter between sets with the shape of the function."""
    _check(preds, noise_var)
    bias = preds.mean(axis=0) - f_true
    return _report(np.mean(bias**2), preds.var(), noise_var)


def squares_the_mean_bias(preds, f_true, noise_var):
    """Averages the bias over the points and then squares: too high here and too low there cancel."""
    _check(preds, noise_var)
    return _report(np.mean(preds - f_true) ** 2, np.mean(preds.var(axis=0)), noise_var)


def squares_before_it_averages(preds, f_true, noise_var):
    """Takes the mean of (p - f)^2 for the squared bias, which contains the variance already."""
    _check(preds, noise_var)
    return _report(np.mean((preds - f_true) ** 2), np.mean(preds.var(axis=0)), noise_var)


def forgets_to_square_the_bias(preds, f_true, noise_var):
    """Averages |bias| over the points: the parts do not have the same unit."""
    _check(preds, noise_var)
    return _report(np.mean(np.abs(preds.mean(axis=0) - f_true)), np.mean(preds.var(axis=0)), noise_var)


def takes_standard_deviations(preds, f_true, noise_var):
    """Averages standard deviations and squares the result, which is less than the mean variance."""
    _check(preds, noise_var)
    bias = preds.mean(axis=0) - f_true
    return _report(np.mean(bias**2), np.mean(preds.std(axis=0)) ** 2, noise_var)


def squares_the_noise(preds, f_true, noise_var):
    """Takes noise_var for a standard deviation."""
    report = bias_variance(preds, f_true, noise_var)
    return report | {"expected_mse": report["bias2"] + report["variance"] + noise_var**2}


def leaves_out_the_noise(preds, f_true, noise_var):
    """Adds bias and variance only: the error to the truth, where a new target has noise."""
    report = bias_variance(preds, f_true, noise_var)
    return report | {"expected_mse": report["bias2"] + report["variance"]}


def takes_the_noise_out_of_the_bias(preds, f_true, noise_var):
    """Subtracts the noise from the squared bias, as one would if f_true were noisy targets."""
    report = bias_variance(preds, f_true, noise_var)
    return _report(max(report["bias2"] - noise_var, 0.0), report["variance"], noise_var)


def skips_missing_predictions(preds, f_true, noise_var):
    """Averages by nanmean, so a model that failed somewhere drops out where it was worst."""
    _check(np.nan_to_num(preds), noise_var)
    bias = np.nanmean(preds, axis=0) - f_true
    return _report(np.mean(bias**2), np.mean(np.nanvar(preds, axis=0)), noise_var)


def believes_any_noise(preds, f_true, noise_var):
    """Does not look at noise_var: a negative one makes the expected error smaller than what was measured."""
    _check(preds, 0.0)
    bias = preds.mean(axis=0) - f_true
    return _report(np.mean(bias**2), np.mean(preds.var(axis=0)), noise_var)


ALTERNATIVES = [through_the_squared_error]
