import { describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import { createNotifications, type NotificationParts } from "./notifications.ts";
import type { PushMessage } from "../domain/push_message.ts";

const KNOCK: PushMessage = {
  tag: "tag",
  title: "Noor knocked",
  body: "They wait at the door.",
  path: "/rooms/a",
  deeds: [{ deed: "let_in", title: "Let in" }, { deed: "not_now", title: "Not now" }],
  knock: { roomId: "a", knockId: "k/1" },
};

interface Trace {
  readonly parts: NotificationParts;
  readonly shown: { readonly title: string; readonly options: Record<string, unknown> }[];
  readonly opened: string[];
  readonly asked: string[];
  readonly focused: string[];
}

/** A browser whose windows are at these addresses; the house answers with `status`, or not at all. */
function trace({ windows = [], status = 200 }: { windows?: readonly string[]; status?: number | null } = {}): Trace {
  const [shown, opened, asked, focused]: [Trace["shown"], string[], string[], string[]] = [[], [], [], []];
  const tags = new Set<string>();
  const parts = {
    registration: {
      showNotification: (title: string, options: Record<string, unknown>) =>
        Promise.resolve(void shown.push({ title, options })),
      pushManager: {
        subscribe: () => Promise.resolve({ toJSON: () => ({ endpoint: "new" }) }),
      },
    },
    clients: {
      matchAll: () =>
        Promise.resolve(windows.map((url) => ({ url, focus: () => Promise.resolve(void focused.push(url)) }))),
      openWindow: (url: string) => Promise.resolve(void opened.push(url)),
    },
    shown: { take: (tag: string) => Promise.resolve(!tags.has(tag) && tags.add(tag) !== undefined) },
    fetch: (path: string, { method, body }: RequestInit) => {
      asked.push(`${method} ${path} ${body}`);
      return status === null
        ? Promise.reject(new TypeError("offline"))
        : Promise.resolve(new Response(null, { status }));
    },
    origin: "https://ajar.example",
    words: { title: "Ajar", failed: "That did not work" },
  } as unknown as NotificationParts;
  return { parts, shown, opened, asked, focused };
}

function pressed(message: PushMessage) {
  const state = { closed: false };
  return {
    state,
    notification: { data: { path: message.path, knock: message.knock }, close: () => state.closed = true },
  };
}

describe("notifications", () => {
  it("show what was pushed, with its deeds, and the same tag once", async () => {
    const { parts, shown } = trace();
    const notifications = createNotifications(parts);
    for (let time = 0; time < 3; time++) await notifications.show(JSON.stringify(KNOCK));
    assert.deepEqual(shown, [{
      title: "Noor knocked",
      options: {
        tag: "tag",
        body: "They wait at the door.",
        icon: "/apple-touch-icon.png",
        data: { path: "/rooms/a", knock: KNOCK.knock },
        actions: [{ action: "let_in", title: "Let in" }, { action: "not_now", title: "Not now" }],
      },
    }]);
  });

  it("show something also of what they cannot read, since browsers want that", async () => {
    for (const text of ["", "no json", "7", "null", "[]", '{"tag":1}', '{"tag":"t","title":"t"}']) {
      const { parts, shown } = trace();
      await createNotifications(parts).show(text);
      assert.deepEqual(shown.map(({ title }) => title), ["Ajar"], text);
    }
  });

  it("open the room where it is not open yet", async () => {
    const { parts, opened, focused } = trace({ windows: ["https://ajar.example/"] });
    const { notification, state } = pressed(KNOCK);
    await createNotifications(parts).press(notification, "");
    assert.deepEqual([opened, focused, state.closed], [["https://ajar.example/rooms/a"], [], true]);
  });

  it("lead past the lobby where they offered to join, and to it otherwise", async () => {
    const { parts, opened } = trace();
    const soon = { ...KNOCK, path: "/r/code", knock: null };
    await createNotifications(parts).press(pressed(soon).notification, "join");
    await createNotifications(parts).press(pressed(soon).notification, "");
    assert.deepEqual(opened, ["https://ajar.example/r/code?join#drop-in", "https://ajar.example/r/code"]);
  });

  it("go to the window where it is open", async () => {
    const { parts, opened, focused } = trace({ windows: ["https://ajar.example/rooms/a?x#y"] });
    await createNotifications(parts).press(pressed(KNOCK).notification, "join");
    assert.deepEqual([opened, focused], [[], ["https://ajar.example/rooms/a?x#y"]]);
  });

  it("never leave the house", async () => {
    for (const path of ["https://elsewhere.example/", "//elsewhere.example/"]) {
      const { parts, opened } = trace();
      await createNotifications(parts).press(pressed({ ...KNOCK, path, knock: null }).notification, "");
      assert.deepEqual(opened, []);
    }
  });

  for (const [deed, answer] of [["let_in", "in"], ["not_now", "no"]] as const) {
    it(`answer a knock with ${answer}, and open nothing`, async () => {
      const { parts, asked, opened, shown } = trace();
      await createNotifications(parts).press(pressed(KNOCK).notification, deed);
      assert.deepEqual(asked, [`POST /api/v1/rooms/a/knocks/k%2F1/answer {"answer":"${answer}"}`]);
      assert.deepEqual([opened, shown], [[], []]);
    });
  }

  for (const status of [401, 409, 500, null]) {
    it(`say so if the answer is not taken: ${status}`, async () => {
      const { parts, shown } = trace({ status });
      await createNotifications(parts).press(pressed(KNOCK).notification, "let_in");
      assert.deepEqual(shown.map(({ title, options }) => [title, options.data]), [[
        "That did not work",
        { path: "/rooms/a" },
      ]]);
    });
  }

  it("tell the house where the browser is reached from now on", async () => {
    const { parts, asked } = trace();
    const old = { options: { applicationServerKey: new ArrayBuffer(65) } } as unknown as PushSubscription;
    await createNotifications(parts).renew(old);
    await createNotifications(parts).renew(null);
    assert.deepEqual(asked, ['POST /api/v1/push-subscriptions {"endpoint":"new"}']);
  });
});
