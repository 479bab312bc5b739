/**
 * Push in a real browser whose vendor's service cannot be reached: the browser is given a subscription at a service of the
 * tests' own, and what that service decrypts is handed to the service worker as the browser would do it, by the developer
 * protocol.
 */
import type { BrowserContext, Page } from "playwright-core";
import type { PushBrowser } from "./push_service.ts";
import type { PushMessage } from "../../domain/push_message.ts";
import { until } from "./until.ts";

/** Before the first page: its pages may show notifications, and find this subscription. */
export async function subscribesAt(context: BrowserContext, origin: string, { keys }: PushBrowser): Promise<void> {
  await context.grantPermissions(["notifications"], { origin });
  await context.addInitScript((given) => {
    const isOn = () => sessionStorage.getItem("push") === "on";
    const turn = (on: boolean) => sessionStorage.setItem("push", on ? "on" : "off");
    const subscription = {
      endpoint: given.endpoint,
      options: { userVisibleOnly: true, applicationServerKey: null },
      toJSON: () => ({ endpoint: given.endpoint, keys: { p256dh: given.p256dh, auth: given.auth } }),
      unsubscribe: () => Promise.resolve(turn(false)),
    };
    PushManager.prototype.subscribe = () => {
      turn(true);
      return Promise.resolve(subscription as unknown as PushSubscription);
    };
    PushManager.prototype.getSubscription = () =>
      Promise.resolve(isOn() ? subscription as unknown as PushSubscription : null);
  }, keys);
}

/** Resolves when the worker of that origin has taken the message. */
export async function deliverPush(page: Page, origin: string, message: PushMessage): Promise<void> {
  const session = await page.context().newCDPSession(page);
  try {
    let registrationId: string | null = null;
    session.on("ServiceWorker.workerRegistrationUpdated", ({ registrations }) => {
      registrationId = registrations.find(({ scopeURL }) => new URL(scopeURL).origin === origin)?.registrationId ??
        null;
    });
    await session.send("ServiceWorker.enable");
    const id = await until("the worker is registered", () => registrationId);
    await session.send("ServiceWorker.deliverPushMessage", {
      origin,
      registrationId: id,
      data: JSON.stringify(message),
    });
  } finally {
    await session.detach();
  }
}

export interface ShownNotification {
  readonly title: string;
  readonly body: string;
  readonly tag: string;
  readonly actions: readonly { readonly action: string; readonly title: string }[];
}

/** What the browser shows now, as a page of the origin sees it. */
export async function shownNotifications(page: Page): Promise<readonly ShownNotification[]> {
  return await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    return (await registration.getNotifications()).map((notification) => {
      const { title, body, tag, actions } = notification as Notification & { actions: ShownNotification["actions"] };
      return { title, body, tag, actions: actions.map(({ action, title }) => ({ action, title })) };
    });
  });
}

/**
 * Presses it, or with `action` one of its buttons; no protocol can, so the worker gets the event that a press makes. Gives the
 * address that it opens or goes to, which a browser does for a real press alone; null if it opens none.
 */
export async function pressNotification(context: BrowserContext, tag: string, action: string): Promise<string | null> {
  const [worker] = context.serviceWorkers();
  if (worker === undefined) throw new Error("There is no service worker");
  return await worker.evaluate(async ([tag, action]) => {
    // deno-lint-ignore no-explicit-any -- the world of a worker, which TypeScript does not know here
    const scope = globalThis as any;
    const [notification] = await scope.registration.getNotifications({ tag });
    let opened: string | null = null;
    scope.clients.openWindow = (url: string) => Promise.resolve(void (opened = url));
    const event = new scope.NotificationEvent("notificationclick", { notification, action });
    const work: Promise<unknown>[] = [];
    Object.defineProperty(event, "waitUntil", { value: (each: Promise<unknown>) => work.push(each) });
    scope.dispatchEvent(event);
    await Promise.all(work);
    return opened;
  }, [tag, action] as const);
}
