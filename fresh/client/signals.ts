/**
 * What props that hold signals need; a chunk of its own, so that pages without them do not load it. With `jsx` among its
 * exports every entry point uses the same part of Preact, and that part becomes one chunk instead of two.
 */
export { computed, signal } from "@preact/signals";
export { jsx } from "preact/jsx-runtime";
