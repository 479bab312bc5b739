/**
 * The service worker: shows what is pushed while no page is open, and does what is pressed on it. It keeps nothing of pages
 * and answers no requests. Built into `static/worker.js` by `tools/build_worker.ts`.
 */
import { createNotifications } from "./notifications.ts";
import { openShownTags } from "./shown_tags.ts";
import { frameWords } from "../words/frame.ts";
import { letterWords } from "../words/letters.ts";
import { speaker } from "../words/speaker.ts";

/** The parts of a worker's world in use; TypeScript has it only without that of pages. */
interface WorkerScope {
  readonly registration: ServiceWorkerRegistration;
  readonly clients: {
    matchAll(options: { type: "window"; includeUncontrolled: boolean }): Promise<
      readonly { readonly url: string; focus(): Promise<unknown> }[]
    >;
    openWindow(url: string): Promise<unknown>;
    claim(): Promise<void>;
  };
  skipWaiting(): Promise<void>;
  addEventListener(type: string, listener: (event: WorkerEvent) => void): void;
}

interface WorkerEvent {
  waitUntil(work: Promise<unknown>): void;
  readonly data?: { text(): string } | null;
  readonly action?: string;
  readonly notification?: Notification;
  readonly oldSubscription?: PushSubscription | null;
}

const scope = globalThis as unknown as WorkerScope;

const notifications = createNotifications({
  registration: scope.registration,
  clients: scope.clients,
  shown: openShownTags(() => caches.open("ajar-shown"), Date.now),
  fetch: (...args) => fetch(...args),
  origin: location.origin,
  words: { title: speaker(frameWords, "en")("product"), failed: speaker(letterWords, "en")("deed_failed") },
});

scope.addEventListener("install", (event) => event.waitUntil(scope.skipWaiting()));
scope.addEventListener("activate", (event) => event.waitUntil(scope.clients.claim()));
scope.addEventListener("push", (event) => event.waitUntil(notifications.show(event.data?.text() ?? "")));
scope.addEventListener("notificationclick", (event) => {
  if (event.notification === undefined) return;
  event.waitUntil(notifications.press(event.notification, event.action ?? ""));
});
scope.addEventListener("pushsubscriptionchange", (event) => {
  event.waitUntil(notifications.renew(event.oldSubscription ?? null));
});
