/** Only used by another island: a part of it, not a chunk of its own. */
export function Stamp({ text }: { text: string }) {
  return <small>{text}</small>;
}
