"""`pn.io`: names that Panel's users import from there."""

from lanai.callbacks.periodic import PeriodicCallback as PeriodicCallback
from lanai.hosts.serve import serve as serve
from lanai.state import state as state

__all__ = ["PeriodicCallback", "serve", "state"]
