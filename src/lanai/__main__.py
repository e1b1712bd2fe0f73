"""`python -m lanai`: the command line."""

from __future__ import annotations

import sys

from lanai.cli import main

sys.exit(main())
