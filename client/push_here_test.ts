import { describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import { type PushBrowserParts, readPush, turnPushOff, turnPushOn } from "./push_here.ts";

const KEY = new Uint8Array(65).fill(4).toBase64({ alphabet: "base64url", omitPadding: true });
const OTHER_KEY = new Uint8Array(65).fill(5);

interface Browser {
  readonly parts: PushBrowserParts;
  readonly asked: string[];
  readonly state: { subscribed: boolean };
}

/** A browser with a subscription for this key, or none; the house knows it or not, or answers with an error. */
function browser(
  { subscribed = false, heldKey = new Uint8Array(65).fill(4), permission = "granted", known = true, status = 200 }: {
    subscribed?: boolean;
    heldKey?: Uint8Array<ArrayBuffer>;
    permission?: NotificationPermission;
    known?: boolean;
    status?: number;
  } = {},
): Browser {
  const asked: string[] = [];
  const state = { subscribed };
  const subscription = {
    endpoint: "endpoint",
    options: { applicationServerKey: heldKey.buffer },
    toJSON: () => ({ endpoint: "endpoint" }),
    unsubscribe: () => Promise.resolve(void (state.subscribed = false)),
  };
  const registration = {
    pushManager: {
      getSubscription: () => Promise.resolve(state.subscribed ? subscription : null),
      subscribe: () => {
        state.subscribed = true;
        return Promise.resolve(subscription);
      },
    },
  };
  const parts = {
    serviceWorker: {
      register: () => Promise.resolve(registration),
      getRegistration: () => Promise.resolve(registration),
      ready: Promise.resolve(registration),
    },
    permission: () => permission,
    askPermission: () => Promise.resolve(permission),
    fetch: (path: string, { method }: RequestInit) => {
      asked.push(`${method} ${path}`);
      return Promise.resolve(Response.json({ on: known }, { status }));
    },
  } as unknown as PushBrowserParts;
  return { parts, asked, state };
}

describe("push in this browser", () => {
  it("is missing, forbidden or off where it is", async () => {
    assert.equal(await readPush(null, KEY), "missing");
    assert.equal(await readPush(browser({ permission: "denied", subscribed: true }).parts, KEY), "denied");
    assert.equal(await readPush(browser().parts, KEY), "off");
    assert.equal(await readPush(browser({ permission: "default", subscribed: true }).parts, KEY), "off");
  });

  it("is on where browser and house agree", async () => {
    assert.equal(await readPush(browser({ subscribed: true }).parts, KEY), "on");
    assert.equal(await readPush(browser({ subscribed: true, known: false }).parts, KEY), "off");
  });

  it("ends a subscription for a house that had other keys", async () => {
    const { parts, state, asked } = browser({ subscribed: true, heldKey: OTHER_KEY });
    assert.equal(await readPush(parts, KEY), "off");
    assert.deepEqual([state.subscribed, asked], [false, []]);
  });

  it("is turned on by the person's leave alone, and told to the house", async () => {
    const on = browser();
    assert.equal(await turnPushOn(on.parts, KEY), "on");
    assert.deepEqual([on.state.subscribed, on.asked], [true, ["POST /api/v1/push-subscriptions"]]);
    for (const [permission, now] of [["denied", "denied"], ["default", "off"]] as const) {
      const { parts, state } = browser({ permission });
      assert.equal(await turnPushOn(parts, KEY), now);
      assert.equal(state.subscribed, false);
    }
  });

  it("is not on if the house does not take it", async () => {
    await assert.rejects(turnPushOn(browser({ status: 422 }).parts, KEY));
  });

  it("is turned off at both", async () => {
    const { parts, state, asked } = browser({ subscribed: true });
    assert.equal(await turnPushOff(parts), "off");
    assert.deepEqual([state.subscribed, asked], [false, ["DELETE /api/v1/push-subscriptions"]]);
    assert.equal(await turnPushOff(browser().parts), "off");
  });
});
