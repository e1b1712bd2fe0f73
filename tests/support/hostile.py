"""Texts that try to run code, every parameter that carries text, and what shows on a page that something ran or would."""

from __future__ import annotations

import contextlib
import json
import warnings
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from lanai.components.base import Viewable, _walk
from tests.support.kinds import make, shown_kinds

IMG = "<img src=x onerror=pwn()>"
PAYLOADS: Mapping[str, str] = MappingProxyType(
    {
        "script": "<script>pwn()</script>",
        "img": IMG,
        "svg": "<svg onload=pwn()><script>pwn()</script></svg>",
        "javascript": "javascript:pwn()",
        "javascript, hidden": "\x01java\tscript:pwn()//",
        "markdown link": f"[a](javascript:pwn()) ![b](javascript:pwn()) <javascript:pwn()> [c]: javascript:pwn()\n{IMG}",
        "link": '<a href="java&#10;script:pwn()">go</a><a href="https://x" onclick="pwn()">go</a>',
        "srcdoc": '<iframe srcdoc="<script>parent.pwn()</script>"></iframe>',
        "frame": '<iframe src="javascript:parent.pwn()"></iframe><embed src=javascript:pwn()><object data=javascript:pwn()>',
        "attribute": f"\">{IMG}'>{IMG}",
        "attribute's event": 'x" autofocus tabindex=1 onfocus="pwn()" onmouseover="pwn()" \' onfocus=\'pwn()\' x=\'',
        "unquoted": "x onmouseover=pwn() onfocus=pwn() autofocus y",
        "literal": "${pwn()}{{pwn()}}{{constructor.constructor('pwn()')()}}<%= pwn() %><% pwn() %>#{pwn()}",
        "end of script": "</script><script>pwn()</script><!--",
        "end of text": f"</style></textarea></title></noscript></template></xmp>-->{IMG}",
        "css": "red;background:url(javascript:pwn());x:expression(pwn())}*{-moz-binding:url(javascript:pwn())}</style>"
        + IMG,
        "mutation": f'<math><mtext><table><mglyph><style><!--</style><img title="--&gt;{IMG}">',
        "mutation of svg": f'<svg></p><style><a id="</style>{IMG}">',
        "mutation of forms": f"<form><math><mtext></form><form><mglyph><style></math>{IMG}",
        "noscript": f'<noscript><p title="</noscript>{IMG}">',
        "toggle": "<details open ontoggle=pwn()><summary>x</summary></details><marquee onstart=pwn()>x</marquee>",
        "data": "data:text/html,<script>parent.pwn()</script>",
        "animation": "<svg><a><animate attributeName=href values=javascript:pwn() /><text y=9>x</text></a>"
        "<use href=\"data:image/svg+xml,<svg id='x' xmlns='http://www.w3.org/2000/svg'><image href='1' onerror='pwn()'/>"
        '</svg>#x"/></svg>',
        "page": "<base href=javascript:pwn()//><form action=javascript:pwn()><button>x</button></form>"
        '<meta http-equiv=refresh content="0;url=javascript:pwn()"><link rel=stylesheet href=javascript:pwn()>',
        "code": "\";pwn();//';pwn();//`;pwn();//\n(function(){pwn()})()",
        "function": "function(){return pwn()}",
        "arrow": "() => pwn()",
        "escaped": "&lt;img src=x onerror=pwn()&gt;&amp;lt;img src=x onerror=pwn()&amp;gt;",
    }
)

LISTEN = "window.ran = 0; window.pwn = () => { window.ran += 1; };"
"""Run before the page's own scripts: counts what runs."""

FOUND = r"""() => {
  const found = [];
  const harmful = url => /^(javascript|vbscript|data:text\/html|data:application)/i.test(url.replace(/[\x00-\x20]/g, ""));
  const search = (root, within) => {
    for (const element of root.querySelectorAll("*")) {
      const id = element.closest("[data-lanai]")?.dataset.lanai;
      const where = `${within} ${id ? `#${id} ` : ""}${element.localName}`;
      const tell = what => found.push((where + " " + what).slice(0, 400));
      for (const { localName, value } of element.attributes) {
        if (/^on/.test(localName) && value.includes("pwn")) tell(`${localName}=${value}`);
        const media = element.matches("audio, video, img, source, image, head > link");
        if (!media && /^(href|src|action|formaction|data|poster|ping|values|to|from)$/.test(localName)
            && value.includes("pwn") && harmful(value)) tell(`${localName}=${value}`);
        if (localName === "srcdoc" && value.includes("pwn")) tell(`srcdoc=${value}`);
      }
      if (element.localName === "script" && element.type !== "application/json" && element.textContent.includes("pwn()"))
        tell(element.textContent);
      if (element.shadowRoot) search(element.shadowRoot, where);
    }
  };
  search(document, "");
  return [...new Set(found)].slice(0, 40);
}"""
"""Elements that would run something at a visitor's next move, shadow roots included."""

STIR = """() => {
  const all = [];
  const gather = root => {
    for (const element of root.querySelectorAll("*")) {
      all.push(element);
      if (element.shadowRoot) gather(element.shadowRoot);
    }
  };
  gather(document);
  for (const element of all) {
    for (const name of ["pointerover", "pointerenter", "mouseover", "mouseenter", "mousemove", "focusin"])
      element.dispatchEvent(new MouseEvent(name, { bubbles: true, clientX: 5, clientY: 5 }));
    if (element.matches("summary, [role=tab], [aria-haspopup], [aria-expanded=false], .tabulator-header-popup-button"))
      element.click();
  }
}"""
"""What a visitor's pointer does, all over the page: tips are shown, what folds is opened."""


class Cell(NamedTuple):
    """One parameter of one class, given texts in one form."""

    kind: type[Viewable]
    parameter: str
    shape: Callable[[str], Any]

    @property
    def title(self) -> str:
        return f"{self.kind.__name__}.{self.parameter}"

    def make(self, text: str) -> Viewable:
        """A component with the text. Raises where it does not take it."""
        return sound(make(self.kind, **{self.parameter: self.shape(text)}))

    def give(self, component: Viewable, text: str) -> None:
        """The component gets the text, unless it does not take it."""
        before = getattr(component, self.parameter)
        try:
            self.make(text)
            setattr(component, self.parameter, self.shape(text))
            sound(component)
        except Exception:  # refused, which is as good
            with contextlib.suppress(Exception):
                setattr(component, self.parameter, before)


def sound(component: Viewable) -> Viewable:
    """The component, of which it is certain that it can be shown. Raises where it cannot."""
    component.definition()
    for child in _walk(component):
        child.definition()
    return component


SHAPES: tuple[Callable[[str], Any], ...] = (
    lambda text: text,
    lambda text: [text],
    lambda text: (text, text),
    lambda text: [(text, text)],
    lambda text: {text: text},
    lambda text: {text: [text]},
    lambda text: [{text: text}],
    lambda text: {"name": {"type": text, "title": text}},
)
"""Forms in which a parameter may hold a text."""

WORD = "carried"
PROBES = (WORD, f"http://127.0.0.1/{WORD}", f"<svg>{WORD}</svg>", "\N{GRINNING FACE}")
"""Harmless texts, by which it is seen what a parameter takes, and whether that travels."""

TRUSTED: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        # Their purpose is markup of the app's.
        "HTML": frozenset({"object"}),
        # Code of the app's.
        "AnyWidgetComponent": frozenset({"lanai_module"}),
        "JSComponent": frozenset({"lanai_module"}),
        "ReactComponent": frozenset({"lanai_module"}),
    }
)
"""All that may hold markup or code that is not made safe, by class."""


def cells() -> Iterator[Cell]:
    """Every parameter that carries text, of every class, in every form that it takes."""
    yield from (Cell(kind, "css_classes", SHAPES[1]) for kind in shown_kinds())
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for kind in shown_kinds():
            for name, definition in kind.param.objects().items():
                if name.startswith("_") or definition.constant or definition.readonly:
                    continue
                if name in Viewable.param or name in TRUSTED.get(kind.__name__, ()):
                    continue
                yield from (Cell(kind, name, shape) for shape in SHAPES if _carries(kind, name, shape))


def _carries(kind: type[Viewable], name: str, shape: Callable[[str], Any]) -> bool:
    children = name in kind._spec.children
    for probe in PROBES:
        try:
            told = sound(make(kind, **{name: shape(probe)})).definition()
        except Exception:  # whatever it says, it does not take that
            continue
        if (
            children
            or WORD in json.dumps(told, default=repr)
            or probe in json.dumps(told, default=repr, ensure_ascii=False)
        ):
            return True
    return False
