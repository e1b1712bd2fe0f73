"""LaTeX: formulas."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from lanai.components.pane.base import Pane
from lanai.components.pane.suitability import suits_latex
from lanai.components.parameters import Choice


class LaTeX(Pane):
    r"""Shows a text with formulas, or an object that offers one as `_repr_latex_`, as those of SymPy do.

    Formulas stand between `$` and `$`, `$$` and `$$` (on lines of their own), `\(` and `\)`, `\[` and `\]`. A text
    without any of these, but with a backslash, is one formula. What is wrong in a formula is shown in red.
    """

    renderer = Choice(
        None, [None, "katex", "mathjax"], doc="Accepted for compatibility: KaTeX shows all formulas."
    )

    priority: ClassVar[float] = 0.1
    _local: ClassVar[frozenset[str]] = Pane._local | {"renderer"}
    _renamed: ClassVar[Mapping[str, str]] = {"object": "text"}

    @classmethod
    def applies(cls, obj: Any) -> float | bool:
        return suits_latex(obj)

    def read(self, obj: Any) -> Any:
        if obj is None:
            return ""
        offer = getattr(obj, "_repr_latex_", None)
        return str(obj if offer is None or isinstance(obj, str) else offer() or obj)
