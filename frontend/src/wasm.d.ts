/** A WebAssembly module comes as the address of a file of its own. */
declare module "*.wasm" {
  const url: string;
  export default url;
}
