"""Large values: estimated, encoded piece by piece and later, and messages that hold too much."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lanai.errors import BadMessage, TakesLong, TooLarge
from lanai.wire import codec, messages, pieces
from lanai.wire.bulk import LOOKS, bulk
from lanai.wire.depth import STRETCH, beyond
from lanai.wire.pieces import in_pieces

values = st.recursive(
    st.none() | st.booleans() | st.integers(-1000, 1000) | st.text(max_size=40) | st.floats(allow_nan=False),
    lambda inner: st.lists(inner, max_size=9) | st.dictionaries(st.text(max_size=3), inner, max_size=9),
    max_leaves=60,
)


@given(values)
def test_pieces_make_the_same_text(value: Any) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pieces, "PIECE", 4)
        assert in_pieces(value, codec.dumps) == codec.dumps(value)


def test_arrays_are_encoded_in_pieces_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pieces, "PIECE", 4)
    table = {"numbers": np.arange(30).reshape(10, 3), "none": np.zeros((0, 50))}
    assert json.loads(in_pieces(table, codec.dumps)) == {"numbers": table["numbers"].tolist(), "none": []}


def test_no_piece_is_large() -> None:
    seen: list[int] = []

    def dumps(value: Any) -> bytes:
        seen.append(bulk(value))
        return codec.dumps(value)

    in_pieces({"a": [[1.5] * 1000] * 500, "b": list(range(300_000)), "c": "text"}, dumps)
    assert max(seen) <= pieces.PIECE


@pytest.mark.parametrize(
    ("value", "size"),
    [
        (7, 1),
        ("a" * 1600, 101),
        (list(range(100_000)), 100_001),
        ([[1] * 1000] * 1000, 1_001_001),
        ({str(number): ["a"] * 9 for number in range(5000)}, 55_001),
        (np.zeros((100, 200)), 20_000),
    ],
)
def test_a_size_is_about_right(value: Any, size: int) -> None:
    assert bulk(value) == pytest.approx(size, rel=0.2)


def test_a_size_is_found_in_bounded_time() -> None:
    deep: Any = 1
    for _ in range(10):
        deep = [deep] * 30
    assert bulk(deep) > LOOKS


def test_a_later_value_is_made_once_and_not_at_once() -> None:
    made: list[int] = []

    def make() -> list[int]:
        made.append(1)
        return [1, 2]

    frame = messages.Frame(rev=1, ack=0, set=[(5, {"value": codec.Later(make)})])
    with pytest.raises(TakesLong):
        messages.encode_at_once(frame)
    assert made == []
    assert b'"value":[1,2]' in messages.encode(frame)
    assert messages.encode(frame) == messages.encode_at_once(frame)
    assert made == [1]


# -- what comes -------------------------------------------------------------------------------------


@given(st.lists(st.text(alphabet='[]{}",:\\a', max_size=30), max_size=40), st.integers(0, 5))
def test_a_long_text_is_measured_as_a_whole(texts: list[str], levels: int) -> None:
    """Wherever it is cut, also within strings and escapes."""
    text = json.dumps([[texts]]).encode()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("lanai.wire.depth.STRETCH", 6)
        assert (beyond(text, levels, 10_000) == "levels") == (levels < 3)
        assert (beyond(text, 9, len(texts) - 2) == "values") or len(texts) < 2


def test_a_message_that_holds_too_much_is_refused_and_counts_as_received() -> None:
    for text in (
        '{"t":"edit","seq":4,"rev":2,"id":5,"props":{"value":[' + "1," * 1_100_000 + "1]}}",
        '{"t":"edit","id":5,"props":{"value":[' + "[]," * 300_000 + '1]},"seq":4,"rev":2}',
    ):
        with pytest.raises(TooLarge, match="values"):
            messages.decode(text)
        stand_in = messages.stand_in(text)
        assert stand_in is not None
        assert (stand_in.seq, stand_in.rev) == (4, 2)
        assert messages.stand_in(text.encode()) == stand_in
    assert messages.stand_in('{"t":"ack","rev":3}') is None


def test_a_long_message_may_nest_no_deeper_than_a_short_one() -> None:
    text = '{"t":"edit","seq":4,"rev":2,"id":5,"props":{"a":"' + "a" * STRETCH + '","value":'
    with pytest.raises(BadMessage, match="levels"):
        messages.decode(text + "[" * 300 + "]" * 300 + "}}")
    assert isinstance(messages.decode(text + "[" * 100 + "]" * 100 + "}}"), messages.Edit)
