"""One component on a visitor's page: what it is, what it says, and what a visitor does with it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from lanai.testing import acting
from lanai.testing.browser import Node
from lanai.testing.downloads import Download, download
from lanai.testing.hiding import hidden_in
from lanai.testing.parts import PartSpec, parts_of
from lanai.testing.reading import name_of, own_text
from lanai.testing.roles import role_of
from lanai.testing.searching import Searchable
from lanai.testing.table import Table
from lanai.testing.uploads import FileLike, upload

if TYPE_CHECKING:
    from lanai.testing.user import User

SHORT = 40
"""Characters of an element's text that an error message quotes."""


class Element(Searchable):
    """One component on a visitor's page, as it is now and later. Made by `find`.

    `hidden` says why the visitor does not see it; `above` are the elements that it stands in, the outermost first.
    """

    def __init__(
        self, user: User, node: Node, above: tuple[Element, ...] = (), hidden: str | None = None
    ) -> None:
        self._user = user
        self._node = node
        self._above = above
        self._hidden = hidden

    def __repr__(self) -> str:
        return f"<{self.type} {self.label!r}>"

    # -- what it is ---------------------------------------------------------------------------------

    @property
    def id(self) -> int:
        """The number by which browser and server know the component."""
        return self._node.id

    @property
    def type(self) -> str:
        """The component's type: the name of its class."""
        return self._node.type

    @property
    def role(self) -> str | None:
        """The accessible role, for what a visitor can act on, and for what is more than text."""
        return role_of(self.type, self.read)

    @property
    def label(self) -> str:
        """The accessible name."""
        return name_of(self.read)

    @property
    def value(self) -> Any:
        """The value shown. None for what has none."""
        return self.read("value")

    @property
    def options(self) -> list[str]:
        """The labels that can be chosen. Empty for what offers none."""
        return acting.options_of(self)

    @property
    def hidden(self) -> str | None:
        """Why a visitor does not see it; None where it is seen."""
        if self.read("visible") is False:
            return "it is not visible"
        return self._hidden or next((why for each in self._above if (why := each.hidden)), None)

    @property
    def visible(self) -> bool:
        """Whether a visitor sees it, if need be after scrolling."""
        return self.hidden is None

    @property
    def disabled(self) -> bool:
        """Whether a visitor cannot use it."""
        return bool(self.read("disabled"))

    @property
    def loading(self) -> bool:
        """Whether it shows that it is loading."""
        return bool(self.read("loading"))

    @property
    def props(self) -> dict[str, Any]:
        """The properties that the browser was told; the others have their defaults."""
        return self._node.props

    def read(self, key: str) -> Any:
        """A property as the browser shows it: what it was told, else the default. None for what there is not."""
        return self._user.browser.read(self._node, key)

    @property
    def own_text(self) -> str:
        """What it says by itself, without what it holds."""
        return own_text(self.type, self.read)

    @property
    def text(self) -> str:
        """What can be read in it, without markup. What is folded or behind another tab cannot."""
        if self.read("visible") is False:
            return ""
        below = [child.text for child in self.children if child._hidden is None]
        return " ".join(part for part in (self.own_text, *below) if part)

    @property
    def path(self) -> tuple[int, ...]:
        """The numbers of the elements that it stands in, and its own."""
        return (*(each.id for each in self._above), self.id)

    def described(self) -> str:
        """What it is in a few words, for messages: type, label, role, and what keeps a visitor from using it."""
        text = self.own_text
        said = f" {self.label!r}" if self.label else f" with text {_shortened(text)!r}" if text else ""
        facts = [f"role={self.role!r}"] if self.role else []
        facts += ["disabled"] if self.disabled else []
        facts += [f"hidden: {self.hidden}"] if self.hidden else []
        told = f" ({', '.join(facts)})" if facts else ""
        return f"{self.type}{said}{told}"

    # -- what it holds ------------------------------------------------------------------------------

    @property
    def children(self) -> list[Element]:
        """The elements right in it."""
        return list(self._children())

    def _children(self) -> Iterator[Element]:
        nodes = self._user.browser.nodes
        above = (*self._above, self)
        for key in self._user.browser.child_keys(self._node):
            for place, id in enumerate(self._node.props.get(key) or ()):
                if id in nodes:
                    yield Element(
                        self._user, nodes[id], above, hidden_in(self.type, self.read, key, place, id)
                    )

    @property
    def parts(self) -> list[Element]:
        """What can be pressed in it and is no component by itself: tabs, options, headers."""
        return [Part(self, spec) for spec in parts_of(self)]

    def elements(self) -> list[Element]:
        """Everything in it, from top to bottom, also what is not shown at the moment."""
        found: list[Element] = []
        for child in self._children():
            found += [child, *child.elements()]
        return found

    @property
    def table(self) -> Table:
        """Its rows and cells. Raises `TestingError` for what is no table."""
        return Table(self)

    # -- what a visitor does ------------------------------------------------------------------------

    def click(self, *, wait: bool = True) -> None:
        """Click it; what is on or off changes over. `wait` until the app has come to rest.

        Raises `TestingError` where a visitor could not: it is disabled, not shown, or nothing that is clicked.
        """
        acting.click(self)
        self._user.rest(wait)

    def set(self, value: Any, *, wait: bool = True) -> None:
        """Give it a value as a visitor would: move the slider, choose the option by its label, enter the text.

        Dates and times are given as such; ranges as a pair, several options as a list. Raises `TestingError` for
        what a visitor could not enter, with what is possible.
        """
        acting.set_value(self, value)
        self._user.rest(wait)

    def type_text(self, text: str, *, enter: bool = False, wait: bool = True) -> None:
        """Put `text` in the place of what a field holds, key by key, and stay in it, or press Enter at the end.

        A field tells `value_input` with each key, and `value` when it is left (`leave`) or Enter is pressed.
        """
        for sent in acting.keys(self, text):
            self._user.browser.edit(self.id, {"value_input": sent})
            self._user.rest(wait)
        if enter:
            self.enter(wait=wait)

    def enter(self, *, wait: bool = True) -> None:
        """Press Enter in the field."""
        acting.enter(self)
        self._user.rest(wait)

    def leave(self, *, wait: bool = True) -> None:
        """Go on to something else: what was typed counts now."""
        acting.leave(self)
        self._user.rest(wait)

    def upload(self, *files: FileLike) -> None:
        """Give files to it: paths, or pairs of name and content. Raises `TestingError` with what the page says
        where they are refused."""
        acting.check_usable(self, "given files")
        upload(self, files)

    def download(self) -> Download:
        """Press a FileDownload and save what it gives: name and data. Raises `TestingError` where it gives nothing."""
        acting.check_usable(self, "clicked")
        return download(self)

    def remove(self, name: str, *, wait: bool = True) -> None:
        """Take the file `name` out of a FileDropper again."""
        acting.remove_file(self, name)
        self._user.rest(wait)

    # -- what a page sends, whatever a visitor could do ---------------------------------------------

    def edit(self, *, wait: bool = True, **props: Any) -> None:
        """Send an edit of these properties as they travel, unchecked: to test what the server refuses."""
        self._user.browser.edit(self.id, props)
        self._user.rest(wait)

    def event(self, name: str, data: dict[str, Any] | None = None, *, wait: bool = True) -> None:
        """Send an event with `data` as it travels, unchecked: for components with events of their own."""
        self._user.browser.event(self.id, name, data)
        self._user.rest(wait)


class Part(Element):
    """Something in a component that can be pressed by itself: a tab, an option, a header that folds."""

    def __init__(self, owner: Element, spec: PartSpec) -> None:
        super().__init__(owner._user, owner._node, owner._above, owner._hidden)
        self._spec = spec

    @property
    def role(self) -> str | None:
        """The accessible role."""
        return self._spec.role

    @property
    def label(self) -> str:
        """The accessible name."""
        return self._spec.label

    @property
    def value(self) -> Any:
        """Whether it is chosen, ticked or open. None for what is only pressed."""
        return self._spec.on

    @property
    def own_text(self) -> str:
        """What it says."""
        return self._spec.label

    @property
    def text(self) -> str:
        """What can be read in it."""
        return self._spec.label

    @property
    def children(self) -> list[Element]:
        """Nothing: what it opens stands in the component."""
        return []

    @property
    def parts(self) -> list[Element]:
        """Nothing."""
        return []

    def elements(self) -> list[Element]:
        """Nothing."""
        return []

    def click(self, *, wait: bool = True) -> None:
        """Press it. Raises `TestingError` where a visitor could not."""
        acting.check_usable(self, "pressed")
        self._spec.press(self._user.browser)
        self._user.rest(wait)


def _shortened(text: str) -> str:
    return text if len(text) <= SHORT else f"{text[: SHORT - 1]}…"
