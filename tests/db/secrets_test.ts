import assert from "node:assert/strict";
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { loadSecrets } from "../../accounts/secrets.ts";

describe("loadSecrets()", () => {
  let dataDir: string;
  let file: string;

  beforeEach(async () => {
    dataDir = join(await mkdtemp(join(tmpdir(), "ajar-secrets-")), "data");
    file = join(dataDir, "secrets.json");
  });

  afterEach(async () => {
    await rm(join(dataDir, ".."), { recursive: true });
  });

  it("makes three different secrets once, for the owner's eyes only", async () => {
    const secrets = await loadSecrets(dataDir);
    const keys = [secrets.seatTokenKey.toBase64(), secrets.mediaMasterKey.toBase64(), secrets.authSecret];
    assert.equal(new Set(keys).size, 3);
    assert.deepEqual([secrets.seatTokenKey.length, secrets.mediaMasterKey.length], [32, 32]);
    assert.ok(secrets.authSecret.length >= 43);
    assert.equal((await stat(file)).mode & 0o777, 0o600);
    assert.deepEqual(await loadSecrets(dataDir), secrets);
    assert.deepEqual(await readdir(dataDir), ["secrets.json"]);
  });

  it("gives starts at once the same secrets", async () => {
    const all = await Promise.all(Array.from({ length: 16 }, () => loadSecrets(dataDir)));
    for (const secrets of all) assert.deepEqual(secrets, all[0]);
    assert.deepEqual(await readdir(dataDir), ["secrets.json"]);
  });

  it("differ between two installations", async () => {
    const [here, there] = [await loadSecrets(dataDir), await loadSecrets(join(dataDir, "other"))];
    assert.notDeepEqual(here.seatTokenKey, there.seatTokenKey);
    assert.notEqual(here.authSecret, there.authSecret);
  });

  const DAMAGES: [string, (text: string) => string, RegExp][] = [
    ["empty", () => "", /it is not JSON/],
    ["cut", (text) => text.slice(0, text.length / 2), /it is not JSON/],
    ["another shape", () => "[]", /expected object/],
    ["without a key", (text) => text.replace("seatTokenKey", "lost"), /seatTokenKey/],
    ["with a short key", (text) => text.replace(/("mediaMasterKey": ".{10}).*"/, '$1"'), /32 bytes in base64url/],
  ];
  for (const [what, damage, reason] of DAMAGES) {
    it(`tells of a file that is ${what}, quotes nothing of it and leaves it alone`, async () => {
      await loadSecrets(dataDir);
      const text = await readFile(file, "utf8");
      const damaged = damage(text);
      await writeFile(file, damaged);
      await assert.rejects(loadSecrets(dataDir), (error: Error) => {
        assert.match(error.message, /^Failed to read the secrets in .*secrets\.json: /);
        assert.match(error.message, reason);
        for (const secret of text.match(/[\w-]{43}/g) ?? assert.fail()) {
          assert.ok(!error.message.includes(secret.slice(0, 10)));
        }
        return true;
      });
      assert.equal(await readFile(file, "utf8"), damaged);
    });
  }
});
