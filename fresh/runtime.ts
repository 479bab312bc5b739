/** `fresh/runtime` on the server. The bundler gives islands client/runtime.ts instead. */
export { asset } from "./asset.ts";
export { Head } from "./head.ts";

export const IS_BROWSER: boolean = typeof document !== "undefined";
