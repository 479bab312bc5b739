/**
 * What the container files say, as far as that can be known without a container engine: compose's own parser takes
 * `compose.yaml`, Ajar takes the environment that it gives, and the Janus image's entry point writes a whole configuration.
 */
import assert from "node:assert/strict";
import { after, before, describe, it } from "@std/testing/bdd";
import { readConfig } from "../../config.ts";
import { composeCommand } from "../../tools/compose.ts";

const ROOT = new URL("../../", import.meta.url).pathname;
const SECRET = "0123456789abcdef";
const GIVEN = { PUBLIC_URL: "https://ajar.test", POSTGRES_PASSWORD: "open", JANUS_ADMIN_SECRET: SECRET };

interface Run {
  readonly code: number;
  readonly out: string;
  readonly errors: string;
}

async function run(command: readonly string[], env: Record<string, string>): Promise<Run> {
  const [program = "", ...args] = command;
  const { code, stdout, stderr } = await new Deno.Command(program, {
    args,
    cwd: ROOT,
    env: { PATH: Deno.env.get("PATH") ?? "", ...env },
    clearEnv: true,
    stdin: "null",
  }).output();
  return { code, out: new TextDecoder().decode(stdout), errors: new TextDecoder().decode(stderr) };
}

describe("compose.yaml", () => {
  const compose = composeCommand();
  assert.ok(compose !== null, "neither `docker compose` nor docker-compose is installed");
  const parse = (env: Record<string, string>): Promise<Run> => run([...compose, "-f", "compose.yaml", "config"], env);

  it("is taken by compose's own parser, with Ajar, Janus and PostgreSQL", async () => {
    const { code, out, errors } = await parse(GIVEN);
    assert.equal(code, 0, errors);
    assert.deepEqual([...out.matchAll(/^ {2}(\w+):$/gm)].map(([, name]) => name).slice(0, 3), [
      "ajar",
      "janus",
      "postgres",
    ]);
  });

  it("gives Ajar variables that it takes, with the database and Janus of the same file", async () => {
    const { out } = await parse(GIVEN);
    const block = out.split("  ajar:\n")[1]?.split("    environment:\n")[1] ?? "";
    const lines = block.split("\n").slice(0, block.split("\n").findIndex((line) => !line.startsWith("      ")));
    const variables = Object.fromEntries(lines.map((line) => {
      const [, name = "", value = ""] = line.match(/^ {6}(\w+): ['"]?(.*?)['"]?$/) ?? [];
      return [name, value];
    }));
    const config = readConfig(variables);
    assert.equal(config.publicUrl.href, "https://ajar.test/");
    assert.equal(config.databaseUrl, "postgres://ajar:open@127.0.0.1:5432/ajar");
    assert.deepEqual(config.janus, { url: "ws://127.0.0.1:8188", adminUrl: "ws://127.0.0.1:7188", secret: SECRET });
    assert.equal(config.turn, null);
  });

  it("refuses to go without any of the three that have no default", async () => {
    for (const name of Object.keys(GIVEN)) {
      const { code } = await parse({ ...GIVEN, [name]: "" });
      assert.notEqual(code, 0, name);
    }
  });
});

describe("docker/janus/entrypoint.sh", () => {
  let folder = "";
  before(async () => {
    folder = await Deno.makeTempDir({ prefix: "ajar-compose-" });
    await Deno.mkdir(`${folder}/bin`);
    await Deno.mkdir(`${folder}/modules/plugins`, { recursive: true });
    await Deno.mkdir(`${folder}/modules/transports`);
    for (
      const module of ["plugins/libjanus_videoroom.so", "plugins/libjanus_sip.so", "transports/libjanus_websockets.so"]
    ) {
      await Deno.writeTextFile(`${folder}/modules/${module}`, "");
    }
    // Stands for Janus: shows the configuration that it is given, and who may read it.
    const janus = '#!/bin/sh\nfolder=${1#*=}\nstat -c %a "$folder"/*.jcfg\ncat "$folder"/*.jcfg\nrm -r "$folder"\n';
    await Deno.writeTextFile(`${folder}/bin/janus`, janus, { mode: 0o755 });
  });
  after(() => Deno.remove(folder, { recursive: true }));

  function enter(env: Record<string, string>): Promise<Run> {
    return run(["docker/janus/entrypoint.sh"], {
      PATH: `${folder}/bin:${Deno.env.get("PATH")}`,
      TMPDIR: folder,
      JANUS_TEMPLATES: `${ROOT}docker/janus`,
      JANUS_MODULES: `${folder}/modules`,
      ...env,
    });
  }

  it("fills in everything, for Janus' eyes only", async () => {
    const { code, out, errors } = await enter({ JANUS_ADMIN_SECRET: SECRET, JANUS_PUBLIC_ADDRESS: "192.0.2.7" });
    assert.equal(code, 0, errors);
    assert.doesNotMatch(out, /@[A-Z_]+@/);
    assert.deepEqual(out.split("\n").slice(0, 3), ["600", "600", "600"]);
    for (const name of ["api_secret", "admin_secret", "admin_key"]) {
      assert.ok(out.includes(`${name} = "${SECRET}"`), name);
    }
    assert.ok(out.includes('nat_1_1_mapping = "192.0.2.7"'));
    assert.ok(out.includes('disable = "libjanus_sip.so,"') && !out.includes("videoroom.so"), out);
    assert.equal(out.match(/_?ws_ip = "127\.0\.0\.1"/g)?.length, 2);
  });

  it("refuses a missing, short or breaking-out value before Janus runs", async () => {
    const wrong: readonly Record<string, string>[] = [
      {},
      { JANUS_ADMIN_SECRET: "short" },
      { JANUS_ADMIN_SECRET: `${SECRET}"; x = "` },
      { JANUS_ADMIN_SECRET: SECRET, JANUS_PUBLIC_ADDRESS: "a|b" },
      { JANUS_ADMIN_SECRET: SECRET, JANUS_ICE_LITE: "yes" },
      { JANUS_ADMIN_SECRET: SECRET, JANUS_API_PORT: "80x" },
    ];
    for (const env of wrong) {
      const { code, out, errors } = await enter(env);
      assert.deepEqual([code, out], [64, ""], JSON.stringify(env));
      assert.match(errors, /^janus: /);
    }
  });
});

describe("docker/ajar.Dockerfile", () => {
  it("builds with the Deno that the gate uses", async () => {
    const pins = await Promise.all(["docker/ajar.Dockerfile", ".ci/run"].map(async (path) => {
      return (await Deno.readTextFile(ROOT + path)).match(/deno@[\d.]+/)?.[0];
    }));
    assert.deepEqual(pins, [`deno@${Deno.version.deno}`, `deno@${Deno.version.deno}`]);
  });
});
