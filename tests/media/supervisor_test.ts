/** The supervised Janus as the rest of the machine sees it: files, ports, secrets, processes. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { describe, it } from "@std/testing/bdd";
import { roomId } from "../../domain/ids.ts";
import { JanusError } from "../../media/janus/errors.ts";
import { JanusSocket } from "../../media/janus/socket.ts";
import { startLocalJanus } from "../../media/janus/supervisor.ts";
import { freeze } from "../support/freeze.ts";
import { recordingLog, TestJanus } from "../support/janus.ts";
import { isRunning, openSockets } from "../support/open_sockets.ts";
import { until } from "../support/until.ts";

const LOOPBACK = "0100007F";
const DEADLINE_MS = 2000;
/** Above Linux' largest process id. */
const GONE_PID = 5_000_000;

describe("startLocalJanus()", () => {
  it("listens on two ports of 127.0.0.1 and nowhere else", async () => {
    await using janus = await TestJanus.start();
    const sockets = await openSockets(janus.pid);
    const { url, adminUrl } = janus.server.endpoint();
    const expected = [url, adminUrl].map((text) => Number(new URL(text).port));
    const listening = sockets.filter(({ isListening, protocol }) => isListening || protocol.startsWith("udp"));
    assert.deepEqual(new Set(listening.map(({ port }) => port)), new Set(expected));
    assert.ok(listening.every(({ address, protocol }) => protocol === "tcp" && address === LOOPBACK));
  });

  it("keeps its configuration to itself", async () => {
    await using janus = await TestJanus.start();
    assert.equal(modeOf(await Deno.stat(janus.directory)), 0o700);
    const { apiSecret, adminSecret, adminKey } = janus.server.endpoint();
    let text = "";
    for await (const { name, isFile } of Deno.readDir(janus.directory)) {
      if (!isFile) continue;
      assert.equal(modeOf(await Deno.stat(join(janus.directory, name))), 0o600, name);
      text += await Deno.readTextFile(join(janus.directory, name));
    }
    for (const secret of [apiSecret, adminSecret, adminKey]) {
      assert.ok(secret.length >= 32 && text.includes(secret));
      assert.ok(!JSON.stringify(janus.lines).includes(secret), "no secret is logged");
    }
    assert.equal(new Set([apiSecret, adminSecret, adminKey]).size, 3);
  });

  it("loads the VideoRoom plugin and the WebSocket transport only", async () => {
    await using janus = await TestJanus.start();
    const maps = await Deno.readTextFile(`/proc/${janus.pid}/maps`);
    const modules = maps.match(/libjanus_\w+/g) ?? [];
    assert.deepEqual(new Set(modules), new Set(["libjanus_videoroom", "libjanus_websockets"]));
  });

  it("gives nothing to who lacks a secret", async () => {
    await using janus = await TestJanus.start();
    const { url, adminUrl, adminSecret, apiSecret } = janus.server.endpoint();
    for (const secret of [{}, { apisecret: "janusrocks" }, { apisecret: adminSecret }]) {
      await using socket = await JanusSocket.open({ url, protocol: "janus-protocol", secret, deadlineMs: DEADLINE_MS });
      await assert.rejects(socket.request({ janus: "create" }, "answer"), hasCode(403));
    }
    const plugin = { janus: "message_plugin", plugin: "janus.plugin.videoroom", request: { request: "list" } };
    for (const secret of [{}, { admin_secret: "janusoverlord" }, { admin_secret: apiSecret }]) {
      const options = { url: adminUrl, protocol: "janus-admin-protocol", secret, deadlineMs: DEADLINE_MS } as const;
      await using socket = await JanusSocket.open(options);
      await assert.rejects(socket.request(plugin, "answer"), hasCode(403));
      await assert.rejects(socket.request({ janus: "list_sessions" }, "answer"), hasCode(403));
    }
  });

  it("its rooms yield to their own secret only", async () => {
    await using janus = await TestJanus.start();
    await janus.gateway.openRoom({ roomId: roomId("room"), seatLimit: 2 });
    const { adminUrl, adminSecret } = janus.server.endpoint();
    const secret = { admin_secret: adminSecret };
    const options = { url: adminUrl, protocol: "janus-admin-protocol", secret, deadlineMs: DEADLINE_MS } as const;
    await using socket = await JanusSocket.open(options);
    const ask = async (request: Record<string, unknown>) => {
      const message = { janus: "message_plugin", plugin: "janus.plugin.videoroom", request };
      return JSON.stringify((await socket.request(message, "answer")).response);
    };
    assert.match(await ask({ request: "destroy", room: "room" }), /"error_code":429/);
    assert.match(await ask({ request: "destroy", room: "room", secret: "adminpwd" }), /"error_code":433/);
    assert.match(await ask({ request: "create", room: "more" }), /"error_code":429/);
    assert.doesNotMatch(await ask({ request: "list" }), /"room":"room"/);
  });

  it("leaves no process behind when disposed of, also a frozen one", async () => {
    for (const isFrozen of [false, true]) {
      const janus = await TestJanus.start({ deadlineMs: 300 });
      const { pid } = janus;
      if (isFrozen) await freeze(pid);
      await janus[Symbol.asyncDispose]();
      assert.equal(await isRunning(pid), false);
    }
  });

  it("ends what a crashed app left behind, and refuses a directory that is in use", async () => {
    const directory = await Deno.makeTempDir({ prefix: "ajar-janus-" });
    const log = recordingLog([]);
    const inUse = await startLocalJanus({ directory, log });
    await assert.rejects(startLocalJanus({ directory, log }), Deno.errors.AddrInUse);
    await inUse[Symbol.asyncDispose]();
    const configuration = ["-F", directory, "-C", join(directory, "janus.jcfg")];
    const left = new Deno.Command("janus", { args: configuration, stdout: "null", stderr: "null" }).spawn();
    await Deno.writeTextFile(join(directory, "janus.pid"), `${left.pid} ${GONE_PID}\n`);
    await using _next = await startLocalJanus({ directory, log });
    await left.status;
    await Deno.remove(directory, { recursive: true });
  });

  it("does not outlive an app that is killed", async () => {
    const directory = await Deno.makeTempDir({ prefix: "ajar-janus-" });
    const module = new URL("../../media/janus/supervisor.ts", import.meta.url).href;
    const program = `
      import { startLocalJanus } from ${JSON.stringify(module)};
      const quiet = () => {};
      const log = { debug: quiet, info: quiet, warn: quiet, error: quiet };
      const janus = await startLocalJanus({ directory: ${JSON.stringify(directory)}, log });
      janus.watch((event) => console.log(event, janus.pid));
    `;
    const entry = join(directory, "app.ts");
    await Deno.writeTextFile(entry, program);
    const app = new Deno.Command(Deno.execPath(), { args: ["run", "-A", "--no-check", entry], stdout: "piped" })
      .spawn();
    const reader = app.stdout.pipeThrough(new TextDecoderStream()).getReader();
    const pid = Number(/ready (\d+)/.exec((await reader.read()).value ?? "")?.[1]);
    assert.equal(await isRunning(pid), true);
    app.kill("SIGKILL");
    await app.status;
    await reader.cancel();
    await until("Janus to end", async () => !(await isRunning(pid)), 2000);
    await Deno.remove(directory, { recursive: true });
  });

  it("says so where Janus is not installed", async () => {
    const directory = await Deno.makeTempDir({ prefix: "ajar-janus-" });
    const log = recordingLog([]);
    await assert.rejects(startLocalJanus({ directory, log, program: "no-such-janus" }), Deno.errors.NotFound);
    await assert.rejects(startLocalJanus({ directory, log, modules: join(directory, "none") }), Deno.errors.NotFound);
    await Deno.remove(directory, { recursive: true });
  });
});

function modeOf(info: Deno.FileInfo): number {
  return (info.mode ?? 0) & 0o777;
}

function hasCode(code: number): (error: unknown) => boolean {
  return (error) => error instanceof JanusError && error.code === code;
}
