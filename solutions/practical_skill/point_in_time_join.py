"""Point-in-time join.

Put both tables on one timeline: sort the feature rows and the events together by entity,
then time, and at the same moment events before feature rows. Walking down that list, the
row an event wants is the last feature row seen so far, provided that it belongs to the
same entity and is not too old. "The last seen so far" is a running maximum of positions,
so the whole join is one sort: O((n + m) log(n + m)) time, O(n + m) memory.

The order at one moment is the entire leak: put feature rows first and a feature computed
from the outcome serves the event it explains. The sort is stable, so that of feature
rows with the same stamp the last one written wins, as a later correction should.

The age needs no search of its own. The latest row is also the youngest; if it is too old,
so is every other.

`pandas.merge_asof` does this in one call, once you have set allow_exact_matches=False,
sorted both sides by a stable sort, given both times one resolution, and put the events
back into their order: the four things an interviewer waits for. The other classic is to
merge on the key alone and filter afterwards: right, but its memory grows with the
product of rows per entity.
"""

import numpy as np
import pandas as pd


def _check(events, features, on, event_ts, feature_ts):
    shared = set(events.columns) & set(features.columns) - {on}
    if shared:
        raise ValueError(f"columns in both frames: {shared}")
    if events[event_ts].isna().any() or features[feature_ts].isna().any():
        raise ValueError("a row without a time has no place on the timeline")


def _attach(events, features, on, rows):
    """The events, each next to the feature row at its position in `rows`; past either end means none."""
    attached = features.drop(columns=on).reset_index(drop=True).reindex(rows)
    return pd.concat([events, attached.set_axis(events.index)], axis=1)


def point_in_time_join(events, features, *, on, event_ts, feature_ts, max_age):
    _check(events, features, on, event_ts, feature_ts)
    m = len(features)
    entity = pd.factorize(pd.concat([features[on], events[on]]))[0]  # (m + n,)  feature rows, then events
    time = np.concatenate([features[feature_ts], events[event_ts]])  # (m + n,)
    is_feature = np.arange(len(time)) < m
    order = np.lexsort([is_feature, time, entity])  # stable; at one moment the events come first
    last = np.maximum.accumulate(np.where(is_feature[order], np.arange(len(order)), 0))
    latest = order[last[np.argsort(order)]][m:]  # (n,)  the feature row before each event; an event (>= m) if none is
    fits = (entity[latest] == entity[m:]) & (time[m:] - time[latest] <= max_age)
    return _attach(events, features, on, np.where(fits, latest, -1))


def _ordered(frame, on, moment, row):
    """Key, time and position of each row, in order of time, as merge_asof wants them."""
    columns = {"entity": frame[on].array, "time": frame[moment].dt.as_unit("ns").array, row: range(len(frame))}
    return pd.DataFrame(columns).sort_values("time", kind="stable")


def _as_of(events, features, on, event_ts, feature_ts, **options):
    left, right = _ordered(events, on, event_ts, "event"), _ordered(features, on, feature_ts, "row")
    found = pd.merge_asof(left, right, on="time", by="entity", **options)
    rows = found.set_index("event")["row"].sort_index()
    return _attach(events, features, on, rows.fillna(-1).astype(int).to_numpy())


def by_merge_asof(events, features, *, on, event_ts, feature_ts, max_age):
    """Lets pandas walk the two tables, on copies that hold only key, time and position."""
    _check(events, features, on, event_ts, feature_ts)
    options = {"allow_exact_matches": False, "tolerance": max_age}
    return _as_of(events, features, on, event_ts, feature_ts, **options)


def exact_match_leak(events, features, *, on, event_ts, feature_ts, max_age):
    """Lets a row stamped at the moment of the event serve it: it may already contain the outcome."""
    _check(events, features, on, event_ts, feature_ts)
    return _as_of(events, features, on, event_ts, feature_ts, tolerance=max_age)


def nearest(events, features, *, on, event_ts, feature_ts, max_age):
    """Takes the nearest row on either side, so an event may see its own future."""
    _check(events, features, on, event_ts, feature_ts)
    options = {"allow_exact_matches": False, "tolerance": max_age, "direction": "nearest"}
    return _as_of(events, features, on, event_ts, feature_ts, **options)


def inner_join(events, features, *, on, event_ts, feature_ts, max_age):
    """Drops the events that no feature row may serve."""
    joined = point_in_time_join(events, features, on=on, event_ts=event_ts, feature_ts=feature_ts, max_age=max_age)
    return joined[joined[feature_ts].notna()]


def _all_pairs(events, features, on, event_ts, feature_ts, max_age):
    """Every event with every row that may serve it, with the positions of both."""
    left = events.assign(_event=range(len(events)))
    pairs = left.merge(features.assign(_row=range(len(features))), on=on)
    age = pairs[event_ts] - pairs[feature_ts]
    return pairs[(age > pd.Timedelta(0)) & (age <= max_age)]


def fan_out(events, features, *, on, event_ts, feature_ts, max_age):
    """Merges on the key and filters by time: an event appears once for every row that may serve it."""
    _check(events, features, on, event_ts, feature_ts)
    pairs = _all_pairs(events, features, on, event_ts, feature_ts, max_age)
    lone = ~np.isin(np.arange(len(events)), pairs["_event"])
    both = pd.concat([pairs, events.assign(_event=range(len(events)))[lone]]).sort_values("_event", kind="stable")
    both.index = events.index.take(both["_event"].astype(int))
    return both[[*events.columns, *features.columns.drop(on)]]


def stale_feature(events, features, *, on, event_ts, feature_ts, max_age):
    """Ignores max_age: a row from last year is served as if it were news."""
    _check(events, features, on, event_ts, feature_ts)
    return _as_of(events, features, on, event_ts, feature_ts, allow_exact_matches=False)


def excludes_the_greatest_age(events, features, *, on, event_ts, feature_ts, max_age):
    """Demands an age below max_age, where the statement allows an equal one."""
    just_less = max_age - pd.Timedelta(1, unit="ns")
    return point_in_time_join(events, features, on=on, event_ts=event_ts, feature_ts=feature_ts, max_age=just_less)


def first_of_equals(events, features, *, on, event_ts, feature_ts, max_age):
    """Takes the first of the rows with one stamp: the correction written after it is lost."""
    return point_in_time_join(
        events,
        features.drop_duplicates([on, feature_ts]),
        on=on,
        event_ts=event_ts,
        feature_ts=feature_ts,
        max_age=max_age,
    )


def aligns_by_label(events, features, *, on, event_ts, feature_ts, max_age):
    """Looks the chosen rows up by label, not by position: right only under a default index."""
    _check(events, features, on, event_ts, feature_ts)
    pairs = _all_pairs(events, features, on, event_ts, feature_ts, max_age)
    latest = pairs.sort_values([feature_ts, "_row"]).drop_duplicates("_event", keep="last").set_index("_event")
    return events.join(latest[features.columns.drop(on)])


def casts_to_the_events_resolution(events, features, *, on, event_ts, feature_ts, max_age):
    """Casts the stamps to the events' resolution: rows of one second then tie, and the log's own stamps are lost."""
    unit = events[event_ts].dt.unit
    rounded = features.assign(**{feature_ts: features[feature_ts].astype(f"datetime64[{unit}]")})
    return point_in_time_join(events, rounded, on=on, event_ts=event_ts, feature_ts=feature_ts, max_age=max_age)


def widens_every_column(events, features, *, on, event_ts, feature_ts, max_age):
    """Starts from a column of NaN and writes into it: integers come back as floats though every event is served."""
    joined = point_in_time_join(events, features, on=on, event_ts=event_ts, feature_ts=feature_ts, max_age=max_age)
    numbers = [name for name in features.columns.drop(on) if joined[name].dtype.kind in "iu"]
    return joined.astype(dict.fromkeys(numbers, float))


def sorts_the_callers_frame(events, features, *, on, event_ts, feature_ts, max_age):
    """Sorts the feature log in place: right rows, but the caller's frame has changed its order."""
    features.sort_values(feature_ts, kind="stable", inplace=True)
    return point_in_time_join(events, features, on=on, event_ts=event_ts, feature_ts=feature_ts, max_age=max_age)


def scans_for_every_event(events, features, *, on, event_ts, feature_ts, max_age):
    """Looks through the whole feature log for every event: right, and far too slow for a table."""
    _check(events, features, on, event_ts, feature_ts)
    log, rows = features.reset_index(drop=True), []
    for key, moment in zip(events[on], events[event_ts], strict=True):
        age = moment - log[feature_ts]
        mine = log[(log[on] == key) & (age > pd.Timedelta(0)) & (age <= max_age)]
        rows.append(mine.sort_values(feature_ts, kind="stable").index[-1] if len(mine) else -1)
    return _attach(events, features, on, np.array(rows, dtype=int))


ALTERNATIVES = [by_merge_asof]
