"""Sample size and power.

A travel site is about to test a new checkout, and the product manager asks you before it starts: "for
how many users must it run before I may look at the result?" Each week of testing costs about 30 000
euros of sales if the page is good and has to wait; but a test that is too small will most likely
drop a good page as "no effect", and the months of work with it. The answer is a number of users for
each arm, and depends on the smallest effect worth finding: 5 % of a rate of 2 % is 0.1 points.
"""


def sample_size(
    p0: float,
    mde: float,
    *,
    relative: bool = False,
    alpha: float = 0.05,
    power: float = 0.8,
    ratio: float = 1.0,
) -> tuple[int, int]:
    """Say how many users each arm of a test of two conversion rates needs.

    The control converts at `p0`, the treatment at ``p1 = p0 + mde``, or at ``p1 = p0 * (1 + mde)``
    if `relative`. The test is two-sided, with a pooled variance. With ``r = ratio``, ``z(q)``
    the standard normal quantile of ``q``, and the pooled rate ``pb = (p0 + r * p1) / (1 + r)``:

        noise_0 = (1 + 1 / r) * pb * (1 - pb)
        noise_1 = p0 * (1 - p0) + p1 * (1 - p1) / r
        n       = (z(1 - alpha / 2) * sqrt(noise_0) + z(power) * sqrt(noise_1)) ** 2 / (p1 - p0) ** 2

    where ``n`` is the size of the control and ``r * n`` the size of the treatment. Each of these two
    numbers is rounded up on its own, at the end.

    Parameters
    ----------
    p0 : float
        The control's conversion rate, a fraction.
    mde : float
        The smallest effect worth finding, up or down: a difference of rates (0.01 is one percentage
        point), or, if `relative`, a fraction of `p0` (0.05 is 5 %).
    alpha : float
        The accepted risk of a false alarm, both directions together.
    power : float
        The chance to find an effect of this size, 0.5 or more.
    ratio : float
        Users in the treatment for each user in the control.

    Returns
    -------
    tuple of int : users in the control, users in the treatment

    Raises
    ------
    ValueError
        If `mde` is 0; if `p0`, ``p1``, `alpha` or `power` is outside the open interval (0, 1); if
        `ratio` is not above 0.

    Examples
    --------
    >>> sample_size(0.4, 0.2)
    (97, 97)
    >>> sample_size(0.02, 0.05, relative=True)  # from 2 % to 2.1 %
    (315206, 315206)
    """
    raise NotImplementedError
