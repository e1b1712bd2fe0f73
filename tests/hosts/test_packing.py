"""Text in parts as one gzip stream."""

from __future__ import annotations

import gzip
import random
import subprocess
import sys

import pytest

from lanai.hosts.asgi.packing import Shared, gzipped, joined

SHARED = Shared(b"a { color: red } " * 500)
OTHER = Shared("\u00fc \u2028 script".encode() * 3000)


@pytest.mark.parametrize(
    "parts",
    [
        [b""],
        [b"alone"],
        [SHARED],
        [b"before", SHARED, b"after"],
        [SHARED, b"x" * 4095, OTHER, b"y" * 4096, SHARED],
        [b"", SHARED, b"", OTHER, b"z" * 200_000],
        [random.Random(1).randbytes(70_000), OTHER, random.Random(2).randbytes(4_000)],
    ],
)
def test_what_is_packed_is_what_was_given(parts: list[bytes | Shared]) -> None:
    assert gzip.decompress(gzipped(parts)) == joined(parts)


def test_other_programs_can_read_it() -> None:
    parts: list[bytes | Shared] = [b"before", SHARED, b"after", OTHER]
    program = "import sys, zlib; sys.stdout.buffer.write(zlib.decompress(sys.stdin.buffer.read(), 31))"
    answer = subprocess.run(
        [sys.executable, "-c", program], input=gzipped(parts), capture_output=True, check=True
    )
    assert answer.stdout == joined(parts)


def test_a_shared_part_takes_little_room() -> None:
    assert len(gzipped([b"before", SHARED, b"after"])) < len(SHARED) / 20
