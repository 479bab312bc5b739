/**
 * Which addresses push messages may be sent to. A browser says them, so anybody can say any; what they could do with one is
 * have this server call it. It is only ever called by https under a name, where nothing answers that has no certificate for
 * that name, and it is told nothing but what is encrypted for the browser.
 */
const ENDPOINT_MAX_UNITS = 1000;

/** `toLocal`: also this machine by plain http, as tests have it. */
export function isPushEndpoint(text: string, toLocal: boolean): boolean {
  if (text.length > ENDPOINT_MAX_UNITS || !URL.canParse(text)) return false;
  const { protocol, hostname, port, username, password, hash } = new URL(text);
  if (username !== "" || password !== "" || hash !== "") return false;
  if (toLocal && protocol === "http:" && hostname === "127.0.0.1") return true;
  return protocol === "https:" && port === "" && isPublicName(hostname);
}

/** A name with a domain, and no address: those have certificates only by way of exception. */
function isPublicName(hostname: string): boolean {
  return /^(?!.*\.\.)[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z][a-z0-9-]*[a-z0-9]$/.test(hostname) &&
    !/\.(local|localhost|internal|home|lan|test|invalid)$/.test(hostname);
}

/** The browser's public key on P-256, uncompressed, and its 16 bytes of secret (RFC 8291, 2.1 and 3.2), in base64url. */
export function arePushKeys(p256dh: string, auth: string): boolean {
  return bytesOf(p256dh) === 65 && p256dh.startsWith("B") && bytesOf(auth) === 16;
}

function bytesOf(text: string): number | null {
  if (!/^[\w-]{1,200}={0,2}$/.test(text)) return null;
  return Math.floor(text.replaceAll("=", "").length * 3 / 4);
}
