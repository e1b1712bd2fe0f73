// Runs in every measured page before the page's own scripts, and measures inside the page.
// What an app shows may be in open shadow roots; what is in a script or style is not shown.
(() => {
  const hidden = new Set(["SCRIPT", "STYLE", "TEMPLATE", "NOSCRIPT"]);
  const shown = NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT;
  const filter = (node) =>
    hidden.has(node.nodeName) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT;

  const listeners = new Set();
  const observer = new MutationObserver(() => {
    const now = performance.now();
    for (const listener of [...listeners]) listener(now);
  });
  const watch = (root) =>
    observer.observe(root, { subtree: true, childList: true, characterData: true });

  const attachShadow = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (options) {
    const root = attachShadow.call(this, options);
    watch(root);
    return root;
  };
  watch(document);

  /** The text node below root, through shadow roots, that holds text; or null. */
  function find(root, text) {
    const walker = document.createTreeWalker(root, shown, filter);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node.nodeType === Node.TEXT_NODE) {
        if (node.data.includes(text)) return node;
      } else if (node.shadowRoot) {
        const found = find(node.shadowRoot, text);
        if (found) return found;
      }
    }
    return null;
  }

  /** Whether a text node takes up room and is not hidden. */
  function visible(node) {
    const element = node.parentElement ?? node.getRootNode().host;
    const range = document.createRange();
    range.selectNodeContents(node);
    return (
      range.getClientRects().length > 0 &&
      element.checkVisibility({ opacityProperty: true, visibilityProperty: true })
    );
  }

  /** Time in ms since navigation began, of the first frame in which text is visible. */
  function textVisible(text) {
    return new Promise((resolve) => {
      const look = () => {
        const node = find(document, text);
        if (node && visible(node)) resolve(performance.now());
        else requestAnimationFrame(look);
      };
      look();
    });
  }

  /** Time in ms from a click on button to text in the page. */
  function clickToText(button, text) {
    return new Promise((resolve) => {
      const listener = (now) => {
        if (!find(document, text)) return;
        listeners.delete(listener);
        resolve(now - start);
      };
      listeners.add(listener);
      const start = performance.now();
      button.click();
    });
  }

  /** clickToText for each of the texts, one after the other, with a pause in ms between. */
  async function clicks(button, texts, pause) {
    const times = [];
    for (const text of texts) {
      times.push(await clickToText(button, text));
      if (pause) await new Promise((resolve) => setTimeout(resolve, pause));
    }
    return times;
  }

  /** The data source of the first Bokeh plot, once there is one. */
  async function bokehSource() {
    for (;;) {
      const models = (window.Bokeh?.documents ?? []).flatMap((doc) => [...doc._all_models.values()]);
      const source = models.find((model) => model.type === "ColumnDataSource");
      if (source) return source;
      await new Promise(requestAnimationFrame);
    }
  }

  /** Every change of the last x seen during so many seconds: [time in ms, x]. */
  async function watchStream(seconds) {
    const source = await bokehSource();
    const seen = [];
    let last = null;
    const look = () => {
      const x = source.get_column("x")?.at(-1) ?? null;
      if (x === last) return;
      last = x;
      seen.push([performance.now(), x]);
    };
    const signals = [source.streaming, source.patching, source.properties.data.change];
    for (const signal of signals) signal.connect(look, source);
    await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
    for (const signal of signals) signal.disconnect(look, source);
    return seen;
  }

  window.benchmark = { textVisible, clickToText, clicks, watchStream };
})();
