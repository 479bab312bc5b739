/**
 * The matrix: everybody, every deed, every state of a room, by every way in, against the running server. Each cell is compared
 * with a table that was written for the test; what is refused has no effect.
 */
import { after, before, describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import { type Database, openDatabase } from "../../db/database.ts";
import { postgresForSuite } from "../support/databases.ts";
import {
  type Cell,
  ENDING,
  ENTERING,
  HOSTS_ALONE,
  HOSTS_AND_CO_HOSTS,
  KNOCKING,
  LOCKING,
  LOOKING_AFTER,
  REPORTING,
  RESCHEDULING,
  type State,
  STATES,
  WHO,
  type Who,
} from "../support/permission_table.ts";
import { PermissionWorld, type Scene } from "../support/permission_world.ts";
import { type RunningApp, startApp } from "../support/running_app.ts";
import { SignalClient } from "../support/signal_client.ts";
import { statusOf } from "../../protocol/api.ts";
import { PROTOCOL_VERSION } from "../../protocol/version.ts";
import { type Refusal, REFUSALS } from "../../domain/refusal.ts";

/** By one way in: what came of it, `ok` or the refusal's code; for pages, which say it in words, the status of the code. */
type Door = (
  scene: Scene,
) => Promise<{ readonly came: Cell } | { readonly status: number; readonly came: "ok" | null }>;

interface Deed {
  readonly table: Readonly<Record<Who, readonly Cell[]>>;
  readonly doors: Readonly<Record<string, Door>>;
}

function json(method: string, path: (scene: Scene) => string, body?: (scene: Scene) => unknown): Door {
  return async (scene) => {
    const { status, body: answer } = await scene.client.call(method, path(scene), body?.(scene));
    if (status < 300) return { came: "ok" };
    return { came: (answer as { error: { code: string } }).error.code };
  };
}

/** A redirect to where one may sign in is a refusal, and so is one that says so in its address. */
function form(path: (scene: Scene) => string, fields: Readonly<Record<string, string>> = {}): Door {
  return async (scene) => {
    const response = await scene.client.form(path(scene), fields);
    await response.body?.cancel();
    const location = response.headers.get("location") ?? "";
    const refused = new URL(location, "http://x").searchParams.get("refused");
    if (refused !== null) return { came: refused };
    return { status: response.status, came: response.status === 303 && !location.startsWith("/sign-in") ? "ok" : null };
  };
}

function look(path: (scene: Scene) => string): Door {
  return async (scene) => {
    const response = await scene.client.fetch(path(scene));
    await response.body?.cancel();
    return { status: response.status, came: response.status === 200 ? "ok" : null };
  };
}

/** Says hello and then asks; a hello that is refused is the answer. */
function socket(ask: (client: SignalClient, scene: Scene) => Promise<{ type: string; code?: string }>): Door {
  return async (scene) => {
    const url = new URL(scene.client.url);
    const client = await SignalClient.open(`ws://${url.host}/signal`, {
      Origin: url.origin,
      Cookie: scene.client.cookies,
      "X-Forwarded-For": scene.client.address ?? "",
    });
    try {
      client.send({ type: "hello", version: PROTOCOL_VERSION, code: scene.room.code });
      const greeted = await client.nextOf("ready", "refused");
      if (greeted.type === "refused") return { came: greeted.code };
      const answer = await ask(client, scene);
      return { came: answer.type === "refused" ? answer.code ?? "" : "ok" };
    } finally {
      await client[Symbol.asyncDispose]();
    }
  };
}

const api = (path: string) => ({ room }: Scene) => `/api/v1/rooms/${room.id}${path}`;
const page = (path: string) => ({ room }: Scene) => `/rooms/${room.id}${path}`;
const ofVictim = (path: string) => ({ room, victim }: Scene) => `/rooms/${room.id}/seats/${victim}/${path}`;
const SETTINGS = {
  form: "settings",
  hostStarts: "yes",
  whenHostLeaves: "go_on",
  guestsAllowed: "yes",
  chatAllowed: "yes",
  selfUnmute: "yes",
  seats: "12",
};

function both(api: Door, page: Door): Readonly<Record<string, Door>> {
  return { json: api, form: page };
}

const DEEDS: Readonly<Record<string, Deed>> = {
  enter: {
    table: ENTERING,
    doors: {
      socket: socket((client) => client.join({ nickname: "Somebody" })),
      form: form(({ room }) => `/r/${room.code}`, { nickname: "Somebody" }),
      json: json("POST", ({ room }) => `/api/v1/links/${room.code}/seats`, () => ({ nickname: "Somebody" })),
    },
  },
  knock: {
    table: KNOCKING,
    doors: {
      socket: socket((client) => client.knock("Somebody")),
      form: form(({ room }) => `/r/${room.code}/knock`, { nickname: "Somebody" }),
      json: json("POST", ({ room }) => `/api/v1/links/${room.code}/knocks`, () => ({ nickname: "Somebody" })),
    },
  },
  report: {
    table: REPORTING,
    doors: { json: json("POST", () => "/api/v1/reports", ({ room }) => ({ code: room.code, reason: "spam" })) },
  },
  "look at the report's page": { table: REPORTING, doors: { page: look(({ room }) => `/r/${room.code}/report`) } },
  "look after": { table: LOOKING_AFTER, doors: { json: json("GET", api("")), page: look(page("")) } },
  lock: { table: LOCKING, doors: both(json("POST", api("/lock")), form(page("/lock"))) },
  unlock: { table: LOCKING, doors: both(json("POST", api("/unlock")), form(page("/unlock"))) },
  "replace the link": { table: HOSTS_AND_CO_HOSTS, doors: both(json("POST", api("/link")), form(page("/link"))) },
  invite: {
    table: HOSTS_AND_CO_HOSTS,
    doors: both(
      json("POST", api("/invitations"), () => ({ emails: ["bo@example.org"] })),
      form(page(""), { form: "invite", addresses: "bo@example.org" }),
    ),
  },
  "make a personal link": {
    table: HOSTS_AND_CO_HOSTS,
    doors: both(json("POST", api("/invitations/links"), () => ({})), form(page(""), { form: "link", once: "yes" })),
  },
  "take an invitation back": {
    table: HOSTS_AND_CO_HOSTS,
    doors: both(
      json("DELETE", ({ room, invitation }) => `/api/v1/rooms/${room.id}/invitations/${invitation}`),
      form(({ room, invitation }) => `/rooms/${room.id}/invitations/${invitation}/revoke`),
    ),
  },
  end: { table: ENDING, doors: both(json("POST", api("/end")), form(page("/end"))) },
  rename: {
    table: HOSTS_AND_CO_HOSTS,
    doors: both(
      json("PATCH", api(""), () => ({ activity: { emoji: "🎲", title: "Games" } })),
      form(page(""), { form: "rename", emoji: "🎲", title: "Games" }),
    ),
  },
  "change settings": {
    table: HOSTS_AND_CO_HOSTS,
    doors: both(json("PATCH", api(""), () => ({ seatLimit: 12 })), form(page(""), SETTINGS)),
  },
  "change the audience": {
    table: HOSTS_ALONE,
    doors: both(
      json("PATCH", api(""), () => ({ audience: { kind: "friends" } })),
      form(page(""), { form: "audience", audience: "friends" }),
    ),
  },
  "open before its time": {
    table: HOSTS_AND_CO_HOSTS,
    doors: both(json("POST", api("/open")), form(page("/open"))),
  },
  "change when it opens": {
    table: RESCHEDULING,
    doors: both(
      json("PATCH", api(""), () => ({ opensAt: new Date(Date.now() + 3_600_000).toISOString() })),
      form(page(""), { form: "schedule", opens: inAnHour(), zone: "UTC" }),
    ),
  },
  cancel: { table: ENDING, doors: both(json("POST", api("/cancel")), form(page("/cancel"))) },
  remove: {
    table: HOSTS_AND_CO_HOSTS,
    doors: both(
      json("POST", (scene) => `/api/v1${ofVictim("remove")(scene)}`),
      form(ofVictim("remove")),
    ),
  },
  "let back": {
    table: HOSTS_AND_CO_HOSTS,
    doors: both(
      json("POST", ({ room, removal }) => `/api/v1/rooms/${room.id}/removals/${removal}/readmit`),
      form(({ room, removal }) => `/rooms/${room.id}/removals/${removal}/readmit`),
    ),
  },
  "name a co-host": {
    table: HOSTS_ALONE,
    doors: both(json("PUT", (scene) => `/api/v1${ofVictim("co-host")(scene)}`), form(ofVictim("name-co-host"))),
  },
  "ask to unmute": {
    table: HOSTS_AND_CO_HOSTS,
    doors: both(json("POST", (scene) => `/api/v1${ofVictim("ask-unmute")(scene)}`), form(ofVictim("ask-unmute"))),
  },
  mute: {
    table: HOSTS_AND_CO_HOSTS,
    doors: both(json("POST", (scene) => `/api/v1${ofVictim("mute")(scene)}`), form(ofVictim("mute"))),
  },
  "answer a knock": {
    table: HOSTS_AND_CO_HOSTS,
    doors: both(
      json("POST", ({ room, knock }) => `/api/v1/rooms/${room.id}/knocks/${knock}/answer`, () => ({ answer: "in" })),
      form(({ room, knock }) => `/rooms/${room.id}/knocks/${knock}/answer`, { answer: "in" }),
    ),
  },
};

describe("the matrix of permissions", () => {
  const server = postgresForSuite();
  let app: RunningApp;
  let database: Database;
  let world: PermissionWorld;
  let dataDir: string;

  before(async () => {
    dataDir = await Deno.makeTempDir({ prefix: "ajar-matrix-" });
    const url = await server().createDatabase();
    // The first account is the operator's.
    app = await startApp({ env: { DATABASE_URL: url, DATA_DIR: dataDir, TRUST_PROXY: "1" } });
    database = await openDatabase({ dataDir: "", url });
    world = await PermissionWorld.settle(app.url, database.db, dataDir, WHO);
  });
  after(async () => {
    await app?.stop();
    await database?.close();
    await Deno.remove(dataDir, { recursive: true });
  });

  async function tryCell(deed: string, door: string, who: Who, state: State, expected: Cell): Promise<string | null> {
    const scene = await world.scene(who, state);
    const before = await world.snapshot(scene);
    const tried = await DEEDS[deed]?.doors[door]?.(scene);
    assert.ok(tried !== undefined);
    const fits = "status" in tried && tried.came === null
      ? expected !== "ok" && isRefusal(expected) && (tried.status === statusOf(expected) || tried.status === 303)
      : tried.came === expected;
    const cell = `${who} × ${deed} × ${state} × ${door}`;
    if (!fits) return `${cell}: expected ${expected}, got ${JSON.stringify(tried)}`;
    if (expected !== "ok" && await world.snapshot(scene) !== before) {
      return `${cell}: refused, and yet it had an effect`;
    }
    return null;
  }

  for (const [deed, { table, doors }] of Object.entries(DEEDS)) {
    for (const door of Object.keys(doors)) {
      it(`${deed}, by ${door}: all ${WHO.length * STATES.length} cells`, async () => {
        const wrong: string[] = [];
        for (const who of WHO) {
          for (const [at, state] of STATES.entries()) {
            const mismatch = await tryCell(deed, door, who, state, table[who][at] ?? "");
            if (mismatch !== null) wrong.push(mismatch);
          }
        }
        assert.deepEqual(wrong, []);
      });
    }
  }
});

/** As a form sends it. */
function inAnHour(): string {
  return new Date(Date.now() + 3_600_000).toISOString().slice(0, 16);
}

function isRefusal(code: string): code is Refusal {
  return (REFUSALS as readonly string[]).includes(code);
}
