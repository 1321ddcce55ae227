"""Where the next label helps most.

The estimated total is a sum over strata of N_h times a sample mean, with variance N_h^2 s_h^2 / n_h each. One more
label takes away N_h^2 s_h^2 / (n_h (n_h + 1)); buy where that is largest for its price. The gains of a stratum shrink
as n_h grows, so buying greedily is optimal at equal costs, and within the price of one label otherwise.

For a large budget the n_h come out in Neyman's proportions, N_h s_h / sqrt(c_h). The greedy rule needs no rounding, no
repair where a share exceeds the stratum, and never overspends. O(labels * H), or O(labels * log H) with a heap.

An interviewer listens for variance, not size, as what draws labels; for a minimum per stratum (without it, s_h cannot
be checked); and for where s_h comes from: a pilot, or p (1 - p) from last time.
"""

import heapq

import numpy as np


def _start(sizes, costs, budget, min_per):
    """The first labels, and what is left of the budget."""
    if min_per < 1:
        raise ValueError("every stratum needs a label")
    n = np.minimum(sizes, min_per).astype(np.int64)
    left = budget - n @ costs
    if left < -1e-9:
        raise ValueError("the budget does not pay for the first labels")
    return n, left


def _gains(n, sizes, stds, costs):
    return (sizes * np.asarray(stds, dtype=float)) ** 2 / (n * (n + 1.0)) / costs


def _buy(n, left, sizes, costs, gains_of, slack=1e-9, tie=1e-12):
    """Buy one label after the other, by the gains of the moment."""
    while (ready := (n < sizes) & (costs <= left + slack)).any():
        gains = np.where(ready, gains_of(n), -np.inf)
        h = np.argmax(gains >= gains.max() * (1 - tie))
        n[h] += 1
        left -= costs[h]
    return n


def allocate_labels(sizes, stds, costs, budget, min_per=2):
    n, left = _start(sizes, costs, budget, min_per)
    return _buy(n, left, sizes, costs, lambda n: _gains(n, sizes, stds, costs))


def with_a_heap(sizes, stds, costs, budget, min_per=2):
    """Keeps the next gain of each stratum in a heap; one that cannot be afforded now never can be again."""
    size, price = sizes.tolist(), costs.tolist()
    labels = [min(min_per, s) for s in size]
    spent = sum(k * c for k, c in zip(labels, price, strict=True))
    if min_per < 1 or spent > budget + 1e-9:
        raise ValueError("cannot start")
    worth = [(s * float(d)) ** 2 / c for s, d, c in zip(size, stds, price, strict=True)]

    def entry(h):
        return -worth[h] / labels[h] / (labels[h] + 1), h

    heap = [entry(h) for h in range(len(size))]
    heapq.heapify(heap)
    while heap:
        tied = [heapq.heappop(heap)]
        while heap and heap[0][0] <= tied[0][0] * (1 - 1e-12):
            tied.append(heapq.heappop(heap))
        tied = [h for _, h in tied if labels[h] < size[h] and price[h] <= budget - spent + 1e-9]
        if tied:
            labels[min(tied)] += 1
            spent += price[min(tied)]
        for h in tied:
            heapq.heappush(heap, entry(h))
    return np.array(labels, dtype=np.int64)


def proportional_to_size(sizes, stds, costs, budget, min_per=2):
    """Buys in proportion to size: labels go where nothing is left to learn."""
    n, left = _start(sizes, costs, budget, min_per)
    return _buy(n, left, sizes, costs, lambda n: sizes / n)


def ignores_cost(sizes, stds, costs, budget, min_per=2):
    """Compares gains without the price: dear strata are bought like cheap ones."""
    n, left = _start(sizes, costs, budget, min_per)
    return _buy(n, left, sizes, costs, lambda n: _gains(n, sizes, stds, np.ones(len(costs))))


def root_of_the_cost(sizes, stds, costs, budget, min_per=2):
    """Divides by the root of the cost, as Neyman's shares do: those are shares, this is the gain of one label."""
    n, left = _start(sizes, costs, budget, min_per)
    return _buy(n, left, sizes, costs, lambda n: _gains(n, sizes, stds, np.sqrt(costs)))


def neyman_shares_rounded(sizes, stds, costs, budget, min_per=2):
    """Rounds Neyman's shares N s / sqrt(c) down: money is left over, or a stratum asks for too much of it."""
    n, _ = _start(sizes, costs, budget, min_per)
    shares = sizes * stds / np.sqrt(costs)
    scale = budget / max((shares * costs).sum(), 1e-12)
    return np.clip(np.floor(shares * scale), n, sizes).astype(np.int64)


def size_not_squared(sizes, stds, costs, budget, min_per=2):
    """Weighs the variance with N, not N squared: the total multiplies each mean by N."""
    n, left = _start(sizes, costs, budget, min_per)
    return _buy(n, left, sizes, costs, lambda n: sizes * stds**2 / (n * (n + 1.0)) / costs)


def variance_left(sizes, stds, costs, budget, min_per=2):
    """Buys where the variance is largest, N^2 s^2 / n, not where a label lowers it most."""
    n, left = _start(sizes, costs, budget, min_per)
    return _buy(n, left, sizes, costs, lambda n: _gains(n, sizes, stds, costs) * (n + 1))


def integers_overflow(sizes, stds, costs, budget, min_per=2):
    """Squares the sizes in their own width: 100,000 squared does not fit into 32 bits."""
    n, left = _start(sizes, costs, budget, min_per)
    return _buy(n, left, sizes, costs, lambda n: sizes**2 * stds**2 / (n * (n + 1.0)) / costs)


def overspends(sizes, stds, costs, budget, min_per=2):
    """Buys while any money is left: the last label is paid for with money that is not there."""
    n, left = _start(sizes, costs, budget, min_per)
    while left > 1e-9 and (n < sizes).any():
        gains = np.where(n < sizes, _gains(n, sizes, stds, costs), -np.inf)
        h = np.argmax(gains >= gains.max() * (1 - 1e-12))
        n[h] += 1
        left -= costs[h]
    return n


def exceeds_stratum(sizes, stds, costs, budget, min_per=2):
    """Never looks at the size of a stratum while buying: asks for more labels than there are answers."""
    n, left = _start(sizes, costs, budget, min_per)
    return _buy(n, left, np.full(len(sizes), n.sum() + 200), costs, lambda n: _gains(n, sizes, stds, costs))


def the_minimum_exceeds_a_stratum(sizes, stds, costs, budget, min_per=2):
    """Starts with min_per everywhere, also where there are fewer answers."""
    n, left = _start(np.full(len(sizes), max(min_per, 1)), costs, budget, min_per)
    return _buy(n, left, sizes, costs, lambda n: _gains(n, sizes, stds, costs))


def the_start_is_free(sizes, stds, costs, budget, min_per=2):
    """Does not take the first labels off the budget."""
    n, _ = _start(sizes, costs, budget, min_per)
    return _buy(n, budget, sizes, costs, lambda n: _gains(n, sizes, stds, costs))


def stops_at_the_first_too_dear(sizes, stds, costs, budget, min_per=2):
    """Stops when the best stratum is too dear, although cheaper ones could still be bought."""
    n, left = _start(sizes, costs, budget, min_per)
    while (n < sizes).any():
        gains = np.where(n < sizes, _gains(n, sizes, stds, costs), -np.inf)
        h = np.argmax(gains >= gains.max() * (1 - 1e-12))
        if costs[h] > left + 1e-9:
            break
        n[h] += 1
        left -= costs[h]
    return n


def keeps_money_where_nothing_is_gained(sizes, stds, costs, budget, min_per=2):
    """Stops when the gain is 0: s_h is an estimate, and the statement buys on."""
    n, left = _start(sizes, costs, budget, min_per)
    return _buy(n, left, np.where(stds > 0, sizes, 0), costs, lambda n: _gains(n, sizes, stds, costs))


def exact_budget(sizes, stds, costs, budget, min_per=2):
    """Compares costs without the slack: after 0.1 + 0.2 the last label of 0.3 seems too dear."""
    n, left = _start(sizes, costs, budget, min_per)
    return _buy(n, left, sizes, costs, lambda n: _gains(n, sizes, stds, costs), slack=0.0)


def exact_ties(sizes, stds, costs, budget, min_per=2):
    """Compares gains to the last bit: rounding decides between strata that tie."""
    n, left = _start(sizes, costs, budget, min_per)
    return _buy(n, left, sizes, costs, lambda n: _gains(n, sizes, stds, costs), tie=0.0)


def ties_to_the_last(sizes, stds, costs, budget, min_per=2):
    """Gives a tie to the highest index."""
    turned = [np.asarray(column)[::-1] for column in (sizes, stds, costs)]
    return allocate_labels(*turned, budget, min_per)[::-1]


ALTERNATIVES = [with_a_heap]
