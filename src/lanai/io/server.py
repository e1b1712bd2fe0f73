"""`pn.io.server`: what Panel's users import from there."""

from lanai.hosts.serve import get_server as get_server
from lanai.hosts.serve import serve as serve

__all__ = ["get_server", "serve"]
