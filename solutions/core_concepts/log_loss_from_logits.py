"""Log loss from logits: the reference, other right answers, and the mistakes the tests must reject.

Take the logarithm before anything can be lost:

    -log p_y  =  log(sum over c of exp(z_c)) - z_y

and shift each row by its own maximum m, which cancels: log(sum of exp(z_c - m)) - (z_y - m). The largest exponent is
then 0, so nothing overflows, the sum is at least 1, so its logarithm exists, and terms that underflow are those that
do not count. z_y - m stays as it is, as large as the mistake was confident. A stable softmax with a logarithm after
it is not enough: p_y itself underflows once z_y lies about 745 below the maximum, and log 0 is minus infinity.

Clipping p hides that: beyond -log(1e-15) = 34.5 all mistakes cost the same, and where the loss is flat the gradient
is 0, so the model never learns from the examples that it gets most wrong. The gradient in z is p - onehot(y).

Cost: O(n k). What an interviewer listens for: log-sum-exp without prompting, the maximum per row and not of the
batch, what clipping does to the gradient, and that class -1 is a bug which numpy answers with the last class.
"""

import numpy as np


def _checked(logits, y):
    if not len(y):
        raise ValueError("there are no examples")
    if y.min() < 0 or y.max() >= logits.shape[1]:
        raise ValueError(f"classes must lie between 0 and {logits.shape[1] - 1}")
    if np.isnan(logits).any():
        raise ValueError("a logit is NaN")
    return np.arange(len(y))


def log_loss_from_logits(logits, y):
    rows = _checked(logits, y)
    shifted = logits - logits.max(axis=1, keepdims=True)  # (n, k) at most 0
    return float(np.mean(np.log(np.exp(shifted).sum(axis=1)) - shifted[rows, y]))


def by_logaddexp(logits, y):
    """Lets numpy add in the logarithm, and picks the true logits with take_along_axis."""
    _checked(logits, y)
    of_true = np.take_along_axis(logits, y[:, None].astype(int), axis=1)  # (n, 1)
    return np.logaddexp.reduce(logits - of_true, axis=1).mean()


def row_by_row(logits, y):
    """One example at a time in plain Python."""
    _checked(logits, y)
    total = 0.0
    for row, true in zip(logits.tolist(), y.tolist(), strict=True):
        largest = max(row)
        total += largest + float(np.log(sum(np.exp(z - largest) for z in row))) - row[true]
    return total / len(y)


def _softmax(logits):
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


def exponentiates_the_logits(logits, y):
    """Computes exp(z) as it stands, which overflows above 709."""
    rows = _checked(logits, y)
    powers = np.exp(logits)
    return -np.mean(np.log(powers[rows, y] / powers.sum(axis=1)))


def takes_the_log_of_a_stable_softmax(logits, y):
    """Shifts by the maximum and still goes through probabilities: a small one underflows, and log 0 is -inf."""
    rows = _checked(logits, y)
    return -np.mean(np.log(_softmax(logits)[rows, y]))


def shifts_by_one_maximum_for_all(logits, y):
    """Subtracts the maximum of the whole batch, so every power of a row far below it underflows to 0."""
    rows = _checked(logits, y)
    shifted = logits - logits.max()
    return np.mean(np.log(np.exp(shifted).sum(axis=1)) - shifted[rows, y])


def clips_the_probabilities(logits, y):
    """Clips at 1e-15, which caps the loss at 34.5 and makes its gradient 0 where it should be largest."""
    rows = _checked(logits, y)
    return -np.mean(np.log(np.clip(_softmax(logits)[rows, y], 1e-15, 1)))


def adds_an_epsilon_to_the_probability(logits, y):
    """Takes log(p + 1e-12): no confident mistake costs more than 27.6."""
    rows = _checked(logits, y)
    return -np.mean(np.log(_softmax(logits)[rows, y] + 1e-12))


def sums_over_the_batch(logits, y):
    """Adds up the losses: they grow with the batch, and the learning rate with them."""
    return log_loss_from_logits(logits, y) * len(y)


def averages_over_the_classes_too(logits, y):
    """Takes np.mean of onehot * log p, which divides by n * k instead of n."""
    return log_loss_from_logits(logits, y) / logits.shape[1]


def normalises_over_the_examples(logits, y):
    """Sums over axis 0: the probabilities of one class over the batch, not of the classes of one example."""
    rows = _checked(logits, y)
    shifted = logits - logits.max(axis=0)
    return np.mean((np.log(np.exp(shifted).sum(axis=0)) - shifted)[rows, y])


def picks_every_class_for_every_example(logits, y):
    """Indexes [:, y], which pairs each example with the classes of all; [arange(n), y] pairs it with its own."""
    _checked(logits, y)
    shifted = logits - logits.max(axis=1, keepdims=True)
    return np.mean((np.log(np.exp(shifted).sum(axis=1, keepdims=True)) - shifted)[:, y])


def forgets_to_shift_back(logits, y):
    """Shifts the sum by the maximum and not the true logit."""
    rows = _checked(logits, y)
    shifted = logits - logits.max(axis=1, keepdims=True)
    return np.mean(np.log(np.exp(shifted).sum(axis=1)) - logits[rows, y])


def forgets_the_sign(logits, y):
    """Returns the log likelihood: training would make it as small as it can."""
    return -log_loss_from_logits(logits, y)


def treats_the_classes_one_by_one(logits, y):
    """Puts the true logit through a sigmoid, as if each class were a yes or no of its own."""
    rows = _checked(logits, y)
    return np.mean(np.logaddexp(0, -logits[rows, y]))


def takes_negative_classes(logits, y):
    """Looks for classes that are too large only: -1 quietly means the last class."""
    return log_loss_from_logits(logits, np.where(y < 0, y.astype(int) + logits.shape[1], y))


def lets_nan_through(logits, y):
    """Returns NaN for a NaN, and the run goes on without anybody knowing since when."""
    rows = _checked(np.nan_to_num(logits), y)
    shifted = logits - logits.max(axis=1, keepdims=True)
    return np.mean(np.log(np.exp(shifted).sum(axis=1)) - shifted[rows, y])


ALTERNATIVES = [by_logaddexp, row_by_row]
