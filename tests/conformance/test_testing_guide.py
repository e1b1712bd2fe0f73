"""What the guide to testing shows is run as it stands, with pytest as its readers have it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs" / "guide" / "testing.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```python\n(.*?)^```$", GUIDE, flags=re.MULTILINE | re.DOTALL)


def test_the_first_is_a_test_of_a_real_app_in_ten_lines() -> None:
    lines = [line for line in BLOCKS[0].splitlines() if line.strip()]
    assert len(lines) <= 10
    [app] = re.findall(r'lanai_visit\("([^"]+)"', BLOCKS[0])
    assert (ROOT / app).is_file()


def test_every_example_passes(tmp_path: Path) -> None:
    file = tmp_path / "test_guide.py"
    file.write_text("\n\n".join(BLOCKS))
    options = ["-c", os.devnull, "--rootdir", str(tmp_path), "-p", "no:cacheprovider", "-q", "-W", "error"]
    result = subprocess.run(
        [sys.executable, "-m", "pytest", *options, str(file)],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
    count = GUIDE.count("\ndef test_")
    assert f"{count} passed" in result.stdout, result.stdout + result.stderr


def test_what_it_names_is_there() -> None:
    named = set(re.findall(r"\]\(([^)#:]+)\)", GUIDE))
    assert named
    assert [name for name in named if not (ROOT / "docs" / "guide" / name).exists()] == []
