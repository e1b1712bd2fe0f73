"""`pn.io`: names that Panel's users import from there."""

from lanai.callbacks.periodic import PeriodicCallback as PeriodicCallback
from lanai.callbacks.task import Task as Task
from lanai.facades.locking import hold as hold
from lanai.facades.locking import push_notebook as push_notebook
from lanai.facades.locking import unlocked as unlocked
from lanai.facades.locking import with_lock as with_lock
from lanai.facades.state import state as state
from lanai.hosts.serve import serve as serve

__all__ = ["PeriodicCallback", "Task", "hold", "push_notebook", "serve", "state", "unlocked", "with_lock"]
