"""The machine a run was made on, as far as it matters to the figures."""

from __future__ import annotations

import os
import platform
from datetime import datetime, timezone
from pathlib import Path

import psutil


def describe(browser_version: str) -> dict[str, str]:
    """Processor, memory, system, Python, browser, time and how busy the machine was when the run began."""
    gigabytes = psutil.virtual_memory().total / 2**30
    return {
        "processor": f"{processor()}, {os.cpu_count()} cores seen",
        "memory": f"{gigabytes:.0f} GiB",
        "system": f"{platform.system()} {platform.release()}, {platform.machine()}",
        "python": platform.python_version(),
        "browser": f"Chromium {browser_version}, headless",
        "when": datetime.now(timezone.utc).strftime("%Y-%m-%d %H:%M UTC"),
        "load before": f"{psutil.getloadavg()[0]:.2f} (1 minute)",
    }


def busy() -> str | None:
    """A line that says the machine has other work, or None while it has little."""
    load, cores = psutil.getloadavg()[0], os.cpu_count() or 1
    if load < cores / 2:
        return None
    return f"The machine was busy when the run began: a load of {load:.1f} on {cores} cores. Take the figures as rough."


def processor() -> str:
    """The processor's name, as the system gives it."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or "unknown processor"
    names = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else "unknown processor"
