"""ParamRef and its kinds: what a function, a bound function or another reference gives, kept up to date."""

from __future__ import annotations

import functools
import html
import inspect
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, ClassVar

import param

from lanai.components.base import Component
from lanai.components.pane.base import Pane, as_component, pane_type
from lanai.components.pane.html import HTML
from lanai.components.pane.outputs import Outputs
from lanai.components.pane.suitability import is_evaluated, is_function
from lanai.components.parameters import Choice, Margin, OwnList
from lanai.core.callables import is_awaited, is_stepwise, quick
from lanai.core.context import current_session
from lanai.core.failures import text_of
from lanai.core.observer import Observation, Steps
from lanai.core.protocols import CurrentSession, Sink, Work
from lanai.core.references import dependencies, evaluate
from lanai.core.subscription import Subscription


class ParamRef(Pane):
    """Shows the output of `object`, and evaluates it again when a parameter it depends on changes.

    `object` is a function or method (plain, bound by `pn.bind`, or with `pn.depends`), a parameter or an `rx`. The
    function may give any object or component, be a coroutine function, or a generator, each of whose values replaces
    the one before. Output that suits the pane already there updates it in place.

    A function that raises shows the error in its place; the rest of the page lives on.
    Parameters that this class does not have are those of the pane that shows the output.
    """

    defer_load = param.Boolean(
        default=None,
        allow_None=True,
        doc="Whether to evaluate only when the page is shown; None: as configured.",
    )
    generator_mode = Choice(
        "replace", ["append", "replace"], doc="What a generator's next value does to those before."
    )
    inplace = param.Boolean(
        default=False,
        doc="Whether a component that is given copies its parameters into one of the same type that is shown. "
        "The component itself is then thrown away, so nothing else may refer to it.",
    )
    lazy = param.Boolean(
        default=False, doc="Whether to evaluate only when a browser is given it for the first time."
    )
    loading_indicator = param.Boolean(
        default=False, doc="Whether to show a spinner while it is evaluated; unless given, as configured."
    )
    margin = Margin(
        default=0, allow_None=True, doc="Space around it in px, beside that of the output itself."
    )
    object = param.Parameter(default=None, allow_refs=False, doc="What is evaluated.")
    objects = OwnList(doc="The output as components: one, none, or with `generator_mode='append'` many.")

    priority: ClassVar[float] = 0.85
    _type: ClassVar[str] = "Slot"
    _children: ClassVar[tuple[str, ...]] = ("objects",)
    _local: ClassVar[frozenset[str]] = Pane._local | {
        "object", "defer_load", "generator_mode", "inplace", "lazy", "loading_indicator",
    }  # fmt: skip
    _implied: ClassVar[Mapping[str, tuple[str, ...]]] = {}
    _foreign: ClassVar[frozenset[str]] = frozenset()

    _options: Mapping[str, Any] = MappingProxyType({})
    _subscription: Subscription | None = None
    _watched: tuple[param.Parameter[Any], ...] = ()
    _made: Component | None = None
    """A pane of our own, which may be updated in place."""

    def __init__(self, object: Any = None, **params: Any) -> None:
        own = type(self).param
        others = [name for name in params if name not in own]
        if others:
            self._options = {name: params.pop(name) for name in others}
        self._session = session = current_session()
        if session is not None and session.setting("loading_indicator"):
            params.setdefault("loading_indicator", True)
        self._outputs = Outputs(session, self)
        self._waiting = session is not None and bool(params.get("lazy"))
        super().__init__(object, **params)
        if self._waiting:
            self.loading = True
        else:
            self._begin()

    @classmethod
    def applies(cls, obj: Any) -> float | bool:
        return is_evaluated(obj)

    def _changed(self, name: str) -> None:
        super()._changed(name)
        if name == "object" and self._param__private.initialized and not self._waiting:
            self._begin()

    def _mount(self, sink: Sink) -> None:
        super()._mount(sink)
        if self._waiting and self._session is not None:
            self._waiting = False
            self._session.turns.submit(self._begin)

    # -- when it is evaluated -----------------------------------------------------------------------

    def _begin(self) -> None:
        self._watch()
        session = self._session
        if session is not None and not session.loaded and self._deferred(session):
            self.loading = True
            session.when_loaded(lambda: self._start(session))
        else:
            self._react()

    def _start(self, session: CurrentSession) -> None:
        """The page is shown: coroutines begin side by side, synchronous code in order."""
        if self._blocks():
            session.turns.submit(self._evaluate)
        else:
            session.turns.spawn(self._evaluate_on_loop)

    async def _evaluate_on_loop(self) -> None:
        self._evaluate()

    def _deferred(self, session: Any) -> bool:
        return bool(session.setting("defer_load") if self.defer_load is None else self.defer_load)

    def _watch(self) -> None:
        """Watch what `object` depends on now; of a method with `depends` on nested objects that may change."""
        wanted = () if self.object is None else tuple(dependencies(self.object))
        if [*map(id, wanted)] == [*map(id, self._watched)]:
            return
        if self._subscription is not None:
            self._subscription.release()
        self._watched = wanted
        self._subscription = Subscription(wanted, self._react) if wanted else None

    @quick
    def _react(self, *events: Any) -> None:
        """Evaluate: at once, but in its own session's turn where another session or a coroutine set a parameter."""
        session = self._session
        if session is None or (
            session is current_session() and not (session.turns.on_loop and self._blocks())
        ):
            self._evaluate()
        else:
            session.turns.submit(self._evaluate)

    def _blocks(self) -> bool:
        """Whether evaluating calls synchronous code, which has no place on the event loop."""
        return not is_awaited(self.object)

    def _evaluate(self) -> None:
        if self.object is None:
            self._store("objects", [])
            return
        if inspect.ismethod(self.object):
            self._watch()
        if self.loading_indicator:
            self.loading = True
        call = functools.partial(evaluate, self.object)
        session = self._session or current_session()
        function = getattr(self.object, "__bound_function__", self.object)
        if session is None or session.observation is None or not callable(function):
            self._outputs.run(call)
        else:
            self._evaluate_observed(call, function, session.observation)

    def _evaluate_observed(self, call: Work, function: Any, observation: Observation) -> None:
        """Of a generator there is no one moment in which it runs: its steps are observed, not the call that makes it."""
        steps = Steps(observation, "bound", function)
        if not is_stepwise(function):
            around: Any = observation.around if self._blocks() else observation.around_async
            call = around(call, "bound", function)
        self._outputs.run(call, steps)

    # -- what is shown ------------------------------------------------------------------------------

    def _show(self, value: Any, again: bool) -> None:
        """Show `value`; `again` when it is one more of the same generator."""
        if again and self.generator_mode == "append":
            self._store("objects", [*self.objects, as_component(value, **self._options)])
        elif not self._update(value):
            self._replace(value)
        self._rest()

    def _rest(self) -> None:
        """The output is there, or there is none to come."""
        if self.loading:
            self.loading = False

    def _update(self, value: Any) -> bool:
        """Let the output that is there become `value`, where it can."""
        present: Sequence[Any] = self.objects
        if len(present) != 1 or value is None:
            return False
        child = present[0]
        if value is child:
            return True
        if isinstance(value, Component):
            return self.inplace and _copy_into(child, value)
        if child is not self._made or pane_type(value) is not type(child):
            return False
        child._store("object", value)
        return True

    def _replace(self, value: Any) -> None:
        self._made = None
        if value is None:
            self._store("objects", [])
            return
        child = as_component(value, **self._options)
        if child is not value and isinstance(child, Pane):
            self._made = child
        self._store("objects", [child])

    def _fail(self, error: BaseException) -> None:
        """Show the error in place of the output, and report it. Outside a session there is nobody to report to."""
        session = self._session or current_session()
        if session is None:
            raise error
        session.report(error, f"evaluating {_name(self.object)}")
        text = f"<strong>{html.escape(type(error).__name__)}</strong>: {html.escape(text_of(error))}"
        self._replace(HTML(f'<div role="alert">{text}</div>', css_classes=["lanai-error"]))
        self._rest()


class ParamFunction(ParamRef):
    """Shows the output of a function, plain or bound by `pn.bind`, as `ParamRef` does."""

    priority: ClassVar[float] = 0.9

    @classmethod
    def applies(cls, obj: Any) -> float | bool:
        return is_function(obj)


class ParamMethod(ParamFunction):
    """Shows the output of a method, and follows the parameters it depends on, as `ParamRef` does."""

    priority: ClassVar[float] = 0.95

    @classmethod
    def applies(cls, obj: Any) -> float | bool:
        return inspect.ismethod(obj)


def _name(reference: Any) -> str:
    function = getattr(reference, "__bound_function__", reference)
    return str(getattr(function, "__qualname__", type(function).__name__))


def _copy_into(old: Any, new: Any) -> bool:
    """Give `old` the parameters of `new` where both are alike down to their last children; else change nothing."""
    if not _alike(old, new):
        return False
    _copy(old, new)
    return True


def _alike(old: Component, new: Component) -> bool:
    return type(old) is type(new) and all(
        len(old.children_of(name)) == len(new.children_of(name))
        and all(map(_alike, old.children_of(name), new.children_of(name)))
        for name in old._spec.children
    )


def _copy(old: Component, new: Component) -> None:
    held = old._spec.children
    for name in held:
        for below, other in zip(old.children_of(name), new.children_of(name), strict=True):
            _copy(below, other)
    stored, given = old._param__private.values, new._param__private.values
    changed: dict[str, Any] = {}
    for name in (stored.keys() | given.keys()) & old._spec.marks.keys() - held:
        value = given.get(name, getattr(type(new), name))
        present = stored.get(name, getattr(type(old), name))
        if value is not present and not (isinstance(value, (list, dict)) and value == present):
            changed[name] = value
    old.param.update(**changed)
