"""The command: `python -m benchmarks [setup | list] [options]`."""

from __future__ import annotations

import argparse
import asyncio
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks import environments, machine, report
from benchmarks.browser import chromium
from benchmarks.environments import Environment
from benchmarks.errors import NotInstalledError
from benchmarks.frameworks import ROOT, Framework, frameworks
from benchmarks.measures import MEASURES
from benchmarks.plan import FULL, QUICK, Plan
from benchmarks.processes import allow_many_sockets
from benchmarks.results import Results
from benchmarks.runner import run


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line says; the exit code."""
    known = frameworks()
    options = parser(known).parse_args(arguments)
    chosen = {name: known[name] for name in known if name in (options.frameworks or known)}
    if options.command == "list":
        return show(chosen)
    if options.command == "setup":
        return setup(chosen, only_missing=options.missing)
    try:
        return asyncio.run(measure(chosen, options))
    except (KeyboardInterrupt, asyncio.CancelledError):
        print("stopped; nothing was written", file=sys.stderr)
        return 130


def parser(known: dict[str, Framework]) -> argparse.ArgumentParser:
    """The command line."""
    made = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    made.add_argument("command", nargs="?", choices=["run", "setup", "list"], default="run")
    made.add_argument("--only", nargs="+", choices=list(MEASURES), metavar="MEASURE", help="these measures")
    made.add_argument("--frameworks", nargs="+", choices=list(known), metavar="NAME", help="these frameworks")
    made.add_argument("--quick", action="store_true", help="fewer rounds, in some five minutes")
    made.add_argument("--missing", action="store_true", help="setup: only what has no environment yet")
    made.add_argument("--out", type=Path, default=ROOT / "docs" / "benchmarks", help="folder of the report")
    made.add_argument("--readme", type=Path, help="file whose benchmark table is replaced as well")
    return made


def show(chosen: dict[str, Framework]) -> int:
    """List the measures and the frameworks."""
    for measure in MEASURES.values():
        print(f"{measure.name:15} {measure.title}")
    for framework in chosen.values():
        print(f"{framework.name:15} {framework.title}: {framework.note}")
    return 0


def setup(chosen: dict[str, Framework], *, only_missing: bool) -> int:
    """Install each peer into its own environment, once however many variants share it.

    `only_missing` leaves out those that have an environment, and takes it as it is when one cannot be had: the run
    that follows skips it. Otherwise that is an exit code of 1.
    """
    peers: dict[str, Framework] = {}
    failed = 0
    for framework in chosen.values():
        if framework.environment and not (only_missing and environments.interpreter_of_own(framework)):
            peers.setdefault(framework.environment, framework)
    for framework in peers.values():
        print(f"{framework.title}: {' '.join(framework.requirements)}", flush=True)
        try:
            environments.install(framework)
        except subprocess.CalledProcessError as error:
            print(f"{framework.title} was not installed: its installer ended with code {error.returncode}")
            failed += 1
    return 0 if only_missing else min(failed, 1)


async def measure(chosen: dict[str, Framework], options: argparse.Namespace) -> int:
    """Measure, and write the report. SIGTERM ends the run as Ctrl-C does: every server is stopped."""
    task = asyncio.current_task()
    if task is not None and sys.platform != "win32":
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)
    allow_many_sockets()
    plan: Plan = QUICK if options.quick else FULL
    busy = machine.busy()
    found, remarks = installed(chosen)
    remarks += [busy] if busy else []
    async with chromium() as browser:
        present = {name: chosen[name] for name in found}
        results = Results(plan, machine.describe(browser.version), present, found, remarks=remarks)
        await run(
            results, [MEASURES[name] for name in MEASURES if name in (options.only or MEASURES)], browser
        )
    for path in report.write(results, options.out):
        print(f"wrote {path}")
    if options.readme:
        report.put_into(options.readme, results, options.out)
    print("\n" + report.short_table(results))
    return 0


def installed(chosen: dict[str, Framework]) -> tuple[dict[str, Environment], list[str]]:
    """The environments of the frameworks that can be imported, and a line for each that cannot."""
    found: dict[str, Environment] = {}
    remarks: list[str] = []
    for name, framework in chosen.items():
        try:
            found[name] = environments.find(framework)
        except NotInstalledError as error:
            remarks.append(str(error))
            print(error)
    return found, remarks


if __name__ == "__main__":
    sys.exit(main())
