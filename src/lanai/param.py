"""`pn.param`: all of Param, and the components that show parameters and what depends on them."""

import param as _param
from param import *  # noqa: F403

from lanai.components.pane import Param, ParamFunction, ParamMethod, ParamRef, ReactiveExpr

__all__ = ["Param", "ParamFunction", "ParamMethod", "ParamRef", "ReactiveExpr"]
__all__ += _param.__all__
