"""Questions as candidates ask them: by kata and topic in other words than the sheet's, and such as no sheet answers."""

PARAPHRASES: dict[str, dict[str, list[str]]] = {
    "decision_tree_classifier": {
        "thresholds": [
            "where exactly do I put the cut between two values?",
            "does a value equal to the threshold go left or right?",
        ],
        "ties": [
            "two features give the same improvement, which one wins?",
            "what about a leaf where both classes are equally common?",
            "how do I break ties between splits?",
        ],
        "zero gain": [
            "what if the best gain is zero?",
            "do I keep splitting although the impurity does not go down, gain 0?",
        ],
        "depth": [
            "does a lone leaf have depth zero or one?",
            "how deep can the tree become?",
            "will recursion be a problem for deep trees?",
        ],
    },
    "f1_from_confusion": {
        "axis": ["are the true classes in the rows?", "is the first axis the prediction or the truth?"],
        "empty class": [
            "what if a class never occurs?",
            "which score does a class without examples get?",
            "what about empty classes?",
        ],
        "averaging": ["do you want the macro average?", "micro or macro?"],
    },
    "kmeans_lloyd": {
        "empty cluster": [
            "what if no point is assigned to a centroid?",
            "what should I do about empty clusters?",
            "what happens if a cluster loses all its points?",
            "a cluster may become empty - then what?",
        ],
        "ties": [
            "two centroids have the same distance to a point, who gets it?",
            "how do I break a tie?",
            "what about points with equal distances?",
        ],
        "stopping": [
            "what is the convergence criterion?",
            "when does the algorithm terminate?",
            "is tol about how far the centers moved?",
            "when is it converged?",
        ],
        "returned labels": [
            "should the labels match the final centres?",
            "are the labels I return computed before the last update?",
            "is the inertia that of the returned centers?",
        ],
    },
    "linreg_gradient_descent": {
        "loss": ["is there a factor one half in the loss?", "MSE or half MSE?"],
        "history": ["does the first entry of history come before any step?", "how long is the history list?"],
        "stopping": ["is tol an absolute change of the loss?", "can it stop early?"],
        "divergence": ["what if it blows up because of a large learning rate?"],
    },
    "roc_auc_with_ties": {
        "ties": [
            "what about equal scores?",
            "how do tied scores count?",
            "a positive and a negative have identical scores: is that half a win?",
            "when scores are tied, what do I count?",
        ],
        "one class": [
            "what should happen when every label is positive?",
            "can all labels be equal?",
            "what if only one class is present?",
        ],
        "size": ["how big is the data?", "how fast does it have to be?", "will there be a large number of examples?"],
        "score range": [
            "do scores lie between 0 and 1?",
            "are the scores calibrated probabilities?",
        ],
    },
    "scaled_dot_product_attention": {
        "mask": ["is True blocked or allowed in the mask?", "what does the mask mean?", "does a masked key get True?"],
        "fully masked": ["what if a whole row is masked?", "should a completely masked query give NaN?"],
        "batch": ["can there be a head dimension?", "do I need to support batches?", "is the input multi-head?"],
        "scale": ["by what do I scale the scores?", "do I divide by the square root of the key width?"],
    },
    "debug_softmax_sampler": {
        "axis": ["over which axis do I normalise?", "are classes in the last dimension?"],
        "temperature zero": ["what about temperature = 0?", "is T=0 argmax?"],
        "masks": ["may logits be -inf?", "are there masked logits?"],
        "size of the change": ["can I restructure the whole function?", "how many lines may I change?"],
    },
    "median_imputer": {
        "empty column": [
            "what if a column has only missing values in training?",
            "what do I fill in when there is no median for a column?",
        ],
        "new gaps": [
            "what if a NaN shows up in a column that was complete at fit time?",
            "do I add an indicator for a column that has gaps only in the new data?",
        ],
        "infinity": ["can there be infinite values?", "how should inf be treated?", "does inf count as missing?"],
        "empty batch": ["what should transform do with an empty array?"],
    },
    "parse_messy_numbers": {
        "comma": [
            "is 1,5 a number with a decimal comma?",
            "do commas separate thousands?",
            "what about European decimal commas?",
        ],
        "parentheses": ["is (5) negative?", "what about (-5) in brackets?", "how are brackets read?"],
        "bool": ["should booleans become 1 and 0?", "what do I do with True and False?"],
        "spaces": ["what about whitespace around a number?", "can there be a space within the digits?"],
        "exotic numbers": ["can a cell hold a Decimal?", "are there huge integers beyond float range?"],
    },
    "point_in_time_join": {
        "same moment": [
            "is a feature with the same timestamp as the event allowed?",
            "is it strictly before the event, or at the time of it too?",
        ],
        "limit": ["is max_age inclusive?", "what if a row is exactly as old as the limit?"],
        "equal stamps": [
            "what if a user has two feature rows with an identical timestamp?",
            "which of several rows with equal stamps do I take?",
        ],
        "gaps": [
            "do I go back further when the newest value is NaN?",
            "what if the latest feature row holds missing values?",
        ],
        "no match": ["what happens to an event without a match?"],
    },
    "vectorise_pairwise_distances": {
        "accuracy": ["which tolerance do you accept?", "how precise does the result have to be?"],
        "loops": ["may I use np.vectorize?", "can I write a for loop over the rows?"],
        "memory": [
            "how much memory may I use?",
            "can I broadcast to a three-dimensional (n, m, d) array?",
            "is there a RAM limit?",
        ],
        "dtype": ["which dtypes come in?", "may the arrays be integers?", "what about int8 inputs?"],
    },
    "bootstrap_confidence_interval": {
        "method": ["should I use the BCa method?"],
        "seed": ["does my result have to be the same as your random numbers?", "how is randomness controlled?"],
        "memory": ["is there a memory limit?", "may I draw all resamples at once, n_boot by n?"],
        "missing values": ["what about NaN in the data?", "do I ignore missing data?"],
    },
    "numerical_gradient_check": {
        "error": ["how is the error measured?", "relative or absolute?", "max error or average?"],
        "shapes": ["can x be a matrix?", "what about scalars or empty arrays?"],
        "not a number": ["what if the analytic gradient is NaN?"],
        "exceptions": ["what if f throws?", "should I catch errors raised by f?"],
    },
    "scalar_autograd": {
        "reset": ["are gradients accumulated between backward calls?"],
        "numbers": ["can I multiply a Value by a plain int?"],
        "depth": ["will the graph be too deep for recursion?"],
        "kinks": ["what's the derivative of relu at 0?"],
    },
    "ambiguous_churn_label": {
        "definition": ["how do you define churn?", "when is a user churned?", "what is churn?"],
        "window": [
            "how many days of silence make a churner?",
            "how long is the inactivity window?",
            "is the thirtieth day included in the window?",
        ],
        "kinds": [
            "does opening an email count as activity?",
            "which event types are activity?",
            "what counts as being active?",
        ],
        "new users": [
            "what do I do with users who signed up last week?",
            "should recent users be excluded?",
            "do newcomers get a label?",
        ],
        "future data": [
            "are there events later than as_of?",
            "do I ignore what happens after the cutoff date?",
            "how do I avoid leakage from the future?",
        ],
        "time zone": ["are timestamps in UTC?", "which timezone do you use?", "are the timestamps naive?"],
    },
    "drift_psi": {
        "bins": [
            "how do I choose the bin edges?",
            "are the buckets quantiles?",
            "are bins computed on both samples?",
            "are bins of equal width?",
        ],
        "missing values": ["how are NaNs counted?", "what about nulls?", "what if a value is missing?"],
        "empty bins": ["how do I avoid log of zero for an empty bin?"],
        "out of range": [
            "what about values below the smallest edge?",
            "where does a value outside the training range go?",
        ],
    },
    "threshold_asymmetric_costs": {
        "threshold": ["is it p >= t or p > t?", "do I act when p equals the threshold?"],
        "ties": [
            "which threshold do I return if two are equally cheap?",
            "how do I break ties?",
            "if multiple thresholds give identical cost which one?",
        ],
        "gain": ["can the gain be below zero?", "may a true positive cost something?"],
        "calibration": ["can I trust the probabilities?", "is the model calibrated?", "are p calibrated?"],
    },
    "ctr_lift_with_interval": {
        "unit": ["is the lift in percentage points?"],
        "zero clicks": ["what if nobody clicked in the control?", "what happens with no clicks at all?"],
        "pooling": ["which variance do I use, pooled?"],
        "clipping": ["may the interval go beyond 1?", "do I clamp the bounds to [-1, 1]?"],
    },
    "plain_language_metric_summary": {
        "rounding": ["how do I round percentages?", "is 12.5 rounded up?"],
        "zero denominators": ["what if nothing was flagged, division by zero?"],
        "wording": ["is there a word limit?"],
        "jargon": ["may I say recall to the executive?", "which technical terms are forbidden?"],
    },
    "retention_cohorts": {
        "week": ["is Monday the first day of the week?", "when does the week begin?"],
        "age": [
            "is the age counted in calendar weeks?",
            "does week 1 mean seven days after signup?",
            "is week 1 the following calendar week?",
        ],
        "unfinished weeks": ["what about the current week?", "how are incomplete weeks shown?"],
        "duplicates": [
            "does a user with several events in one week count twice?",
            "are there duplicate events?",
            "should I deduplicate?",
        ],
    },
}

UNRELATED = """
what is your favourite colour?
how much time do I have?
can I use the internet?
is this call recorded?
what's the weather like?
who are you?
which Python version is it?
do you like pandas?
what does the job pay?
when will I hear back?
can you repeat that?
where do I save the file?
did I pass?
what is your name?
can I have a glass of water?
how large is the team?
should I think aloud?
how am I doing so far?
may I look at the documentation?
what will the next round be about?
how long have you worked here?
should I write comments?
is my code good enough?
can I print things?
how many people applied?
how old are you?
can I go home now?
do I need to write a unit test?
am I allowed to use numpy?
should variable names be long?
is there a dress code?
what tech stack do you have?
do I get feedback afterwards?
how hard is this one?
could you scroll down?
is the microphone working?
what language should we speak?
will you be my manager?
where are you located?
do you mind if I think for a minute?
may I start coding now?
can I see the hidden tests?
what would you do?
how do I run the tests?
is there a bug in my code?
what is the big O of the best answer?
can I skip this one?
what's the deadline?
is remote work possible?
how many interviews are there?
"""
