"""`pn.io`: names that Panel's users import from there."""

from lanai.callbacks.periodic import PeriodicCallback as PeriodicCallback
from lanai.facades.state import state as state
from lanai.hosts.serve import serve as serve

__all__ = ["PeriodicCallback", "serve", "state"]
