"""Sockets that listen: the port is ours before anything is built on it."""

from __future__ import annotations

import errno
import os
import socket
import ssl
from contextlib import ExitStack
from pathlib import Path

from lanai.errors import PortInUse, UsageError

BACKLOG = 2048
ATTEMPTS = 10
"""How often a free port is sought that is free on every address of a name."""
NO_SUCH_FAMILY = (errno.EAFNOSUPPORT, errno.EADDRNOTAVAIL)


def listen(address: str, port: int) -> list[socket.socket]:
    """Listening sockets on every address that `address` stands for, all on one port; 0 takes a free one.

    Raises `PortInUse`, and `UsageError` where the address or the port cannot be had.
    """
    if not 0 <= port <= 65535:
        raise UsageError(f"Expected a port between 0 and 65535, got {port}.")
    for attempt in range(ATTEMPTS):
        try:
            return _listen(_resolve(address, port), port)
        except OSError as error:
            if error.errno == errno.EADDRINUSE and port == 0 and attempt + 1 < ATTEMPTS:
                continue
            raise _explained(error, address, port) from error
    raise AssertionError("unreachable")


def check_certificate(certificate: Path, key: Path | None) -> None:
    """Raise `UsageError` for files with which https cannot be served."""
    try:
        ssl.create_default_context(ssl.Purpose.CLIENT_AUTH).load_cert_chain(certificate, key)
    except (OSError, ValueError) as error:  # ssl.SSLError is an OSError
        raise UsageError(
            f"Expected a certificate and its key in PEM format in {str(certificate)!r}"
            f"{'' if key is None else f' and {str(key)!r}'}: {error}."
        ) from None


def _resolve(address: str, port: int) -> list[tuple[socket.AddressFamily, tuple[str, int]]]:
    found = socket.getaddrinfo(address, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    return list(dict.fromkeys((family, (str(place[0]), port)) for family, _, _, _, place in found))


def _listen(places: list[tuple[socket.AddressFamily, tuple[str, int]]], port: int) -> list[socket.socket]:
    with ExitStack() as opened:
        sockets: list[socket.socket] = []
        for family, (host, _) in sorted(places, key=lambda place: place[0] != socket.AF_INET):
            try:
                listener = opened.enter_context(_open(family, host, port))
            except OSError as error:
                # A machine may know the name 'localhost' for IPv6 and have no IPv6.
                if sockets and error.errno in NO_SUCH_FAMILY:
                    continue
                raise
            sockets.append(listener)
            port = listener.getsockname()[1]
        opened.pop_all()
        return sockets


def _open(family: socket.AddressFamily, host: str, port: int) -> socket.socket:
    with ExitStack() as opened:
        listener = opened.enter_context(socket.socket(family, socket.SOCK_STREAM))
        if os.name == "posix":  # elsewhere the option lets two programs take the same port
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            listener.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        listener.bind((host, port))
        listener.listen(BACKLOG)
        listener.setblocking(False)
        opened.pop_all()
        return listener


def _explained(error: OSError, address: str, port: int) -> UsageError:
    if error.errno == errno.EADDRINUSE:
        return PortInUse(
            f"Port {port} is in use by another program. Stop that one, or choose another port (0: any)."
        )
    if error.errno == errno.EACCES:
        return UsageError(f"This user may not listen on port {port}. Choose one above 1023.")
    return UsageError(f"Cannot listen on address {address!r}: {error.strerror or error}.")
