"""The harness's statistics say what they claim to say."""

from __future__ import annotations

import random
import statistics

import pytest

from benchmarks.stats import Summary, gaps, median, quantile, without_waiting


def test_the_median_is_the_middle_or_halfway_between_the_two_in_the_middle() -> None:
    assert median([5.0, 1.0, 3.0]) == 3.0
    assert median([4.0, 1.0, 3.0, 2.0]) == 2.5
    assert median([7.0]) == 7.0


def test_quantiles_lie_on_the_line_between_neighbours() -> None:
    samples = [10.0, 20.0, 30.0, 40.0, 50.0]
    assert quantile(samples, 0) == 10.0
    assert quantile(samples, 1) == 50.0
    assert quantile(samples, 0.95) == pytest.approx(48.0)
    assert quantile([0.0, 100.0], 0.99) == pytest.approx(99.0)


def test_quantiles_agree_with_the_standard_library() -> None:
    samples = [random.Random(7).lognormvariate(0, 1) for _ in range(137)]
    for percent, expected in enumerate(statistics.quantiles(samples, n=100, method="inclusive"), start=1):
        assert quantile(samples, percent / 100) == pytest.approx(expected)


def test_samples_are_left_as_they_were() -> None:
    samples = [3.0, 1.0, 2.0]
    Summary.of(samples)
    assert samples == [3.0, 1.0, 2.0]


@pytest.mark.parametrize(("samples", "q"), [([], 0.5), ([1.0], -0.1), ([1.0], 1.1)])
def test_no_samples_and_no_such_quantile_are_refused(samples: list[float], q: float) -> None:
    with pytest.raises(ValueError, match="expected"):
        quantile(samples, q)


def test_gaps_are_the_distances_between_neighbours() -> None:
    assert gaps([100.0, 120.0, 141.0, 160.0]) == [20.0, 21.0, 19.0]
    assert gaps([100.0]) == []


def test_one_long_wait_counts_as_all_that_would_have_begun_meanwhile() -> None:
    assert without_waiting([3.0, 65.0], every=20.0) == [3.0, 65.0, 45.0, 25.0]
    assert quantile(without_waiting([1.0] * 150 + [1000.0], every=20.0), 0.9) > 500


def test_a_summary_holds_the_middle_four_fifths_and_is_not_moved_by_one_bad_round() -> None:
    calm = Summary.of([float(value) for value in range(11)])
    assert (calm.median, calm.p10, calm.p90, calm.n) == (5.0, 1.0, 9.0, 11)
    assert Summary.of([1.0, 1.0, 1.0, 1.0, 1000.0]).median == 1.0


def test_a_ratio_compares_medians_and_does_not_divide_by_nothing() -> None:
    slow, fast, nothing = (Summary.of([value]) for value in (50.0, 2.0, 0.0))
    assert slow.ratio(fast) == 25.0
    assert slow.ratio(nothing) is None
