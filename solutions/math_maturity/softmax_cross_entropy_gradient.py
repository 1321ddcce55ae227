"""Softmax and cross-entropy, the gradient: reference, other right answers, and the mistakes the tests must reject.

Write the loss of one example with the log-sum-exp:

    -sum_j t_j log p_j  =  -sum_j t_j z_j + (sum_j t_j) log sum_c exp(z_c)

The derivative of the log-sum-exp with respect to z_j is p_j, and the targets add up to 1, so

    d / dz_j  =  p_j - t_j

and the mean over n examples divides by n. The long way round gives the same: the Jacobian of the
softmax is diag(p) - p p', the derivative of the cross-entropy is -t / p, and in their product every p
in a denominator cancels. That is why the two are fused: apart, -t / p is infinite where p underflows.

Each row of the gradient adds up to 0, because a shift of all logits of an example changes nothing.
It is bounded by 1/n, however wrong the model is: a confident mistake gives a full step, no more.

Cost: one pass, O(nk) time and memory. What an interviewer listens for: the derivation without
looking it up, the division by n, the shift by each row's maximum, and soft labels taken as they are.
"""

import numpy as np


def _check(targets):
    if len(targets) == 0:
        raise ValueError("the mean of no examples")
    if (targets < 0).any() or (np.abs(targets.sum(axis=1) - 1) > 1e-8).any():
        raise ValueError("each row of targets must be a probability distribution")


def _softmax(logits):
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))  # (n, k), the largest of each row is 1
    return powers / powers.sum(axis=1, keepdims=True)


def softmax_ce_grad(logits, targets):
    _check(targets)
    return (_softmax(logits) - targets) / len(logits)  # (n, k)


def jacobian_of_each_example(logits, targets):
    """Goes the long way: the Jacobian of log-softmax, identity minus p in each row, times the targets."""
    _check(targets)
    n, k = logits.shape
    rows = [t @ (np.ones((k, 1)) * p - np.eye(k)) for p, t in zip(_softmax(logits), targets, strict=True)]
    return np.array(rows) / n


def through_log_probabilities(logits, targets):
    """Takes the exponential of the log-softmax, with NumPy's logaddexp for the normaliser."""
    _check(targets)
    log_p = logits - np.logaddexp.reduce(logits, axis=1, keepdims=True)
    return np.exp(log_p) / len(targets) - targets / len(targets)


def adds_up_the_examples(logits, targets):
    """Leaves out 1/n: that is the gradient of the sum, and the step then grows with the batch."""
    _check(targets)
    return _softmax(logits) - targets


def averages_over_classes_too(logits, targets):
    """Divides by all n * k numbers, as np.mean over the whole table does: the loss is a mean over examples only."""
    _check(targets)
    return (_softmax(logits) - targets) / logits.size


def uphill(logits, targets):
    """Returns targets minus probabilities: the direction of descent, which is the gradient with its sign changed."""
    _check(targets)
    return (targets - _softmax(logits)) / len(logits)


def overflows(logits, targets):
    """Takes exp of the logits as they are: beyond 709 it is inf, and inf / inf is NaN."""
    _check(targets)
    powers = np.exp(logits)
    return (powers / powers.sum(axis=1, keepdims=True) - targets) / len(logits)


def one_maximum_for_all(logits, targets):
    """Subtracts the largest logit of the batch: an example 800 below it underflows to 0 / 0."""
    _check(targets)
    powers = np.exp(logits - logits.max())
    with np.errstate(invalid="ignore"):
        return (powers / powers.sum(axis=1, keepdims=True) - targets) / len(logits)


def normalises_the_columns(logits, targets):
    """Takes the softmax along axis 0: the classes of one example compete, not the examples of one class."""
    _check(targets)
    powers = np.exp(logits - logits.max(axis=0))
    return (powers / powers.sum(axis=0) - targets) / len(logits)


def only_the_likeliest_class(logits, targets):
    """Turns soft labels into one-hot rows by their largest entry: what the teacher knew of other classes is lost."""
    _check(targets)
    return (_softmax(logits) - np.eye(targets.shape[1])[targets.argmax(axis=1)]) / len(logits)


def pushes_the_true_class_only(logits, targets):
    """Keeps the gradient only where the target is above 0: other classes also move, through the normaliser."""
    _check(targets)
    return (_softmax(logits) - targets) * (targets > 0) / len(logits)


def multiplies_by_the_sigmoid_derivative(logits, targets):
    """Multiplies by p (1 - p) once more: that factor has already cancelled with the 1 / p of the cross-entropy."""
    _check(targets)
    p = _softmax(logits)
    return (p - targets) * p * (1 - p) / len(logits)


def stops_at_the_probabilities(logits, targets):
    """Returns -t / p, the gradient with respect to the probabilities: the chain rule's softmax part is missing."""
    _check(targets)
    return -targets / np.maximum(_softmax(logits), 1e-300) / len(logits)


def diagonal_of_the_jacobian(logits, targets):
    """Uses only dp_j / dz_j = p_j (1 - p_j): each logit also changes all other probabilities of its example."""
    _check(targets)
    return -targets * (1 - _softmax(logits)) / len(logits)


def clips_the_probabilities(logits, targets):
    """Clips p to 1e-7 as for a logarithm: no logarithm is taken, and a gradient of 0 becomes a push of 1e-7."""
    _check(targets)
    return (_softmax(logits).clip(1e-7, 1 - 1e-7) - targets) / len(logits)


def asks_for_exactly_one(logits, targets):
    """Compares the sums with == 1: 0.7 + 0.2 + 0.1 is 0.9999999999999999 and is refused."""
    if not len(targets) or (targets < 0).any() or (targets.sum(axis=1) != 1).any():
        raise ValueError("each row of targets must be a probability distribution")
    return softmax_ce_grad(logits, targets)


def adds_up_the_whole_batch(logits, targets):
    """Checks that all targets together add up to n: one row's 1.5 is then hidden by another's 0.5."""
    if not len(targets) or (targets < 0).any() or abs(targets.sum() - len(targets)) > 1e-8:
        raise ValueError("each row of targets must be a probability distribution")
    return (_softmax(logits) - targets) / len(logits)


def sums_are_enough(logits, targets):
    """Checks the sums only: [1.5, -0.5] adds up to 1 and is no distribution."""
    _check(np.abs(targets) / np.abs(targets).sum(axis=1, keepdims=True))
    if (np.abs(targets.sum(axis=1) - 1) > 1e-8).any():
        raise ValueError("each row of targets must add up to 1")
    return (_softmax(logits) - targets) / len(logits)


def normalises_the_targets(logits, targets):
    """Divides counts by their sum instead of refusing them: a broken label file trains without a word."""
    if not len(targets) or (targets < 0).any() or (targets.sum(axis=1) == 0).any():
        raise ValueError("each row of targets must be a probability distribution")
    return (_softmax(logits) - targets / targets.sum(axis=1, keepdims=True)) / len(logits)


def nothing_for_no_examples(logits, targets):
    """Returns an empty array for an empty batch: the mean loss is 0 / 0 there, and the loader's bug stays hidden."""
    return softmax_ce_grad(logits, targets) if len(logits) else np.zeros(logits.shape)


def shifts_the_callers_logits(logits, targets):
    """Subtracts the maximum in place: the gradient is right, but the logits that the caller logs have moved."""
    gradient = softmax_ce_grad(logits, targets)
    logits -= logits.max(axis=1, keepdims=True)
    return gradient


ALTERNATIVES = [jacobian_of_each_example, through_log_probabilities]
