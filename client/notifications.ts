/** What the service worker does with a push message, and with what is pressed on its notification. */
import type { ShownTags } from "./shown_tags.ts";
import { joinPath } from "../domain/link.ts";
import type { PushDeed, PushMessage } from "../domain/push_message.ts";

export interface NotificationParts {
  readonly registration: Pick<ServiceWorkerRegistration, "showNotification" | "pushManager">;
  readonly clients: {
    matchAll(options: { type: "window"; includeUncontrolled: boolean }): Promise<
      readonly { readonly url: string; focus(): Promise<unknown> }[]
    >;
    openWindow(url: string): Promise<unknown>;
  };
  readonly shown: ShownTags;
  readonly fetch: typeof fetch;
  /** Of the house. */
  readonly origin: string;
  readonly words: {
    /** Where a message cannot be read. */
    readonly title: string;
    readonly failed: string;
  };
}

export interface Notifications {
  show(text: string): Promise<void>;
  press(notification: Pick<Notification, "data" | "close">, action: string): Promise<void>;
  /** The browser's push service has given it another address. */
  renew(old: PushSubscription | null): Promise<void>;
}

const ICON = "/apple-touch-icon.png";
const DEADLINE_MILLISECONDS = 15_000;

/** What answers a knock, by the deed that is pressed. */
const ANSWERS: Partial<Record<PushDeed, string>> = { let_in: "in", not_now: "no" };

export function createNotifications(parts: NotificationParts): Notifications {
  const { registration, clients, shown, origin, words } = parts;

  async function openPath(path: string): Promise<void> {
    const url = new URL(path, origin);
    if (url.origin !== origin) return;
    const windows = await clients.matchAll({ type: "window", includeUncontrolled: true });
    const there = windows.find((each) => new URL(each.url).pathname === url.pathname);
    await (there === undefined ? clients.openWindow(url.href) : there.focus());
  }

  /** Whether the house has taken the answer. */
  async function answerKnock({ roomId, knockId }: NonNullable<PushMessage["knock"]>, answer: string): Promise<boolean> {
    const path = `/api/v1/rooms/${encodeURIComponent(roomId)}/knocks/${encodeURIComponent(knockId)}/answer`;
    try {
      const response = await parts.fetch(path, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ answer }),
        signal: AbortSignal.timeout(DEADLINE_MILLISECONDS),
      });
      return response.ok;
    } catch {
      return false;
    }
  }

  return {
    async show(text) {
      const message = readMessage(text);
      if (message === null) {
        return await registration.showNotification(words.title, { icon: ICON, data: { path: "/notices" } });
      }
      if (!await shown.take(message.tag)) return;
      const { tag, title, body, path, deeds, knock } = message;
      // TypeScript's notifications of pages have no actions; those of workers do.
      const options: NotificationOptions & { actions: readonly { action: string; title: string }[] } = {
        tag,
        body,
        icon: ICON,
        data: { path, knock },
        actions: deeds.map(({ deed, title }) => ({ action: deed, title })),
      };
      await registration.showNotification(title, options);
    },

    async press(notification, action) {
      notification.close();
      const { path, knock } = readData(notification.data);
      const answer = ANSWERS[action as PushDeed];
      if (answer === undefined || knock === null) {
        return await openPath(action === "join" satisfies PushDeed ? joinPath(path) : path);
      }
      if (await answerKnock(knock, answer)) return;
      // Too late, or signed out: the room's page says what has become of it.
      await registration.showNotification(words.failed, { icon: ICON, data: { path } });
    },

    async renew(old) {
      if (old === null) return;
      const subscription = await registration.pushManager.subscribe({
        userVisibleOnly: true,
        applicationServerKey: old.options.applicationServerKey,
      });
      await parts.fetch("/api/v1/push-subscriptions", {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify(subscription.toJSON()),
        signal: AbortSignal.timeout(DEADLINE_MILLISECONDS),
      });
    },
  };
}

/** Null for what no house sends: it is only ever decrypted with this browser's key, but by a house of another version, maybe. */
function readMessage(text: string): PushMessage | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  const { tag, title, body, path, deeds } = (value ?? {}) as Partial<Record<keyof PushMessage, unknown>>;
  const areStrings = [tag, title, body, path].every((part) => typeof part === "string");
  return areStrings && Array.isArray(deeds) ? value as PushMessage : null;
}

function readData(data: unknown): Pick<PushMessage, "path" | "knock"> {
  const { path, knock } = (data ?? {}) as Partial<Pick<PushMessage, "path" | "knock">>;
  return { path: typeof path === "string" ? path : "/", knock: knock ?? null };
}
