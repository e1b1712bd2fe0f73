"""What of markup is harmless: text of anybody's may stand in Markdown, and nothing of it may run in a visitor's page."""

from __future__ import annotations

import functools
import html
import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from lanai.components.pane.nesting import is_tangled
from lanai.core.callables import result_of
from lanai.core.lazy import load

Sanitizer = Callable[[str], str]


def _words(text: str) -> list[str]:
    return text.split()


_PROSE = (
    "a abbr acronym address article aside b bdi bdo big blockquote br caption center cite code col colgroup data dd del "
    "details dfn div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hgroup hr i ins kbd li main mark "
    "meter nav ol p pre progress q rp rt ruby s samp section small span strike strong style sub summary sup table tbody "
    "td tfoot th thead time tr tt u ul var wbr label input"
)
_MEDIA = "area audio iframe img map picture source track video"
_DRAWING = (
    "svg g path rect circle ellipse line polyline polygon text tspan textPath defs linearGradient radialGradient stop "
    "clipPath mask pattern symbol use marker filter feBlend feColorMatrix feComponentTransfer feComposite feDropShadow "
    "feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feMerge feMergeNode feOffset image switch animate "
    "animateTransform animateMotion set mpath"
)
_WITHOUT_CONTENT = frozenset(
    _words("script title desc noscript noembed noframes template xmp plaintext textarea foreignObject")
)
"""Elements that go with what is in them; of others that are not allowed, the text stays."""

_ANYWHERE = "style class id title lang dir role align valign width height bgcolor color hidden tabindex translate cite datetime"
_OF_DRAWINGS = (
    "viewBox xmlns version preserveAspectRatio x y x1 y1 x2 y2 cx cy r rx ry fx fy d dx dy points transform rotate fill "
    "fill-opacity fill-rule stroke stroke-width stroke-opacity stroke-linecap stroke-linejoin stroke-dasharray "
    "stroke-dashoffset stroke-miterlimit opacity color clip-path clip-rule mask filter marker-start marker-mid marker-end "
    "font-family font-size font-style font-weight text-anchor dominant-baseline alignment-baseline baseline-shift "
    "letter-spacing word-spacing textLength lengthAdjust text-decoration visibility display overflow vector-effect "
    "paint-order shape-rendering pathLength offset stop-color stop-opacity gradientUnits gradientTransform spreadMethod "
    "patternUnits patternContentUnits patternTransform clipPathUnits maskUnits maskContentUnits markerWidth markerHeight "
    "markerUnits refX refY orient filterUnits primitiveUnits in in2 result mode operator type values stdDeviation "
    "flood-color flood-opacity k1 k2 k3 k4 tableValues slope intercept amplitude exponent attributeName attributeType "
    "begin dur end min max restart repeatCount repeatDur from to by calcMode keyTimes keySplines keyPoints path additive "
    "accumulate startOffset method spacing"
)
_PER_TAG: Mapping[str, str] = MappingProxyType(
    {
        "a": "href hreflang target download name",
        "area": "href alt coords shape target",
        "audio": "src controls autoplay loop muted preload",
        "col": "span",
        "colgroup": "span",
        "data": "value",
        "details": "open",
        "font": "face size",
        "hr": "size noshade",
        "iframe": "src allow allowfullscreen frameborder loading referrerpolicy sandbox scrolling",
        "image": "href",
        "img": "src srcset sizes alt border loading decoding hspace vspace usemap",
        "input": "checked",
        "label": "for",
        "li": "value",
        "linearGradient": "href",
        "map": "name",
        "meter": "value min max low high optimum",
        "mpath": "href",
        "ol": "start type reversed",
        "pattern": "href",
        "progress": "value max",
        "radialGradient": "href",
        "source": "src srcset sizes type media",
        "style": "media",
        "table": "border cellpadding cellspacing summary rules frame",
        "td": "colspan rowspan headers nowrap",
        "textPath": "href",
        "th": "colspan rowspan headers scope nowrap",
        "track": "src kind label srclang default",
        "ul": "type",
        "use": "href",
        "video": "src poster controls autoplay loop muted playsinline preload",
    }
)
_FIXED: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        # The only field is the box of a task, which nobody can tick.
        "input": {"type": "checkbox", "disabled": ""},
        # Of a type that is no style: the browser's half makes one of it that holds for the pane alone.
        "style": {"type": "text/lanai"},
    }
)

_WITHIN = frozenset({"use", "textPath", "mpath", "linearGradient", "radialGradient", "pattern"})
"""Elements of drawings that may only name another one of the same page."""
_DATA: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "img": ("image/",),
        "image": ("image/",),
        "audio": ("audio/",),
        "video": ("video/", "image/"),
        "source": ("audio/", "video/", "image/"),
        "track": ("text/vtt",),
    }
)
"""What an address that is its own content may hold, by element. A link to one may open a page."""
_OWN_ID = re.compile(
    r"(?i)_|lanai|bokeh$|plotly$|vega|echarts|perspective|katex|jquery$|react|define$|module$|exports$"
)
"""How names begin that code of the page's looks for: an element with such an id would stand in for it."""
_TARGETS = frozenset({"_blank", "_self", "_parent", "_top"})
_GRANTS = frozenset(
    _words(
        "accelerometer autoplay clipboard-write encrypted-media fullscreen gyroscope picture-in-picture web-share"
    )
)
"""What a frame may be allowed; camera, microphone and the like are the page's own."""
_LOADED = frozenset({"http", "https"})
_LINKED = _LOADED | frozenset(_words("mailto tel sms ftp ftps geo xmpp irc ircs magnet sip webcal"))
"""Schemes of addresses that a page loads by itself, and that a link may lead to."""
_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.\-]*):(.*)", re.DOTALL)
_IGNORED = re.compile(r"[\x00-\x20]+")
"""What browsers overlook in an address before they look for its scheme."""
_STYLES = re.compile(r"(<style\b[^>]*>)(.*?)(</style>)", re.DOTALL)
_HALVES = re.compile("[\ud800-\udfff]")
_TAG_IN_STYLE = re.compile(r"<(?![\s=\d])")


def sanitize(markup: str) -> str:
    """The markup without what could run, and what could stand in for parts of the page. It may stand in any element.

    What stays: prose, tables, `details`, pictures, sound and film, drawings (`svg`) and their animation, style and
    classes, frames and links with addresses of harmless schemes. `style` elements come out marked, for the browser's half.
    Markup that would take long to read comes out as text.
    """
    if is_tangled(markup):
        return html.escape(markup)
    clean = _cleaner()
    try:
        cleaned = clean(markup)
    except UnicodeEncodeError:  # half of a character, as a visitor may send one in JSON
        return sanitize(_HALVES.sub("\N{REPLACEMENT CHARACTER}", markup))
    if "<svg" not in cleaned and "<style" not in cleaned:
        return cleaned
    # Where drawings or styles stand, a parser may understand what was written otherwise than it was meant.
    for _ in range(3):
        before, cleaned = cleaned, clean(_STYLES.sub(_style, cleaned))
        if cleaned == before:
            return cleaned
    return html.escape(markup)


@functools.lru_cache(maxsize=1)
def _cleaner() -> Sanitizer:
    cleaner = load("nh3", needed_for="making the HTML in Markdown safe").Cleaner(
        tags=set(f"{_PROSE} {_MEDIA} {_DRAWING}".split()),
        clean_content_tags=set(_WITHOUT_CONTENT),
        attributes=_attributes(),
        attribute_filter=_kept,
        generic_attribute_prefixes={"aria-", "data-"},
        link_rel="noopener",
        set_tag_attribute_values={tag: dict(fixed) for tag, fixed in _FIXED.items()},
        url_schemes={*_LINKED, "data"},
    )
    return lambda markup: str(cleaner.clean(markup))


def _attributes() -> dict[str, set[str]]:
    found = {"*": set(_ANYWHERE.split())}
    for tag in _DRAWING.split():
        found[tag] = set(_OF_DRAWINGS.split())
    for tag, names in _PER_TAG.items():
        found.setdefault(tag, set()).update(names.split())
    return found


def _style(found: re.Match[str]) -> str:
    """A style in which nothing can begin an element."""
    begin, css, end = found.groups()
    return begin + _TAG_IN_STYLE.sub(r"\\3c ", css) + end


# -- attributes -------------------------------------------------------------------------------------


def _kept(tag: str, attribute: str, value: str) -> str | None:
    """The attribute's value; None where it has to go."""
    check = _CHECKS.get(attribute)
    if check is not None:
        return check(tag, value)
    return None if attribute.startswith("data-lanai") else value


def _address(tag: str, value: str) -> str | None:
    if tag in _WITHIN:
        return value if value.startswith("#") else None
    found = _SCHEME.fullmatch(_IGNORED.sub("", value))
    if found is None:
        return value
    scheme, rest = found[1].lower(), found[2].lower()
    if scheme == "data":
        return value if rest.startswith(_DATA.get(tag, ("-",))) else None
    return value if scheme in (_LINKED if tag in ("a", "area") else _LOADED) else None


def _addresses(tag: str, value: str) -> str | None:
    """Several pictures to choose from: of the web, or of this server."""
    schemes = (_SCHEME.fullmatch(part) for part in re.split(r"[\s,]+", value))
    return value if all(found is None or found[1].lower() in _LOADED for found in schemes) else None


def _id(tag: str, value: str) -> str | None:
    return None if _OWN_ID.match(value.strip()) else value


def _target(tag: str, value: str) -> str | None:
    return value if value.lower() in _TARGETS else None


def _grants(tag: str, value: str) -> str | None:
    wanted = (part.strip() for part in value.split(";"))
    return "; ".join(part for part in wanted if part.split(" ", 1)[0] in _GRANTS) or None


def _animated(tag: str, value: str) -> str | None:
    """What an animation changes: no address."""
    return value if re.fullmatch(r"[a-zA-Z-]+", value) and value.lower() not in ("href", "src") else None


def _focus(tag: str, value: str) -> str | None:
    return value if value in ("0", "-1") else None


_CHECKS: Mapping[str, Callable[[str, str], str | None]] = MappingProxyType(
    {
        "allow": _grants,
        "attributeName": _animated,
        "href": _address,
        "id": _id,
        "name": _id,
        "poster": _address,
        "src": _address,
        "srcset": _addresses,
        "tabindex": _focus,
        "target": _target,
    }
)


def sanitizer(hook: Any) -> Sanitizer:
    """What makes markup safe: the app's `hook` where it has one."""
    return sanitize if hook is None else (lambda markup: str(result_of(hook, markup)))
