/** What counts as an address that a mail can be sent to: nothing in it can end a header or name a second recipient. */

const EMAIL_MAX_UNITS = 254;
const LOCAL = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/i;
const DOMAIN = /^(?=.{1,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])$/;

/** In lower case, the domain in ASCII; null for what is none. Idempotent. */
export function parseEmail(raw: string): string | null {
  if (raw.length > EMAIL_MAX_UNITS) return null;
  const text = raw.trim();
  const at = text.lastIndexOf("@");
  const local = text.slice(0, at);
  const domain = asciiDomain(text.slice(at + 1));
  if (at < 1 || local.length > 64 || !LOCAL.test(local) || domain === null || !DOMAIN.test(domain)) return null;
  return `${local}@${domain}`.toLowerCase();
}

/** Domains are written in any script, and travel in ASCII. */
function asciiDomain(domain: string): string | null {
  if (!/^[\p{L}\p{M}\p{N}.-]+$/u.test(domain)) return null;
  return URL.parse(`http://${domain}`)?.hostname ?? null;
}
