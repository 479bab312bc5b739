/**
 * The secrets that this installation made for itself, in `<data directory>/secrets.json`. They are made once and never
 * written again: a lost or changed secret would sign everybody out, so a file that cannot be read stops the start.
 */
import { chmod, link, mkdir, open, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";

export interface Secrets {
  /** Signs session cookies. */
  readonly authSecret: string;
  /** Signs guests' seat cookies. */
  readonly seatTokenKey: Uint8Array<ArrayBuffer>;
  /** What the secrets of the media side are derived from. */
  readonly mediaMasterKey: Uint8Array<ArrayBuffer>;
}

const KEY_BYTES = 32;
const FILE = "secrets.json";

const key = z.string().transform((text, context) => {
  try {
    const bytes = Uint8Array.fromBase64(text, { alphabet: "base64url" });
    if (bytes.length === KEY_BYTES) return bytes;
  } catch {
    // Told by the issue below.
  }
  context.addIssue(`expected ${KEY_BYTES} bytes in base64url`);
  return z.NEVER;
});

const secretsFile = z.object({ authSecret: z.string().min(43), seatTokenKey: key, mediaMasterKey: key });

/** Idempotent, also for processes that start at once: all get the same. Throws if the file is damaged, and leaves it alone. */
export async function loadSecrets(dataDir: string): Promise<Secrets> {
  const path = join(dataDir, FILE);
  const existing = await readIfThere(path);
  if (existing !== null) return parse(existing, path);
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  await createOnce(path);
  return parse(await readFile(path, "utf8"), path);
}

/** Writes aside and links: the name appears whole or not at all, and only the first of several gets it. */
async function createOnce(path: string): Promise<void> {
  const draft = `${path}.${crypto.randomUUID()}`;
  const file = await open(draft, "wx", 0o600);
  try {
    const secrets = { authSecret: randomKey(), seatTokenKey: randomKey(), mediaMasterKey: randomKey() };
    await file.writeFile(`${JSON.stringify(secrets, null, 2)}\n`);
    await file.sync();
    await chmod(draft, 0o600);
    await link(draft, path);
  } catch (error) {
    if (!hasCode(error, "EEXIST")) throw error;
  } finally {
    await file.close();
    await rm(draft, { force: true });
  }
}

function parse(text: string, path: string): Secrets {
  try {
    return secretsFile.parse(JSON.parse(text));
  } catch (error) {
    // The parser's own message may quote the file.
    const reason = error instanceof z.ZodError ? z.prettifyError(error) : "it is not JSON";
    throw new Error(
      `Failed to read the secrets in ${path}: ${reason}. Restore the file, or remove it to sign everybody out`,
    );
  }
}

async function readIfThere(path: string): Promise<string | null> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (hasCode(error, "ENOENT")) return null;
    throw error;
  }
}

function randomKey(): string {
  return crypto.getRandomValues(new Uint8Array(KEY_BYTES)).toBase64({ alphabet: "base64url", omitPadding: true });
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
