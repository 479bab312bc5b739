/** What reviving signals needs; a chunk of its own, so that pages without signals in props do not load it. */
export { computed, signal } from "@preact/signals";
