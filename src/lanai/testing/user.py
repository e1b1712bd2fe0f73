"""A visitor: finds what is on the page by what it is and says, acts on it, reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from lanai.errors import TestingError
from lanai.session.request import Request
from lanai.testing.address import Address
from lanai.testing.browser import Browser
from lanai.testing.downloads import Download
from lanai.testing.element import Element
from lanai.testing.notices import Notice, Notices
from lanai.testing.searching import Searchable
from lanai.testing.table import Table
from lanai.testing.uploads import FileLike
from lanai.wire import messages

if TYPE_CHECKING:
    from lanai.components.spec import Spec
    from lanai.session.session import Session
    from lanai.testing.site import Site

Connection = Literal["open", "reconnecting", "gone"]


class User(Searchable):
    """One visitor with one tab open. Made by `Site.visit`.

    Actions wait until the app has come to rest, unless `wait` is False: then they only hand over what was done.
    """

    def __init__(self, site: Site, request: Request) -> None:
        self.site = site
        self.request = request
        self.session: Session
        self.browser: Browser
        self.network: dict[str, Any] = {}
        """How the line is: options of `lanai.testing.line.Line`."""
        self.offline = False
        """Whether the network is away until `reconnect`."""
        self._address: Address
        self._notices: Notices

    def begin(self, session: Session) -> None:
        """The page is fetched: a new session, and nothing of an earlier page."""
        self.session = session
        self.browser = Browser(self._describe)
        self._address = Address(self.browser, self.request.uri)
        self._notices = Notices(self.site.loop, self.browser)
        self.browser.changed = self._changed
        self.offline = False
        self.browser.take(self.site.on_loop(session.first_frame))

    def _changed(self) -> None:
        """A frame has come."""
        self._address.follow()
        self._notices.follow()

    def _describe(self, id: int) -> Spec | None:
        component = self.session.outbox.find(id)
        return None if component is None else component._spec

    # -- looking ------------------------------------------------------------------------------------

    def elements(self) -> list[Element]:
        """Everything on the page, from top to bottom, also what is not shown at the moment."""
        found: list[Element] = []
        for root in self._roots():
            found += [root, *root.elements()]
        return found

    def _roots(self) -> list[Element]:
        return [Element(self, self.browser.nodes[id]) for id, _ in self.browser.roots]

    @property
    def text(self) -> str:
        """Everything that can be read on the page."""
        return " ".join(text for root in self._roots() if (text := root.text))

    def sees(self, text: str) -> bool:
        """Whether `text` can be read on the page."""
        return text in self.text

    @property
    def title(self) -> str:
        """The page's title. It is made when the page is built."""
        return self.session.title

    @property
    def busy(self) -> bool:
        """Whether a callback of the visitor's session runs."""
        return self.session.busy

    @property
    def notifications(self) -> list[Notice]:
        """The notifications that show, oldest first. Each goes when its time is over."""
        return self._notices.shown()

    def table(self, label: str | None = None) -> Table:
        """The table with that label, or the only one."""
        return self.find(label, type="Tabulator").table

    # -- acting -------------------------------------------------------------------------------------

    def click(self, label: str, *, role: str | None = None, wait: bool = True) -> None:
        """Click what has that label: a button, a box, a tab, an option, a header that folds."""
        self.find(label, role=role).click(wait=wait)

    def set(self, label: str, value: Any, *, wait: bool = True) -> None:
        """Give what has that label a value: see `Element.set`."""
        self.find(label).set(value, wait=wait)

    def type_text(self, label: str, text: str, *, enter: bool = False, wait: bool = True) -> None:
        """Type into the field with that label, key by key: see `Element.type_text`."""
        self.find(label).type_text(text, enter=enter, wait=wait)

    def upload(self, label: str, *files: FileLike) -> None:
        """Give files to what has that label: see `Element.upload`."""
        self.find(label).upload(*files)

    def download(self, label: str) -> Download:
        """Press the FileDownload with that label and save what it gives: see `Element.download`."""
        return self.find(label).download()

    def dismiss(self, message: str, *, wait: bool = True) -> None:
        """Close the notification with that text."""
        shown = self.notifications
        notice = next((each for each in shown if each.message == message), None)
        if notice is None:
            listed = ", ".join(repr(each.message) for each in shown) or "none"
            raise TestingError(f"Expected a notification {message!r}. There are: {listed}.")
        self._notices.close(notice.id)
        self.rest(wait)

    def rest(self, wait: bool = True) -> None:
        """Let the app come to rest; with `wait` False only hand over what was done."""
        self._address.acted = True
        if wait:
            self.site.settle()
        else:
            self.site.turn()

    def check_alive(self) -> None:
        """Raise `TestingError` where the page stands still, since its session has ended."""
        if self.browser.gone:
            raise TestingError("The page stands still: its session has ended. user.reload() starts afresh.")

    def hide(self) -> None:
        """Go to another tab."""
        self._show(False)

    def show(self) -> None:
        """Come back to this tab."""
        self._show(True)

    def _show(self, visible: bool) -> None:
        self.browser.say(messages.Visible(value=visible))
        self.site.settle()

    # -- the address bar ----------------------------------------------------------------------------

    @property
    def url(self) -> str:
        """Path, query and fragment of the page, as the address bar shows them."""
        return self._address.url

    def go(self, url: str) -> None:
        """Follow a link within the page: '#part' or '?key=value'."""
        self._address.go(url)
        self.site.settle()

    def back(self) -> None:
        """Press Back. Raises `TestingError` where there is no page before."""
        self._address.step(-1)
        self.site.settle()

    def forward(self) -> None:
        """Press Forward. Raises `TestingError` where there is no page after."""
        self._address.step(1)
        self.site.settle()

    def reload(self) -> None:
        """Load the page again, at the URL that it has: a new session. The old one ends when its time has come."""
        self.site.reload(self)

    # -- the line -----------------------------------------------------------------------------------

    @property
    def connection(self) -> Connection:
        """What the page says of its connection: 'gone' where the session has ended and it stands still."""
        if self.browser.gone:
            return "gone"
        return "open" if self.browser.opened else "reconnecting"

    def drop(self) -> None:
        """The network fails: the line is cut without a word. What is done until `reconnect` is kept and sent then."""
        self.offline = True
        self.site.drop(self)

    def half_open(self) -> None:
        """The network fails so that neither side notices: what is sent from now on is lost."""
        self.site.half_open(self)

    def reconnect(self) -> None:
        """The network is back. Raises `SessionGone` where the session has ended meanwhile."""
        self.offline = False
        self.site.reconnect(self)

    def stall(self) -> None:
        """Read slowly from now on: the server hears that nothing has been shown, and holds back."""
        self.browser.acknowledges = False

    def catch_up(self) -> None:
        """A browser that was slow has read all there is, and goes on as usual."""
        self.browser.catch_up()
        self.site.settle()

    def slow_line(self, delay: float) -> None:
        """From the next connection on, each message is `delay` s on its way, of the time that is moved by hand."""
        self.network["delay"] = delay
        self.site.renew(self)

    def behind_proxy(self, idle_timeout: float, *, keep_alive: float = 37.0) -> None:
        """Connect through a proxy that cuts a line after `idle_timeout` s without a message.

        As in a browser, the page asks for a word after `keep_alive` s of silence (0: never), and connects again by
        itself when the line has been cut.
        """
        self.network.update(idle_timeout=idle_timeout, keep_alive=keep_alive)
        self.site.renew(self)

    def leave(self) -> None:
        """Close the tab, and let the time pass after which the server ends the session."""
        self.drop()
        self.site.expire(self)
