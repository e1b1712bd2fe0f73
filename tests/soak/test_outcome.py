"""What a long soak leaves: its looks as data, and the picture."""

from __future__ import annotations

import json
from pathlib import Path

from tests.soak.__main__ import Outcome, write
from tests.soak.curve import Curve, Point


def test_the_data_and_the_picture_are_written(tmp_path: Path) -> None:
    points = [Point(60.0 * each, each % 3, each, 10**8, 10**5, 0, each % 3 == 0) for each in range(7)]
    write(
        [Outcome("An hour", 6, ["a thread"], Curve(points)), Outcome("A server", 6, [], Curve(points))],
        tmp_path,
    )
    hour, server = json.loads((tmp_path / "soak.json").read_text())["soaks"]
    assert (hour["title"], hour["visitors"], hour["wrong"]) == ("An hour", 6, ["a thread"])
    assert [Point(**point) for point in server["points"]] == points
    picture = (tmp_path / "soak.svg").read_text()
    assert picture.count("at night") == 4
