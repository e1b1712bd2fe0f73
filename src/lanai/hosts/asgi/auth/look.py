"""The pages of logins: plain, without scripts, for every screen, light and dark."""

from __future__ import annotations

from html import escape

from lanai.hosts.asgi.html import ICON, NOTICE_STYLE, document

STYLE = """
:root { --field: #fff; --edge: #64748b; --ink: #fff; --wrong: #b91c1c; --wrong-back: #fef2f2; }
@media (prefers-color-scheme: dark) {
  :root { --field: #0f172a; --edge: #8593a8; --ink: #042f2e; --wrong: #fca5a5; --wrong-back: #451a1a; }
}
body { min-height: 100vh; min-height: 100dvh; display: grid; place-items: center; padding: 1rem; }
main { width: min(24rem, 100%); margin: 0; padding: clamp(1.5rem, 6vw, 2.25rem); background: var(--card);
  border: 1px solid var(--line); border-radius: 1rem; box-shadow: 0 1px 2px #0001, 0 12px 32px -12px #0003; }
main > svg { display: block; width: 2.75rem; height: 2.75rem; margin: 0 0 1.25rem; }
h1 { font-size: 1.5rem; margin: 0 0 .35rem; overflow-wrap: anywhere; }
form { display: grid; gap: 1rem; margin-top: 1.5rem; }
label { display: grid; gap: .35rem; font-weight: 600; font-size: .9rem; }
input { font: inherit; font-weight: 400; font-size: 1rem; color: inherit; background: var(--field); width: 100%;
  min-height: 2.75rem; padding: .5rem .75rem; border: 1px solid var(--edge); border-radius: .5rem; }
input[aria-invalid] { border-color: var(--wrong); }
.action { font: inherit; font-weight: 600; font-size: 1rem; display: block; width: 100%; min-height: 2.75rem;
  padding: .6rem 1rem; border: 0; border-radius: .5rem; background: var(--accent); color: var(--ink); cursor: pointer;
  text-align: center; text-decoration: none; }
.action:hover { filter: brightness(1.08); }
.wrong { margin: 1.25rem 0 0; padding: .65rem .85rem; border-radius: .5rem; border-inline-start: 4px solid var(--wrong);
  background: var(--wrong-back); color: var(--wrong); font-size: .95rem; }
:is(input, .action):focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
p.else { margin-top: 1rem }
"""


def login_page(*, title: str, action: str, next: str, user: str = "", error: str = "") -> str:
    """The form of user and password. `action` is where it is sent, `next` where the visitor wants to go.

    With an `error` (text) the form is as it was sent, less the password.
    """
    problem = f'<p class="wrong" id="wrong" role="alert">{escape(error)}</p>\n' if error else ""
    marked = ' aria-invalid="true" aria-describedby="wrong"' if error else ""
    name, password = ("", " autofocus") if user else (" autofocus", "")
    return _card(
        "Log in",
        f"<p>to continue to {escape(title)}</p>\n{problem}"
        f'<form method="post" action="{escape(action)}">\n'
        f'<input type="hidden" name="next" value="{escape(next)}">\n'
        f'<label>Username <input name="username" value="{escape(user)}" required maxlength="256" autocomplete="username" '
        f'autocapitalize="none" spellcheck="false"{name}{marked}></label>\n'
        f'<label>Password <input name="password" type="password" required maxlength="1024" '
        f'autocomplete="current-password"{password}{marked}></label>\n'
        '<button class="action" type="submit">Log in</button>\n</form>\n',
    )


def leaving_page(*, user: str, action: str, home: str) -> str:
    """The question whether `user` wants to log out. `action` is where the answer is sent, `home` the other way on."""
    return _card(
        "Log out",
        f"<p>You are logged in as {escape(user)}.</p>\n"
        f'<form method="post" action="{escape(action)}">\n'
        '<button class="action" type="submit" autofocus>Log out</button>\n</form>\n'
        f'<p class="else"><a href="{escape(home)}">Stay</a></p>\n',
    )


def message_page(title: str, text: str, link: str = "", label: str = "") -> str:
    """What happened, in a sentence, and, with `link`, a way on. All of it is text."""
    way = f'<a class="action" href="{escape(link)}">{escape(label)}</a>\n' if link else ""
    return _card(title, f"<p>{escape(text)}</p>\n{way}")


def _card(title: str, body: str) -> str:
    icon = ICON.replace("<svg ", '<svg aria-hidden="true" ', 1)
    return document(
        title,
        f"<style>{NOTICE_STYLE}{STYLE}</style>\n",
        f"<main>\n{icon}\n<h1>{escape(title)}</h1>\n{body}</main>\n",
    )
