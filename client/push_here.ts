/**
 * Whether this browser takes push messages for whoever is signed in here: its subscription at its push service, and what the
 * house knows of it. The two may part, when a service ends a subscription or somebody else signs in: then it is off.
 */
import { WORKER_PATH } from "./worker_path.ts";

/** `missing`: the browser has no such thing; `denied`: the person has forbidden it, and only they can allow it again. */
export type PushState = "missing" | "denied" | "off" | "on";

/** The parts of a browser in use. */
export interface PushBrowserParts {
  readonly serviceWorker: Pick<ServiceWorkerContainer, "register" | "getRegistration"> & {
    readonly ready: Promise<ServiceWorkerRegistration>;
  };
  readonly permission: () => NotificationPermission;
  readonly askPermission: () => Promise<NotificationPermission>;
  readonly fetch: typeof fetch;
}

const PATH = "/api/v1/push-subscriptions";
const DEADLINE_MILLISECONDS = 15_000;

/** Null where the browser cannot. */
export function pushBrowser(): PushBrowserParts | null {
  if (!("serviceWorker" in navigator) || !("PushManager" in globalThis) || !("Notification" in globalThis)) return null;
  return {
    serviceWorker: navigator.serviceWorker,
    permission: () => Notification.permission,
    askPermission: () => Notification.requestPermission(),
    fetch: (...args) => fetch(...args),
  };
}

/** The house is asked, too: it forgets a browser when somebody signs out there. */
export async function readPush(parts: PushBrowserParts | null, publicKey: string): Promise<PushState> {
  if (parts === null) return "missing";
  if (parts.permission() === "denied") return "denied";
  const registration = await parts.serviceWorker.getRegistration(WORKER_PATH);
  const subscription = await registration?.pushManager.getSubscription() ?? null;
  if (subscription === null || parts.permission() !== "granted") return "off";
  if (!isFor(subscription, publicKey)) {
    await subscription.unsubscribe();
    return "off";
  }
  const answer = await askHouse(parts, "POST", `${PATH}/known`, { endpoint: subscription.endpoint });
  return (answer as { on?: unknown } | null)?.on === true ? "on" : "off";
}

/** Asks the person if need be. Throws if the browser's push service or the house cannot be reached. */
export async function turnPushOn(parts: PushBrowserParts, publicKey: string): Promise<PushState> {
  const permission = await parts.askPermission();
  if (permission !== "granted") return permission === "denied" ? "denied" : "off";
  await parts.serviceWorker.register(WORKER_PATH);
  const { pushManager } = await parts.serviceWorker.ready;
  const old = await pushManager.getSubscription();
  if (old !== null && !isFor(old, publicKey)) await old.unsubscribe();
  const subscription = await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: bytesOf(publicKey) });
  await askHouse(parts, "POST", PATH, subscription.toJSON());
  return "on";
}

export async function turnPushOff(parts: PushBrowserParts): Promise<PushState> {
  const registration = await parts.serviceWorker.getRegistration(WORKER_PATH);
  const subscription = await registration?.pushManager.getSubscription() ?? null;
  if (subscription !== null) {
    await askHouse(parts, "DELETE", PATH, { endpoint: subscription.endpoint });
    await subscription.unsubscribe();
  }
  return "off";
}

async function askHouse(
  parts: PushBrowserParts,
  method: "POST" | "DELETE",
  path: string,
  body: unknown,
): Promise<unknown> {
  const response = await parts.fetch(path, {
    method,
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(DEADLINE_MILLISECONDS),
  });
  const answer: unknown = await response.json();
  if (!response.ok) throw new Error(`The house answered ${response.status}`);
  return answer;
}

function isFor({ options }: PushSubscription, publicKey: string): boolean {
  if (options.applicationServerKey === null) return true;
  const held = new Uint8Array(options.applicationServerKey);
  const wanted = bytesOf(publicKey);
  return held.length === wanted.length && held.every((byte, at) => byte === wanted[at]);
}

function bytesOf(base64url: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64url.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}
