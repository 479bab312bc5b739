/**
 * The wire form of props. Strings, booleans, null and ordinary numbers are themselves; everything else is an array
 * that starts with one of these. Objects are numbered in the order in which both sides first meet them.
 */
export const enum Tag {
  Reference,
  Array,
  Object,
  Undefined,
  /** NaN, ±Infinity, −0, by name. */
  Number,
  BigInt,
  Date,
  URL,
  RegExp,
  Map,
  Set,
  Bytes,
  Signal,
  Computed,
  Slot,
}
