"""`pn.param`: all of Param, and the components that show parameters and what depends on them."""

from typing import TYPE_CHECKING

import param as _param
from param import *  # noqa: F403

from lanai.core.exports import exports as _exports

if TYPE_CHECKING:
    from lanai.components.pane import Param, ParamFunction, ParamMethod, ParamRef, ReactiveExpr

__all__ = ["Param", "ParamFunction", "ParamMethod", "ParamRef", "ReactiveExpr"]
__all__ += _param.__all__

if not TYPE_CHECKING:  # of a module with __getattr__ a type checker believes every name
    __getattr__, __dir__ = _exports(
        __name__, {"lanai.components.pane": "Param ParamFunction ParamMethod ParamRef ReactiveExpr"}
    )
