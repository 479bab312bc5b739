/**
 * `fresh/runtime` on the server. The bundler gives islands client/runtime.ts instead, which exports the same names.
 */
export { asset, assetSrcSet } from "./asset.ts";
export { HttpError } from "./error.ts";
export { Head, type HeadProps } from "./head.ts";

export const IS_BROWSER: boolean = typeof document !== "undefined";
