/** The Vega chunk: vega, vega-lite and vega-embed. */

import { loader as vegaLoader, type Loader } from "vega";

export { default } from "vega-embed";
export { expressionInterpreter } from "vega-interpreter";

/** What loads data, and says so where that fails. */
export function loader(fail: (words: string) => void): Loader {
  const usual = vegaLoader();
  const load = usual.load.bind(usual);
  usual.load = async (uri, options) => {
    try {
      return await load(uri, options);
    } catch (error) {
      fail(`its data at ${uri} did not load. Another host has to be allowed in the page's policy (connect-src).`);
      throw error;
    }
  };
  return usual;
}
