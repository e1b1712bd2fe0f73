"""Every exception that Lanai raises, in one tree.

A message says what was expected, what came, and what to do. `ProtocolError`s carry a code that travels
to the browser; everything else is for the app's author or the person who runs the server.
"""

from __future__ import annotations


class LanaiError(Exception):
    """Root of everything that Lanai raises on purpose."""


# -- the wire ---------------------------------------------------------------------------------------


class ProtocolError(LanaiError):
    """A message from a browser was refused. It had no effect."""

    code = "bad-message"

    of_the_app = False
    """Whether the app's own code raised it, while it ran for a message: then it is no reason to refuse that."""


class BadMessage(ProtocolError):
    """The message is not one of the protocol, or a field has the wrong type."""


class UnknownComponent(ProtocolError):
    """The message names a component that this session does not show."""

    code = "unknown-component"


class UnknownProperty(ProtocolError):
    """The message edits a property that a visitor may not change."""

    code = "unknown-property"


class TakesLong(LanaiError):
    """A message cannot be encoded on the event loop: a large value in it is yet to be encoded."""


class UnknownEvent(ProtocolError):
    """The message reports an event that the component does not have."""

    code = "unknown-event"


class BadValue(ProtocolError):
    """The message holds a value that the property does not accept."""

    code = "bad-value"


class TooLarge(ProtocolError):
    """The message is larger than the server takes."""

    code = "too-large"


class NotOpen(ProtocolError):
    """The connection sent something before a valid `open`."""

    code = "not-open"


class BadToken(ProtocolError):
    """The token was not signed by this server."""

    code = "bad-token"


class ExpiredToken(ProtocolError):
    """The token is older than the server allows for opening a session."""

    code = "expired-token"


class BadUser(ProtocolError):
    """The session belongs to another user than the one who asks for it."""

    code = "bad-user"


class TakenOver(ProtocolError):
    """A later connection of the session has taken over from this one."""

    code = "taken-over"


class SessionGone(ProtocolError):
    """The session that the token names has ended."""

    code = "session-gone"


# -- sessions and callbacks -------------------------------------------------------------------------


class SessionError(LanaiError):
    """Something was asked of a session, or outside one, that does not make sense there."""


class NoSession(SessionError):
    """The call needs a session and there is none in this context."""


class InsideSession(SessionError):
    """The call is global and was made inside a session."""


class CallbackError(LanaiError):
    """A callback cannot be registered or run as asked."""


class CallbackFailed(CallbackError):
    """User code ended by what is no ordinary exception, such as `SystemExit`. `__cause__` is that."""


class NoRunningLoop(CallbackError):
    """A callback needs the event loop of a running server, notebook or session."""


class LoopHeldUp(CallbackError):
    """A coroutine computed or waited without `await`, so that no visitor's page moved. Shown, never raised."""


class BadCache(CallbackError, ValueError):
    """A cache was given settings that do not go together."""


class NotHashable(CallbackError, TypeError):
    """A cached function was called with an argument of which no key can be made."""


class TaskCancelled(CallbackError):
    """A task was stopped by the visitor. Raised inside the task, where it reports its progress."""


# -- apps and servers -------------------------------------------------------------------------------


class AppError(LanaiError):
    """An app cannot be served: not a function, component, path, or dict of those."""


class AppNotFound(AppError):
    """There is no app file at the path."""


class BuildError(AppError):
    """The app raised while it was being built. `__cause__` is the app's own exception."""


class UsageError(LanaiError):
    """A command line or a call to `serve` is wrong. The command line prints it in one line, exit code 2."""


class PortInUse(UsageError):
    """Another program listens on the port."""


class MissingFrontend(LanaiError):
    """The built browser files are not in the package."""


class MissingDependency(LanaiError):
    """An optional library is needed for what was asked and is not installed."""


class LoginError(LanaiError):
    """A visitor could not be logged in. The message completes "The login failed: ..." and holds no secret."""


# -- components -------------------------------------------------------------------------------------


class ComponentError(LanaiError):
    """A component is used in a way that it does not support."""


class BadArgument(ComponentError, ValueError):
    """A component was given arguments that do not go together, or name what is not there."""


class BadCell(ComponentError, IndexError):
    """A cell of a grid was named that is outside of it, taken, or empty."""


# -- testing ----------------------------------------------------------------------------------------


class TestingError(LanaiError):
    """A test asked the headless user for something that is not there, or the app did not come to rest."""

    __test__ = False


class AppFailed(TestingError):
    """The app's own code raised during a test that did not expect it. The text holds its traceback."""


class CalledOnLoop(TestingError):
    """Functions of the app's were called on an event loop, where everybody waits for them. The text lists them."""
