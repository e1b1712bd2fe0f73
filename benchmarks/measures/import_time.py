"""How long importing the framework takes."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass

from benchmarks.environments import variables
from benchmarks.errors import BenchmarkError
from benchmarks.frameworks import ROOT
from benchmarks.measures.base import Metric, Sample, Subject
from benchmarks.plan import Plan

TIMED = """
import time
began = time.perf_counter()
{import_line}
print(time.perf_counter() - began)
"""


@dataclass(frozen=True)
class ImportTime:
    """The import statement in a new interpreter, with warm bytecode."""

    name: str = "import"
    title: str = "Import"
    how: str = (
        "The import statement timed inside a new interpreter with warm bytecode; and the wall time of the "
        "whole interpreter that does nothing else."
    )
    metrics: tuple[Metric, ...] = (
        Metric("import", "Import", "ms"),
        Metric("interpreter", "Interpreter that only imports, start to end", "ms", headline=False),
    )
    app: None = None
    fresh: bool = False
    keep_sessions: bool = False
    warm_up: bool = True

    def rounds(self, plan: Plan) -> int:
        """One interpreter a round."""
        return plan.import_rounds

    async def sample(self, subject: Subject) -> Sample:
        """Start an interpreter, import, and read what it says."""
        code = TIMED.format(import_line=subject.framework.import_line)
        began = time.perf_counter()
        process = await asyncio.create_subprocess_exec(
            str(subject.environment.python),
            "-c",
            code,
            cwd=ROOT,
            env=variables(subject.framework),
            stdout=asyncio.subprocess.PIPE,
        )
        written, _ = await process.communicate()
        wall = time.perf_counter() - began
        if process.returncode:
            raise BenchmarkError(f"`{subject.framework.import_line}` ended with code {process.returncode}")
        return {"import": float(written.split()[-1]) * 1000, "interpreter": wall * 1000}
