/**
 * The addresses in what people write, so that they can be followed. Only whole web addresses; what stands there is what is
 * opened, and nothing is loaded before that.
 */
export interface TextPart {
  readonly text: string;
  /** Null for plain text. */
  readonly href: string | null;
}

const ADDRESS = /\bhttps?:\/\/[^\s<>"'`]+/giu;
/** What ends a sentence does not belong to the address in it. */
const TRAILING = /[.,;:!?…]+$/u;

export function partsOf(text: string): readonly TextPart[] {
  const parts: TextPart[] = [];
  let done = 0;
  for (const { 0: found, index } of text.matchAll(ADDRESS)) {
    const address = withoutTail(found);
    if (!URL.canParse(address)) continue;
    if (index > done) parts.push({ text: text.slice(done, index), href: null });
    parts.push({ text: address, href: address });
    done = index + address.length;
  }
  if (done < text.length) parts.push({ text: text.slice(done), href: null });
  return parts;
}

/** A closing bracket belongs to it only if it was opened within. */
function withoutTail(found: string): string {
  let address = found;
  for (;;) {
    const shorter = address.replace(TRAILING, "").replace(/[)\]}]$/u, (end) => isOpened(address, end) ? end : "");
    if (shorter === address) return address;
    address = shorter;
  }
}

function isOpened(address: string, end: string): boolean {
  const begin = { ")": "(", "]": "[", "}": "{" }[end] ?? "";
  const inner = address.replace(TRAILING, "");
  return inner.split(begin).length >= inner.split(end).length;
}
