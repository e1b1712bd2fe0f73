"""Markup of the admin page: tables and times, with every text escaped."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from html import escape

CSS = """
.admin-table { overflow-x: auto; }
.admin-table table { border-collapse: collapse; width: 100%; font-size: .875rem; }
.admin-table caption { text-align: start; color: var(--wa-color-text-quiet); padding: 0 0 .5rem; }
.admin-table :is(th, td) { text-align: start; padding: .45rem .75rem; border-bottom: 1px solid var(--wa-color-surface-border);
  white-space: nowrap; vertical-align: top; }
.admin-table thead th { color: var(--wa-color-text-quiet); font-weight: 600; }
.admin-table .number { text-align: end; font-variant-numeric: tabular-nums; }
.admin-table .wide { white-space: normal; min-width: 16rem; overflow-wrap: anywhere; }
.admin-table:focus-visible { outline: var(--wa-focus-ring); outline-offset: 2px; }
.admin-log { font-family: var(--wa-font-family-code, ui-monospace, monospace); font-size: .8125rem; line-height: 1.5; }
.admin-log div { white-space: pre-wrap; overflow-wrap: anywhere; padding: .1rem 0; }
.admin-log b { font-weight: 600; }
.admin-log .grave { color: var(--wa-color-danger-on-quiet); }
.admin-log .warning { color: var(--wa-color-warning-on-quiet); }
.admin-error { border-bottom: 1px solid var(--wa-color-surface-border); padding: .5rem 0; }
.admin-error summary { cursor: pointer; overflow-wrap: anywhere; }
.admin-error pre { overflow-x: auto; font-size: .8125rem; white-space: pre-wrap; overflow-wrap: anywhere; }
.admin-quiet { color: var(--wa-color-text-quiet); }
"""

Cell = str | int | float | None


def table(caption: str, heads: Sequence[str], rows: Iterable[Sequence[Cell]], *, wide: str = "") -> str:
    """A table as markup. Numbers stand at the right; the first cell of a row names it; `wide` names a column that wraps.

    What is wider than the screen can be scrolled, with the keyboard as well.
    """
    head = "".join(f'<th scope="col">{escape(title)}</th>' for title in heads)
    body = "".join(_row(heads, row, wide) for row in rows)
    if not body:
        body = f'<tr><td colspan="{len(heads)}" class="admin-quiet">None</td></tr>'
    label = escape(caption, quote=True)
    return (
        f'<div class="admin-table" tabindex="0" role="region" aria-label="{label}"><table><caption>{escape(caption)}'
        f"</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _row(heads: Sequence[str], row: Sequence[Cell], wide: str) -> str:
    cells = []
    for place, (head, cell) in enumerate(zip(heads, row, strict=True)):
        tag = 'th scope="row"' if place == 0 else "td"
        kind = "number" if isinstance(cell, (int, float)) else "wide" if head == wide else ""
        marked = f' class="{kind}"' if kind else ""
        text = "–" if cell is None else f"{cell:,}" if isinstance(cell, (int, float)) else escape(cell)
        cells.append(f"<{tag}{marked}>{text}</{tag.partition(' ')[0]}>")
    return f"<tr>{''.join(cells)}</tr>"


def duration(seconds: float) -> str:
    """A length of time as people read it: '240 ms', '3.2 s', '5 min 10 s', '2 h 5 min', '3 d 4 h'."""
    if seconds < 1:
        return f"{max(0.0, seconds) * 1000:.0f} ms"
    if seconds < 60:
        return f"{seconds:.1f} s"
    for (large, name), (small, below) in (((60, "min"), (1, "s")), ((3600, "h"), (60, "min"))):
        if seconds < large * (60 if large == 60 else 24):
            return f"{int(seconds // large)} {name} {int(seconds % large // small)} {below}"
    return f"{int(seconds // 86400)} d {int(seconds % 86400 // 3600)} h"


def size(count: float) -> str:
    """A number of bytes as people read it."""
    for unit in ("B", "KB", "MB"):
        if count < 1000:
            return f"{count:.0f} {unit}" if unit == "B" or count >= 100 else f"{count:.1f} {unit}"
        count /= 1000
    return f"{count:.1f} GB"


def moment(time: dt.datetime | None) -> str | None:
    """A moment on the server's clock; None stays None."""
    if time is None:
        return None
    local = time.astimezone()
    today = dt.datetime.now(dt.timezone.utc).astimezone().date()
    return f"{local:%H:%M:%S}" if local.date() == today else f"{local:%Y-%m-%d %H:%M:%S}"


def short(session: str) -> str:
    """A session's id, short enough to read, long enough to tell apart."""
    return session[:8]
