"""The component types as `protocol/components.json` lists them, read off the Python classes.

python scripts/listing.py [--check]
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import lanai.components.arguments
import lanai.components.chat
import lanai.components.chat.wire
import lanai.components.custom
import lanai.components.indicators
import lanai.components.layout
import lanai.components.page
import lanai.components.pane
import lanai.components.pane.perspective
import lanai.components.template.wire
import lanai.components.widgets
import lanai.components.widgets.files.parcels
import lanai.components.widgets.tabulator
from lanai.components.base import Component, Viewable

FILE = Path(__file__).resolve().parents[1] / "protocol" / "components.json"

ROOMS = (
    lanai.components.arguments,
    lanai.components.chat,
    lanai.components.chat.wire,
    lanai.components.custom,
    lanai.components.indicators,
    lanai.components.layout,
    lanai.components.page,
    lanai.components.pane,
    lanai.components.pane.perspective,
    lanai.components.template.wire,
    lanai.components.widgets,
    lanai.components.widgets.files.parcels,
    lanai.components.widgets.tabulator,
)


def listing() -> dict[str, Any]:
    """Every component type: its children, defaults, edits and events."""
    base = _defaults(Viewable())
    types = {kind._spec.type: _describe(kind, base) for kind in _kinds()}
    return {"base": base, "types": dict(sorted(types.items()))}


def _kinds() -> Iterator[type[Component]]:
    """The component classes that users make objects of."""
    for room in ROOMS:
        for name in room.__all__:
            kind = getattr(room, name)
            if isinstance(kind, type) and issubclass(kind, Component) and not kind.abstract:
                yield kind


def _describe(kind: type[Component], base: dict[str, Any]) -> dict[str, Any]:
    spec = kind._spec
    defaults = _defaults(kind())
    return {
        "children": sorted(spec.keys[name] for name in spec.children),
        "defaults": {key: value for key, value in defaults.items() if key not in base or base[key] != value},
        "edits": sorted(spec.edits),
        "events": sorted(spec.events),
        "names": {entry.name: entry.key for entry in spec.properties.values() if entry.name != entry.key},
    }


def _defaults(component: Component) -> dict[str, Any]:
    found = {
        entry.key: []
        if entry.name in component._spec.children
        else _default(component, entry.name, entry.default)
        for entry in component._spec.properties.values()
    }
    return dict(sorted(found.items()))


def _default(component: Component, name: str, default: Any) -> Any:
    """What the browser takes for a property that is not sent. What an object finds out when it is made is sent."""
    made = getattr(component, name)
    return component.property(name) if made is default or made == default else component.encode(name, default)


def main(arguments: list[str]) -> int:
    text = json.dumps(listing(), indent=2) + "\n"
    if "--check" not in arguments:
        FILE.write_text(text, encoding="utf-8")
        return 0
    if FILE.read_text(encoding="utf-8") == text:
        return 0
    print(f"{FILE.name} is out of date. Run: scripts/generate-protocol", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
