"""What must hold for every truth, prediction and average."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import agree, follows_from, rejects, rests_on
from katas.core_concepts import multiclass_f1_averaging as kata
from tests.strategies.core_concepts import predicted_classes

averages = st.sampled_from(["macro", "micro", "weighted"])


def by_hand(y_true, y_pred, average):
    """Precision and recall of one class after the other, over plain lists."""
    pairs = list(zip(y_true.tolist(), y_pred.tolist(), strict=True))
    if average == "micro":
        return sum(truth == predicted for truth, predicted in pairs) / len(pairs)
    score, support = {}, {}
    for c in {*y_true.tolist(), *y_pred.tolist()}:
        hits, support[c] = pairs.count((c, c)), sum(truth == c for truth, _ in pairs)
        precision, recall = hits / max(sum(p == c for _, p in pairs), 1), hits / max(support[c], 1)
        score[c] = 2 * precision * recall / (precision + recall) if hits else 0.0
    if average == "macro":
        return sum(score.values()) / len(score)
    return sum(score[c] * support[c] for c in score) / len(pairs)


@rests_on("The classes are all that occur in ``y_true`` or in ``y_pred``", "each weighted by how many examples it has")
@given(predicted_classes, averages)
def test_agrees_with_one_class_after_the_other(classes, average):
    agree(kata.multiclass_f1(*classes, average), by_hand(*classes, average))


@follows_from("TP, FP and FN are added up over the classes, and one F1 is computed from the sums")
@given(predicted_classes)
def test_micro_is_the_share_of_right_predictions(classes):
    y_true, y_pred = classes
    agree(kata.multiclass_f1(y_true, y_pred, "micro"), float(np.mean(y_true == y_pred)))


@follows_from("F1 = 2 TP / (2 TP + FP + FN)")
@given(predicted_classes, st.sampled_from(["macro", "micro"]))
def test_swapping_truth_and_prediction_changes_neither_macro_nor_micro(classes, average):
    y_true, y_pred = classes
    agree(kata.multiclass_f1(y_pred, y_true, average), kata.multiclass_f1(y_true, y_pred, average))


@rests_on("any integers, or strings")
@given(predicted_classes, averages)
def test_the_names_of_the_classes_do_not_matter(classes, average):
    _, places = np.unique(np.concatenate(classes), return_inverse=True)
    y_true, y_pred = (17 * ((3 - places) % 5) - 40).reshape(2, -1)
    agree(kata.multiclass_f1(y_true, y_pred, average), kata.multiclass_f1(*classes, average))


@follows_from("F1 = 2 TP / (2 TP + FP + FN)")
@given(predicted_classes, averages, st.integers(2, 4))
def test_seeing_every_example_several_times_changes_nothing(classes, average, times):
    y_true, y_pred = (np.repeat(part, times) for part in classes)
    agree(kata.multiclass_f1(y_true, y_pred, average), kata.multiclass_f1(*classes, average))


@rests_on("The classes are all that occur in ``y_true`` or in ``y_pred``", "each counting the same")
def test_macro_counts_a_class_that_is_only_predicted():
    y_true, y_pred = np.array([1, 1, 1, 2]), np.array([1, 1, 7, 2])
    agree(kata.multiclass_f1(y_true, y_pred, "macro"), (4 / 5 + 1 + 0) / 3)


@rests_on("each weighted by how many examples it has in ``y_true``")
def test_a_class_that_is_only_predicted_has_no_weight():
    y_true, y_pred = np.array([1, 1, 1, 2]), np.array([1, 1, 7, 2])
    agree(kata.multiclass_f1(y_true, y_pred, "weighted"), (3 * 4 / 5 + 1) / 4)


@follows_from("F1 = 2 TP / (2 TP + FP + FN)")
@given(averages)
def test_predictions_that_are_all_wrong_score_zero(average):
    agree(kata.multiclass_f1(np.array(["a", "b", "c"]), np.array(["b", "d", "b"]), average), 0.0)


@follows_from("F1 = 2 TP / (2 TP + FP + FN)")
@given(averages)
def test_a_single_class_scores_one(average):
    agree(kata.multiclass_f1(np.array([3, 3]), np.array([3, 3]), average), 1.0)


@rests_on("If ``average`` is none of the three, or there are no examples")
def test_rejects_another_average_and_no_examples():
    y_true, y_pred, nothing = np.array([5, 8, 5]), np.array([5, 5, 8]), np.array([], dtype=int)
    rejects(kata.multiclass_f1, [(y_true, y_pred, "samples"), (y_true, y_pred, "Macro"), (nothing, nothing, "micro")])
