"""The golden samples of `protocol/`, read here and by the front end's tests: both sides speak the same wire."""

from __future__ import annotations

import contextlib
import json
import pathlib
import subprocess
import sys
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lanai.errors import BadMessage
from lanai.testing import Browser
from lanai.wire import codec, messages
from lanai.wire.depth import nests_within

PROTOCOL = pathlib.Path(__file__).parents[2] / "protocol"
SAMPLES = sorted((PROTOCOL / "samples").glob("*.json"))
SEQUENCES = sorted((PROTOCOL / "sequences").glob("*.json"))


def test_there_are_samples() -> None:
    assert len(SAMPLES) >= 10
    assert len(SEQUENCES) >= 5


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_sample_decodes_and_encodes_to_itself(path: pathlib.Path) -> None:
    sample = json.loads(path.read_text())
    text = json.dumps(sample["message"])
    read = messages.decode if sample["direction"] == "browser" else messages.decode_server
    assert json.loads(messages.encode(read(text))) == sample["message"]


@pytest.mark.parametrize("path", SEQUENCES, ids=lambda path: path.stem)
def test_a_sequence_of_frames_leads_to_its_tree(path: pathlib.Path) -> None:
    sequence = json.loads(path.read_text())
    browser = Browser()
    for frame in sequence["frames"]:
        browser.take(json.dumps(frame).encode())
    assert _told(browser.tree()) == _told(sequence["tree"])


SCHEMA = json.loads((PROTOCOL / "components.json").read_text())


def _told(tree: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The tree without the properties that have their default."""
    return [
        {
            **branch,
            "props": {
                key: value for key, value in branch["props"].items() if value != _default(branch["type"], key)
            },
            "children": _told(branch["children"]),
        }
        for branch in tree
    ]


def _default(kind: str, key: str) -> Any:
    return {**SCHEMA["base"], **SCHEMA["types"].get(kind, {}).get("defaults", {})}.get(key)


@given(st.binary(max_size=200))
def test_whatever_comes_is_a_message_or_refused(data: bytes) -> None:
    with contextlib.suppress(BadMessage):
        assert isinstance(messages.decode(data), messages.BrowserMessage)


@pytest.mark.parametrize(
    "text",
    [
        "{}",
        "[]",
        '{"t":"nonsense"}',
        '{"t":"edit","seq":"1","rev":1,"id":1,"props":{}}',
        '{"t":"edit","seq":1,"rev":1,"id":1}',
        '{"t":"ack","rev":1,"more":true}',
        "[" * 100_000,
        '{"t":"visible","value":true',
    ],
)
def test_what_is_not_of_the_protocol_is_refused(text: str) -> None:
    with pytest.raises(BadMessage):
        messages.decode(text)


def nested(levels: int, opening: str, closing: str) -> str:
    """An edit of so many levels, itself and its properties among them."""
    value = opening * (levels - 2) + "1" + closing * (levels - 2)
    return f'{{"t":"edit","seq":1,"rev":1,"id":1,"props":{{"value":{value}}}}}'


@pytest.mark.parametrize(("opening", "closing"), ["[]", ('{"a":', "}"), ('[{"a":[2,', "]}]")])
def test_a_message_nests_to_a_limit(opening: str, closing: str) -> None:
    each = opening.count("[") + opening.count("{")
    good = (messages.DEEPEST - 2) // each + 2
    assert isinstance(messages.decode(nested(good, opening, closing)), messages.Edit)
    for levels in (good + 1, 5_000, 100_000):
        with pytest.raises(BadMessage, match="200 levels"):
            messages.decode(nested(levels, opening, closing))


def test_deep_nesting_cannot_exhaust_the_stack_of_a_small_thread() -> None:
    """A decoder that followed it down would end the whole process."""
    code = (
        "import threading\n"
        "from lanai.errors import BadMessage\n"
        "from lanai.wire import messages\n"
        "def read():\n"
        "    for levels in (1_000, 9_000, 1_000_000):\n"
        "        try:\n"
        "            messages.decode('[' * levels + ']' * levels)\n"
        "        except BadMessage:\n"
        "            print('refused', end=' ')\n"
        "threading.stack_size(256 * 1024)\n"
        "thread = threading.Thread(target=read)\n"
        "thread.start()\n"
        "thread.join()\n"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stdout) == (0, "refused refused refused ")


values = st.recursive(
    st.text(alphabet='[]{}"\\a') | st.integers(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(alphabet='[{"\\'), inner, max_size=3),
)


@given(values, st.integers(0, 6))
def test_levels_are_counted_as_a_reader_would(value: Any, levels: int) -> None:
    text = json.dumps(value).encode()
    counted = depth(value) <= levels
    assert nests_within(text, levels) is counted


def depth(value: Any) -> int:
    items = list(value.values()) if isinstance(value, dict) else value
    return 1 + max(map(depth, items), default=0) if isinstance(items, list) else 0


@given(st.dictionaries(st.text(min_size=1, max_size=5), st.binary(max_size=20), max_size=5))
def test_buffers_survive_the_envelope(contents: dict[str, bytes]) -> None:
    buffers = list(contents.items())
    text, block = codec.unpack(codec.pack(b'{"t":"x"}', buffers))
    assert text == b'{"t":"x"}'
    assert codec.cut(block, [(name, len(content)) for name, content in buffers]) == contents


@pytest.mark.parametrize("data", [b"\0\0\0\x05abc", b"\xff\xff\xff\xff", b"\0"])
def test_a_binary_message_that_promises_more_than_it_holds_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="announces"):
        codec.unpack(data)


@pytest.mark.parametrize("sizes", [[("a", 4)], [("a", -1), ("b", 6)], []])
def test_buffers_must_fill_the_block(sizes: list[tuple[str, int]]) -> None:
    with pytest.raises(ValueError, match="do not fill"):
        codec.cut(b"12345", sizes)
