"""Links that run in the browser: a property that follows another, and JavaScript run on a change, with no round trip."""

from __future__ import annotations

import itertools
import keyword
import weakref
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from lanai.core.context import current_session
from lanai.core.lazy import loaded
from lanai.errors import BadArgument
from lanai.wire.codec import dumps

if TYPE_CHECKING:
    from lanai.components.base import Component

LINKS = "_links"
"""What a component reports when links that start from it come or go. The browser's property is `links`."""

OWN_NAMES = frozenset({"source", "target", "cb_obj"})
"""What code knows anyway."""

_numbers = itertools.count(1)


class JSLink:
    """One link that starts from `source`. It ends with `unlink`, with its source, or with the session that made it.

    `target` is a component, a Bokeh model, or None. `pairs` maps properties of the source to those of the target, and
    `snippets` to JavaScript; `args` is what the code knows by name.
    """

    def __init__(
        self,
        source: Component,
        target: Any,
        pairs: Mapping[str, str],
        snippets: Mapping[str, str],
        args: Mapping[str, Any],
        bidirectional: bool,
    ) -> None:
        self._source = weakref.ref(source)
        self._definition = _define(source, target, pairs, snippets, args, bidirectional)
        self._held = (target, dict(args))
        """Kept alive: the browser knows them by their ids, which are never given again."""
        session = current_session()
        self._release: weakref.finalize[..., Any] | None = None
        if session is None:
            self._definition["shared"] = True
        else:
            end = _end(weakref.ref(self))
            session.when_closed(end)
            self._release = weakref.finalize(self, session.forget_when_closed, end)
            self._release.atexit = False
        source._add_link(self)

    def unlink(self) -> None:
        """End it. Harmless when it has ended. What it has changed stays."""
        source = self._source()
        if source is not None:
            source._remove_link(self)
        if self._release is not None:
            self._release()

    def definition(self) -> dict[str, Any]:
        """The link as it travels."""
        return self._definition


def _end(link: weakref.ref[JSLink]) -> Callable[[], None]:
    """Ends the link, where it is still alive."""

    def end() -> None:
        present = link()
        if present is not None:
            present.unlink()

    return end


def jslink(
    source: Component,
    target: Any,
    code: Mapping[str, str] | None = None,
    args: Mapping[str, Any] | None = None,
    bidirectional: bool = False,
    **links: str,
) -> JSLink:
    """Let properties of `target` follow those of `source` in the browser: `jslink(a, b, value='height')`.

    Instead of `links`, `code` maps properties of the source to JavaScript that knows `source`, `target`, `cb_obj` (the
    source) and what `args` names. The target is a component or a model of the session's Bokeh document, of which a
    path such as `'x_range.end'` may be named. Raises `BadArgument`.
    """
    if bool(links) == bool(code):
        raise BadArgument(
            f"Expected properties to link, such as value='height', or `code`, got {'both' if code else 'neither'}."
        )
    if code and bidirectional:
        raise BadArgument("A link with code has one direction. Make one link for each.")
    target, links = _aim(target, links)
    _check_code(code or {})
    return JSLink(source, target, links, code or {}, args or {}, bidirectional)


def jscallback(source: Component, args: Mapping[str, Any] | None = None, **callbacks: str) -> JSLink:
    """Run JavaScript in the browser when properties of `source` change: `jscallback(button, clicks='alert(text)')`.

    The code knows `cb_obj` (and `source`) and what `args` names: components, Bokeh models, plain values. One of them may
    be called `target`, as there is no other. Raises `BadArgument`.
    """
    if not callbacks:
        raise BadArgument(
            "Expected JavaScript for a property, such as value='console.log(cb_obj.value)', got none."
        )
    _check_code(callbacks)
    return JSLink(source, None, {}, callbacks, args or {}, False)


# -- what travels -----------------------------------------------------------------------------------


def _define(
    source: Component,
    target: Any,
    pairs: Mapping[str, str],
    snippets: Mapping[str, str],
    args: Mapping[str, Any],
    bidirectional: bool,
) -> dict[str, Any]:
    sources = {name: _source_key(source, name) for name in (*pairs, *snippets)}
    found: dict[str, Any] = {"id": next(_numbers)}
    if target is not None:
        found["target"] = _end_of(target, "target")
    if pairs:
        found["set"] = [(sources[here], _target_key(target, there)) for here, there in pairs.items()]
    if snippets:
        found["run"] = [(sources[name], code) for name, code in snippets.items()]
    if args:
        taken = OWN_NAMES if target is not None else OWN_NAMES - {"target"}
        found["args"] = {name: _argument(name, value, taken) for name, value in args.items()}
    events = {name: event for name in sources if (event := _event_of(source, name)) is not None}
    if events:
        found["events"] = events
    if _makes_markup(target, found.get("set", ())):
        found["text"] = True
    if bidirectional:
        _check_return(source, events, found)
        found["both"] = True
    return found


def _source_key(source: Component, name: str) -> str:
    """The browser's name of a property that may start a link."""
    spec = source._spec
    if name in spec.children or (name not in spec.keys and _event_of(source, name) is None):
        raise BadArgument(_no_such(source, name, [*spec.keys, *_event_parameters(source)]))
    return spec.keys.get(name, name)


def _target_key(target: Any, name: str) -> str:
    spec = getattr(target, "_spec", None)
    if spec is None:
        _check_path(target, name)
        return name
    if name not in spec.keys or name in spec.children or name == LINKS:
        raise BadArgument(_no_such(target, name, spec.keys))
    return str(spec.keys[name])


def _no_such(owner: Any, name: str, known: Iterable[str]) -> str:
    names = ", ".join(
        sorted({name for name in known if not name.startswith("_")} - set(owner._spec.children))
    )
    what = "stays in Python" if name in owner.param else "is no property"
    return (
        f"{name!r} of a {type(owner).__name__} {what}: it cannot be linked in the browser. What can: {names}."
    )


def _event_parameters(source: Component) -> list[str]:
    return [name for names in source._spec.events.values() for name in names]


def _event_of(source: Component, name: str) -> str | None:
    """The event with which a parameter changes that the browser does not have."""
    if name in source._spec.keys:
        return None
    return next((event for event, names in source._spec.events.items() if name in names), None)


def _makes_markup(target: Any, pairs: Iterable[tuple[str, str]]) -> bool:
    """Whether values are shown as text in a component that shows markup. HTML that is not made safe takes it as is."""
    return any(key == "html" for _, key in pairs) and bool(getattr(target, "sanitize_html", True))


def _check_return(source: Component, events: Mapping[str, str], found: Mapping[str, Any]) -> None:
    if events:
        raise BadArgument(f"{', '.join(events)} of a {type(source).__name__} cannot be set: link it one way.")
    if found.get("text"):
        raise BadArgument("What is shown as text cannot be read back: link it one way.")


def _check_code(code: Mapping[str, str]) -> None:
    for name, text in code.items():
        if not isinstance(text, str):
            raise BadArgument(f"Expected JavaScript for {name!r} as a text, got {type(text).__qualname__}.")


# -- ends -------------------------------------------------------------------------------------------


def _aim(target: Any, links: dict[str, str]) -> tuple[Any, dict[str, str]]:
    """The target, where a pane of a Bokeh model stands for its model if the names are the model's."""
    model = getattr(target, "object", None) if hasattr(target, "_spec") else None
    if links and _is_model(model) and all(name not in target.param for name in links.values()):
        return model, links
    return target, links


def _is_model(value: Any) -> bool:
    module = loaded("bokeh.model")
    return module is not None and isinstance(value, module.Model)


def _end_of(value: Any, name: str) -> dict[str, Any]:
    if _is_model(value):
        return {"model": value.id}
    if hasattr(value, "_spec"):
        return {"id": value._number}
    raise BadArgument(f"Expected a component or a Bokeh model as {name!r}, got {type(value).__qualname__}.")


def _argument(name: str, value: Any, taken: Collection[str]) -> dict[str, Any]:
    if not name.isidentifier() or keyword.iskeyword(name) or name in taken:
        raise BadArgument(f"Expected a name that JavaScript takes, other than {sorted(taken)}, got {name!r}.")
    if _is_model(value) or hasattr(value, "_spec"):
        return _end_of(value, name)
    try:
        dumps(value)
    except TypeError as error:
        raise BadArgument(
            f"Expected a component, a Bokeh model or a plain value as argument {name!r}: {error}"
        ) from None
    return {"value": value}


def _check_path(model: Any, path: str) -> None:
    *way, name = path.split(".")
    owner = model
    for step in (*way, name):
        if not _is_model(owner) or step not in owner.properties():
            raise BadArgument(
                f"{path!r} leads nowhere from a {type(model).__name__}: there is no property {step!r} "
                f"of a {type(owner).__name__}."
            )
        owner = getattr(owner, step)
