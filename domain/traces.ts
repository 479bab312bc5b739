/**
 * What a browser leaves behind without an account, by which somebody who was put out of a room is known again. Keyed hashes:
 * neither the browser's own id nor the address can be read from them.
 */
export interface Traces {
  readonly browser: string | null;
  readonly address: string | null;
}

export const NO_TRACES: Traces = { browser: null, address: null };
