/**
 * What reviving signals needs; a chunk of its own, so that pages without signals in props do not load it. With `jsx`
 * among its exports every entry point uses the same part of Preact, and that part becomes one chunk instead of two.
 */
export { computed, signal } from "@preact/signals";
export { jsx } from "preact/jsx-runtime";
