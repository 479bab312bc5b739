/**
 * `fresh/runtime` in the browser. Modules are served below the build's id, so their own address tells it.
 */
import { lockPath, lockSrcSet } from "../asset.ts";

export { HttpError } from "../error.ts";
export { Head, type HeadProps } from "./head.ts";

export const IS_BROWSER = true;

export function asset(path: string): string {
  return lockPath(path, buildId());
}

export function assetSrcSet(srcset: string): string {
  return lockSrcSet(srcset, buildId());
}

function buildId(): string {
  return import.meta.url.split("/").at(-2) ?? "";
}
