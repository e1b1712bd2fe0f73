"""What makes HTML of Markdown: markdown-it, and on demand Python-Markdown and MyST."""

from __future__ import annotations

import functools
import importlib.util
from collections.abc import Callable
from html import escape
from typing import Any, NamedTuple

from lanai.core.lazy import load

Renderer = Callable[[str], str]
_PURPOSE = "showing Markdown"


class Flavour(NamedTuple):
    """What decides the HTML made of a text."""

    extensions: tuple[str, ...]
    anchors: bool
    math: bool
    hard_line_break: bool
    plugins: tuple[Any, ...]
    options: Any
    """Options of the renderer by name."""


class Blocks(NamedTuple):
    """What of a text is complete, and what its end may still change."""

    length: int
    """How much of the text is complete, in characters: all but the last block."""
    html: str
    rest: str
    """The HTML of the last block."""


def markdown_it(flavour: Flavour) -> Renderer:
    """CommonMark and what GitHub adds."""
    parser = _parser_for(flavour)
    return lambda text: str(parser.render(text))


def in_blocks(flavour: Flavour, text: str) -> Blocks:
    """The HTML of a text that goes on, made by `markdown_it`.

    Nothing is complete where a later block may change an earlier one: with HTML, notes, or addresses of links apart.
    """
    parser = _parser_for(flavour)
    env: dict[str, Any] = {}
    tokens = parser.parse(text, env)
    begins = [
        index for index, token in enumerate(tokens) if token.level == 0 and token.nesting >= 0 and token.map
    ]
    last = begins[-1] if begins else 0
    if last == 0 or _reaches_back(tokens, env):
        return Blocks(0, "", str(parser.renderer.render(tokens, parser.options, env)))
    line = tokens[last].map[0]
    length = sum(map(len, text.splitlines(keepends=True)[:line]))
    done, rest = (
        parser.renderer.render(part, parser.options, env) for part in (tokens[:last], tokens[last:])
    )
    return Blocks(length, str(done), str(rest))


def _reaches_back(tokens: Any, env: dict[str, Any]) -> bool:
    return bool(env.get("references") or env.get("footnotes")) or any(
        token.type in ("html_block", "footnote_block_open") or "[^" in token.content for token in tokens
    )


def _parser_for(flavour: Flavour) -> Any:
    options = tuple(sorted(flavour.options.items()))
    if not is_hashable((flavour.plugins, options)):
        return _make(flavour)
    return _parser(flavour._replace(options=()), options)


def python_markdown(flavour: Flavour) -> Renderer:
    """The markdown package, with its own extensions."""
    markdown = load("markdown", needed_for="showing Markdown with renderer='markdown'")
    extensions = [*flavour.extensions, *(["nl2br"] if flavour.hard_line_break else ())]
    options: dict[str, Any] = {"output_format": "html", **flavour.options, "extensions": extensions}
    return lambda text: str(markdown.markdown(text, **options))


def myst(flavour: Flavour) -> Renderer:
    """The myst-parser package: MyST."""
    purpose = "showing Markdown with renderer='myst'"
    config = load("myst_parser.config.main", needed_for=purpose).MdParserConfig(
        heading_anchors=6 if flavour.anchors else 0,
        enable_extensions={"linkify", *(["dollarmath"] if flavour.math else ())},
        **flavour.options,
    )
    make = load("myst_parser.parsers.mdit", needed_for=purpose).create_md_parser
    parser = make(config, load("markdown_it.renderer", needed_for=purpose).RendererHTML)
    if flavour.hard_line_break:
        parser.options["breaks"] = True
    if flavour.math:
        _mark_math(parser)
    _use(parser, flavour.plugins)
    return lambda text: str(parser.render(text))


@functools.lru_cache(maxsize=32)
def _parser(flavour: Flavour, options: tuple[tuple[str, Any], ...]) -> Any:
    """A parser with these settings. It keeps nothing of what it renders."""
    return _make(flavour._replace(options=dict(options)))


def _make(flavour: Flavour) -> Any:
    extensions = flavour.extensions
    settings: dict[str, Any] = {
        "html": True,
        "linkify": True,
        "breaks": flavour.hard_line_break,
        "typographer": "smarty" in extensions,
        **flavour.options,
    }
    if "codehilite" in extensions and importlib.util.find_spec("pygments") is not None:
        settings.setdefault("highlight", _highlighted)
    parser = load("markdown_it", needed_for=_PURPOSE).MarkdownIt("gfm-like", settings)
    if settings["typographer"]:
        parser.enable(["replacements", "smartquotes"])
    if flavour.anchors:
        parser.use(load("mdit_py_plugins.anchors", needed_for=_PURPOSE).anchors_plugin, max_level=6)
    if "extra" in extensions:
        parser.use(load("mdit_py_plugins.footnote", needed_for=_PURPOSE).footnote_plugin)
        parser.use(load("mdit_py_plugins.deflist", needed_for=_PURPOSE).deflist_plugin)
        parser.use(load("mdit_py_plugins.tasklists", needed_for=_PURPOSE).tasklists_plugin, label=True)
    if flavour.math:
        plugin = load("mdit_py_plugins.dollarmath", needed_for=_PURPOSE).dollarmath_plugin
        parser.use(plugin, allow_space=False, allow_digits=False, double_inline=True)
        _mark_math(parser)
    _use(parser, flavour.plugins)
    return parser


def _use(parser: Any, plugins: tuple[Any, ...]) -> None:
    for plugin in plugins:
        function, *arguments = plugin if isinstance(plugin, tuple) else (plugin,)
        parser.use(function, *arguments)


def _mark_math(parser: Any) -> None:
    """Formulas become elements that the browser's half finds."""

    def inline(renderer: Any, tokens: Any, index: int, options: Any, env: Any) -> str:
        return f'<span class="lanai-math">{escape(tokens[index].content)}</span>'

    def block(renderer: Any, tokens: Any, index: int, options: Any, env: Any) -> str:
        return f'<div class="lanai-math" data-display>{escape(tokens[index].content.strip())}</div>\n'

    def wide(renderer: Any, tokens: Any, index: int, options: Any, env: Any) -> str:
        return f'<span class="lanai-math" data-display>{escape(tokens[index].content.strip())}</span>'

    for name, rule in (
        ("math_inline", inline),
        ("math_inline_double", wide),
        ("math_block", block),
        ("math_block_label", block),
    ):
        parser.add_render_rule(name, rule)


def _highlighted(code: str, language: str, attributes: str) -> str:
    """The code's HTML with a class for each kind of word; empty, so that it stays as it is, for unknown languages."""
    purpose = "colouring code"
    lexers = load("pygments.lexers", needed_for=purpose)
    try:
        lexer = lexers.get_lexer_by_name(language)
    except load("pygments.util", needed_for=purpose).ClassNotFound:
        return ""
    formatter = load("pygments.formatters", needed_for=purpose).HtmlFormatter(nowrap=True, classprefix="hl-")
    return str(load("pygments", needed_for=purpose).highlight(code, lexer, formatter))


def is_hashable(obj: Any) -> bool:
    """Whether it can be a key: what holds lists and the like cannot."""
    try:
        hash(obj)
    except TypeError:
        return False
    return True
