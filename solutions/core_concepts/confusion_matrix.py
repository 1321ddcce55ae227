"""The confusion matrix: the reference, another right answer, and the mistakes the tests must reject.

Two steps, and only the first can go wrong quietly: turn each class into its place among the labels, then count
pairs of places. A pair (i, j) is the number i * k + j, so counting pairs is counting numbers: one bincount.

Places come from a sort and a binary search, O((n + k) log k). A binary search also answers for a value that is not
there, with the place where it would be put in; so what it finds has to be compared with what was looked for. The
label order is free, which is what `order` is for. Memory is O(n + k^2): no mask per cell.

What an interviewer listens for: which axis is the truth, before it is asked; the union of both arrays, because a
class that is only predicted is a false positive somewhere; why `matrix[i, j] += 1` with index arrays counts a
repeated pair once (it is read, incremented and written, not accumulated); and what is lost silently by `labels`.
"""

import numpy as np


def _labels(y_true, y_pred, labels):
    if labels is None:
        labels = np.unique(np.concatenate([y_true, y_pred]))
        if not len(labels):
            raise ValueError("neither examples nor labels")
    if len(np.unique(labels)) < len(labels):
        raise ValueError("labels lists a class twice")
    return labels


def _places(values, labels):
    """Return the place of each value among the labels, and whether it is there at all."""
    order = np.argsort(labels)
    found = order[np.searchsorted(labels, values, sorter=order).clip(max=len(labels) - 1)]  # (n,)
    return found, labels[found] == values


def confusion_matrix(y_true, y_pred, labels=None):
    labels = _labels(y_true, y_pred, labels)
    k = len(labels)
    row, row_listed = _places(y_true, labels)
    column, column_listed = _places(y_pred, labels)
    pairs = (row * k + column)[row_listed & column_listed]  # (m,) each pair of places as one number
    return np.bincount(pairs, minlength=k * k).reshape(k, k)


def one_pair_at_a_time(y_true, y_pred, labels=None):
    """Looks the places up in a dict and adds one to a cell for each pair."""
    place = {label: i for i, label in enumerate(_labels(y_true, y_pred, labels).tolist())}
    matrix = np.zeros((len(place), len(place)), dtype=np.int64)
    for truth, predicted in zip(y_true.tolist(), y_pred.tolist(), strict=True):
        if truth in place and predicted in place:
            matrix[place[truth], place[predicted]] += 1
    return matrix


def transposes_the_matrix(y_true, y_pred, labels=None):
    """Puts the predictions into the rows, so that precision and recall swap."""
    return confusion_matrix(y_true, y_pred, labels).T


def takes_labels_from_the_truth(y_true, y_pred, labels=None):
    """Lists the classes of y_true alone: one that is only predicted is lost, with its false positives."""
    return confusion_matrix(y_true, y_pred, np.unique(y_true) if labels is None and len(y_true) else labels)


def makes_room_up_to_the_largest(y_true, y_pred, labels=None):
    """Takes the classes for 0 .. K-1: {2, 7} makes an 8 x 8 matrix, and words make none."""
    if labels is None and len(y_true):
        k = max(y_true.max(), y_pred.max()) + 1
        return np.bincount(y_true * k + y_pred, minlength=k * k).reshape(k, k)
    return confusion_matrix(y_true, y_pred, labels)


def counts_each_pair_once(y_true, y_pred, labels=None):
    """Adds by matrix[i, j] += 1, which counts a repeated pair once; np.add.at and bincount accumulate."""
    return np.minimum(confusion_matrix(y_true, y_pred, labels), 1)


def returns_floats(y_true, y_pred, labels=None):
    """Counts in np.zeros((k, k)), which is an array of floats."""
    return confusion_matrix(y_true, y_pred, labels).astype(float)


def sorts_the_labels_given(y_true, y_pred, labels=None):
    """Sorts labels where the caller has set an order (np.unique does it in passing)."""
    return confusion_matrix(y_true, y_pred, None if labels is None else np.sort(labels))


def trusts_the_binary_search(y_true, y_pred, labels=None):
    """Counts an unlisted class as the next one: searchsorted always finds a place."""
    labels = _labels(y_true, y_pred, labels)
    matrix = np.zeros((len(labels), len(labels)), dtype=int)
    np.add.at(matrix, (_places(y_true, labels)[0], _places(y_pred, labels)[0]), 1)
    return matrix


def counts_the_unlisted_as_last(y_true, y_pred, labels=None):
    """Looks up the prediction by index.get(label, -1), and -1 is the last class."""
    place = {label: i for i, label in enumerate(_labels(y_true, y_pred, labels).tolist())}
    matrix = np.zeros((len(place), len(place)), dtype=int)
    for truth, predicted in zip(y_true.tolist(), y_pred.tolist(), strict=True):
        if truth in place:
            matrix[place[truth], place.get(predicted, -1)] += 1
    return matrix


def lists_every_class_that_occurs(y_true, y_pred, labels=None):
    """Adds the classes of the data to the labels instead of dropping the pairs."""
    if labels is not None:
        occurring = np.unique(np.concatenate([y_true, y_pred]))
        labels = np.append(labels, occurring[~np.isin(occurring, labels)]) if len(y_true) else labels
    return confusion_matrix(y_true, y_pred, labels)


def scans_the_data_for_every_cell(y_true, y_pred, labels=None):
    """Compares both arrays with both labels for each of the k * k cells: a million times n."""
    labels = _labels(y_true, y_pred, labels)
    return np.array([[np.sum((y_true == row) & (y_pred == column)) for column in labels] for row in labels])


def lets_a_label_stand_twice(y_true, y_pred, labels=None):
    """Does not look for duplicates: the dict keeps the last place and leaves a row of zeros."""
    if labels is None:
        return confusion_matrix(y_true, y_pred)
    place = {label: i for i, label in enumerate(labels.tolist())}
    matrix = np.zeros((len(labels), len(labels)), dtype=int)
    for truth, predicted in zip(y_true.tolist(), y_pred.tolist(), strict=True):
        if truth in place and predicted in place:
            matrix[place[truth], place[predicted]] += 1
    return matrix


ALTERNATIVES = [one_pair_at_a_time]
