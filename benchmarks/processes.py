"""What a server's processes cost: CPU time and resident memory, children included."""

from __future__ import annotations

import contextlib
import platform
import sys
import time

import psutil

if sys.platform != "win32":
    import resource


def cpu_seconds(pid: int) -> float:
    """CPU time in s that the process `pid` and its children have used, of all their threads."""
    return sum(cpu_of(process) for process in tree(pid))


def resident_bytes(pid: int) -> int:
    """Resident memory in bytes of the process `pid` and its children."""
    return sum(process.memory_info().rss for process in tree(pid))


def tree(pid: int) -> list[psutil.Process]:
    """The process `pid` and everything it started. Raises psutil.NoSuchProcess when it is gone."""
    process = psutil.Process(pid)
    return [process, *process.children(recursive=True)]


def kill_tree(pid: int) -> None:
    """End the process `pid` and everything it started, at once. Nothing where it is gone."""
    with contextlib.suppress(psutil.NoSuchProcess):
        for process in tree(pid):
            with contextlib.suppress(psutil.NoSuchProcess):
                process.kill()


def cpu_of(process: psutil.Process) -> float:
    """CPU time in s of one process; on Linux to the nanosecond, where psutil counts in steps of 10 ms."""
    if platform.system() == "Linux":
        return time.clock_gettime(cpu_clock(process.pid))
    times = process.cpu_times()
    return float(times.user + times.system)


def cpu_clock(pid: int) -> int:
    """Linux's clock of the CPU time of another process, as clock_getcpuclockid(3) makes it."""
    scheduler_clock = 2
    return (~pid << 3) | scheduler_clock


def allow_many_sockets() -> None:
    """Raise the number of files and sockets that this process and those it starts may have open, as far as they may."""
    if sys.platform != "win32":
        _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
