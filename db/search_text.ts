/** What people type, made fit for SQL. */

/** PostgreSQL takes no NUL in a text, and calls it a fault. */
export function isStorable(text: string): boolean {
  return !text.includes("\0");
}

/** For `ilike`: the text anywhere, taken literally. */
export function searchPattern(text: string): string {
  return `%${text.replaceAll("\0", "").replaceAll(/[\\%_]/g, "\\$&")}%`;
}
