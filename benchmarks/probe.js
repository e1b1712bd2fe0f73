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

  /**
   * Clicks for so many seconds, each `pause` ms after the answer to the one before; `text` holds a % for the number of
   * the next answer, which is `number` at first. Gives [ms to the answer, ms by which the page itself was late] for
   * each. One that is not answered within `patience` ms counts as that, and is the last.
   */
  async function clicksFor(button, text, number, seconds, pause, patience) {
    const sleep = (time) => new Promise((resolve) => setTimeout(resolve, time));
    const times = [];
    const end = performance.now() + seconds * 1000;
    while (performance.now() < end) {
      const answered = clickToText(button, text.replace("%", number + times.length));
      const time = await Promise.race([answered, sleep(patience)]);
      const rested = performance.now();
      await sleep(pause);
      times.push([time ?? patience, Math.max(0, performance.now() - rested - pause)]);
      if (time === undefined) break;
    }
    return times;
  }

  /** The first element below root, through shadow roots, that matches selector; or null. */
  function findElement(root, selector) {
    const found = root.querySelector(selector);
    if (found) return found;
    for (const element of root.querySelectorAll("*")) {
      const inner = element.shadowRoot && findElement(element.shadowRoot, selector);
      if (inner) return inner;
    }
    return null;
  }

  /** Watches a Bokeh data source: look is called whenever it has changed. */
  function bokehPlot(source) {
    const signals = [source.streaming, source.patching, source.properties.data.change];
    return {
      last: () => source.get_column("x")?.at(-1) ?? null,
      watch: (look) => signals.forEach((signal) => signal.connect(look, source)),
      leave: (look) => signals.forEach((signal) => signal.disconnect(look, source)),
    };
  }

  /** Watches the page's Plotly graph, which some frameworks replace: look is called whenever something was drawn. */
  function plotlyPlot() {
    let graph = null;
    const last = () => {
      if (!graph?.isConnected) graph = findElement(document, ".js-plotly-plot");
      return graph?.data?.[0]?.x?.at(-1) ?? null;
    };
    return {
      last,
      watch: (look) => listeners.add(look),
      leave: (look) => listeners.delete(look),
    };
  }

  /** The first plot of the page, once there is one. */
  async function firstPlot() {
    for (;;) {
      const models = (window.Bokeh?.documents ?? []).flatMap((doc) => [...doc._all_models.values()]);
      const source = models.find((model) => model.type === "ColumnDataSource");
      if (source) return bokehPlot(source);
      if (findElement(document, ".js-plotly-plot")) return plotlyPlot();
      await new Promise(requestAnimationFrame);
    }
  }

  /** Every change of the last x seen during so many seconds: [time in ms, x]. */
  async function watchStream(seconds) {
    const plot = await firstPlot();
    const seen = [];
    let last = null;
    const look = () => {
      const x = plot.last();
      if (x === last || x === null) return;
      last = x;
      seen.push([performance.now(), x]);
    };
    plot.watch(look);
    await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
    plot.leave(look);
    return seen;
  }

  window.benchmark = { textVisible, clickToText, clicks, clicksFor, watchStream };
})();
