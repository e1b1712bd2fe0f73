"""ReactiveHTML: what Panel had before components of the app's own were modules."""

from __future__ import annotations

from typing import Any

from lanai.errors import ComponentError


class ReactiveHTML:
    """Not supported. To define a subclass raises `ComponentError`, which says what to write."""

    def __init_subclass__(cls, **options: Any) -> None:
        raise ComponentError(
            f"{cls.__qualname__} is a ReactiveHTML, whose templates Lanai does not have. Make it a "
            "pn.custom.JSComponent: `_template` becomes elements that `render({model, el})` in `_esm` makes, `_scripts` "
            "become `model.on('name', …)`, and `_child` elements `model.get_child('name')`. docs/guide/custom.md shows it."
        )
