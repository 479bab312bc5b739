/**
 * A push service of the tests' own: takes messages as RFC 8030 says, checks who sends them (RFC 8292) and decrypts them as
 * the browser would (RFC 8291), by an implementation that shares nothing with the one that encrypts.
 */
import { pushMessageShape } from "./push_message_shape.ts";
import type { PushSubscriptionKeys } from "../../db/push_subscriptions.ts";
import type { PushMessage } from "../../domain/push_message.ts";

export interface PushedMessage {
  readonly browser: PushBrowser;
  readonly message: PushMessage;
  readonly topic: string | null;
  readonly ttlSeconds: number;
  readonly urgency: string | null;
  /** When it was here, in milliseconds since 1970. */
  readonly atMs: number;
}

export interface PushBrowser {
  readonly keys: PushSubscriptionKeys;
}

/** What the service answers: nothing ever, or a status with headers. */
export type PushAnswer = "hang" | { readonly status: number; readonly headers?: Readonly<Record<string, string>> };

export interface PushService extends AsyncDisposable {
  /** Where the endpoints are. */
  readonly origin: string;
  readonly messages: readonly PushedMessage[];
  /** A browser that takes messages signed with this key alone. */
  browser(vapidPublicKey: string): Promise<PushBrowser>;
  /** What the browser does with a message that was taken. */
  onMessage: (pushed: PushedMessage) => Promise<void>;
  /** Resolves when browsers have done what they do with all that was taken. */
  idle(): Promise<void>;
  /** Before anything is looked at; 201 keeps the message. */
  answer: (browser: PushBrowser) => PushAnswer;
}

const BASE64URL = { alphabet: "base64url", omitPadding: true } as const;
const P256 = { name: "ECDH", namedCurve: "P-256" } as const;

interface Secret extends PushBrowser {
  readonly pair: CryptoKeyPair;
  readonly publicKey: Uint8Array<ArrayBuffer>;
  readonly auth: Uint8Array<ArrayBuffer>;
  readonly vapidPublicKey: string;
}

export function openPushService(port = 0): PushService {
  const browsers = new Map<string, Secret>();
  const messages: PushedMessage[] = [];
  const underWay = new Set<Promise<void>>();
  const ending = new AbortController();

  async function take(request: Request): Promise<Response> {
    const browser = browsers.get(new URL(request.url).pathname);
    if (browser === undefined) return new Response(null, { status: 404 });
    const body = new Uint8Array(await request.arrayBuffer());
    const atMs = Date.now();
    const answer = service.answer(browser);
    if (answer === "hang") {
      return await new Promise((resolve) =>
        ending.signal.addEventListener("abort", () => resolve(new Response(null, { status: 503 })))
      );
    }
    const { status, headers = {} } = answer;
    if (status !== 201) return new Response(null, { status, headers });
    const ttl = request.headers.get("TTL");
    if (request.method !== "POST" || ttl === null || !/^\d+$/.test(ttl)) return new Response(null, { status: 400 });
    const topic = request.headers.get("Topic");
    if (topic !== null && !/^[\w-]{1,32}$/.test(topic)) return new Response(null, { status: 400 });
    if (!await isSignedFor(request, browser.vapidPublicKey)) return new Response(null, { status: 403 });
    const text = await decrypt(body, browser);
    const pushed = {
      browser,
      message: pushMessageShape.parse(JSON.parse(text)),
      topic,
      ttlSeconds: Number(ttl),
      urgency: request.headers.get("Urgency"),
      atMs,
    };
    messages.push(pushed);
    const work = service.onMessage(pushed).finally(() => underWay.delete(work));
    underWay.add(work);
    return new Response(null, { status: 201, headers: { Location: `${service.origin}/m/${messages.length}` } });
  }

  const server = Deno.serve({ hostname: "127.0.0.1", port, onListen() {} }, take);
  const service: PushService = {
    origin: `http://127.0.0.1:${server.addr.port}`,
    messages,
    onMessage: () => Promise.resolve(),
    async idle() {
      while (underWay.size > 0) await Promise.all(underWay);
    },
    answer: () => ({ status: 201 }),
    async browser(vapidPublicKey) {
      const pair = await crypto.subtle.generateKey(P256, true, ["deriveBits"]) as CryptoKeyPair;
      const publicKey = new Uint8Array(await crypto.subtle.exportKey("raw", pair.publicKey));
      const auth = crypto.getRandomValues(new Uint8Array(16));
      const path = `/push/${crypto.randomUUID()}`;
      const keys = {
        endpoint: service.origin + path,
        p256dh: publicKey.toBase64(BASE64URL),
        auth: auth.toBase64(BASE64URL),
      };
      const browser: Secret = { keys, pair, publicKey, auth, vapidPublicKey };
      browsers.set(path, browser);
      return browser;
    },
    async [Symbol.asyncDispose]() {
      ending.abort();
      await server.shutdown();
    },
  };
  return service;
}

/** `Authorization: vapid t=<JWT>, k=<public key>`, for this origin and not for longer than a day (RFC 8292, 2 and 3). */
async function isSignedFor(request: Request, publicKey: string): Promise<boolean> {
  const [, token = "", key] = /^vapid t=([\w.-]+), ?k=([\w-]+)$/.exec(request.headers.get("Authorization") ?? "") ?? [];
  if (key !== publicKey) return false;
  const [head = "", claims = "", signature = ""] = token.split(".");
  const verifyKey = await crypto.subtle.importKey(
    "raw",
    Uint8Array.fromBase64(publicKey, BASE64URL),
    { name: "ECDSA", namedCurve: "P-256" },
    false,
    ["verify"],
  );
  const isOurs = await crypto.subtle.verify(
    { name: "ECDSA", hash: "SHA-256" },
    verifyKey,
    Uint8Array.fromBase64(signature, BASE64URL),
    new TextEncoder().encode(`${head}.${claims}`),
  );
  const { aud, exp, sub } = JSON.parse(new TextDecoder().decode(Uint8Array.fromBase64(claims, BASE64URL)));
  return isOurs && aud === new URL(request.url).origin && exp * 1000 < Date.now() + 24.1 * 3_600_000 &&
    /^(mailto|https):/.test(sub);
}

/** The body is salt, record size, the sender's public key and one record (RFC 8188, 2.1; RFC 8291, 3 and 4). */
async function decrypt(body: Uint8Array<ArrayBuffer>, { pair, publicKey, auth }: Secret): Promise<string> {
  const salt = body.slice(0, 16);
  const keyLength = body[20] ?? 0;
  const sender = body.slice(21, 21 + keyLength);
  const senderKey = await crypto.subtle.importKey("raw", sender, P256, false, []);
  const shared = new Uint8Array(
    await crypto.subtle.deriveBits({ name: "ECDH", public: senderKey }, pair.privateKey, 256),
  );
  const input = await derived(shared, auth, joined("WebPush: info\0", publicKey, sender), 32);
  const key = await derived(input, salt, joined("Content-Encoding: aes128gcm\0"), 16);
  const nonce = await derived(input, salt, joined("Content-Encoding: nonce\0"), 12);
  const aes = await crypto.subtle.importKey("raw", key, "AES-GCM", false, ["decrypt"]);
  const record = new Uint8Array(
    await crypto.subtle.decrypt({ name: "AES-GCM", iv: nonce }, aes, body.slice(21 + keyLength)),
  );
  const end = record.findLastIndex((byte) => byte !== 0);
  if (record[end] !== 2) throw new Error("The last record has no delimiter");
  return new TextDecoder().decode(record.slice(0, end));
}

async function derived(
  secret: Uint8Array<ArrayBuffer>,
  salt: Uint8Array<ArrayBuffer>,
  info: Uint8Array<ArrayBuffer>,
  bytes: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const key = await crypto.subtle.importKey("raw", secret, "HKDF", false, ["deriveBits"]);
  return new Uint8Array(await crypto.subtle.deriveBits({ name: "HKDF", hash: "SHA-256", salt, info }, key, bytes * 8));
}

function joined(text: string, ...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  return new Uint8Array([...new TextEncoder().encode(text), ...parts.flatMap((part) => [...part])]);
}
