/**
 * A file of secrets that this installation made for itself. It is made once and never written again, so a file that cannot be
 * read stops the start instead of being replaced.
 */
import { chmod, link, mkdir, open, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";

export interface SecretFile<S extends z.ZodType> {
  readonly name: string;
  readonly schema: S;
  make(): z.input<S>;
  /** What is lost without the file, for the message of one that is damaged. */
  readonly loss: string;
}

const KEY_BYTES = 32;

/** 32 bytes, in base64url. */
export const secretKey = z.string().transform((text, context) => {
  try {
    const bytes = Uint8Array.fromBase64(text, { alphabet: "base64url" });
    if (bytes.length === KEY_BYTES) return bytes;
  } catch {
    // Told by the issue below.
  }
  context.addIssue(`expected ${KEY_BYTES} bytes in base64url`);
  return z.NEVER;
});

export function randomKey(): string {
  return crypto.getRandomValues(new Uint8Array(KEY_BYTES)).toBase64({ alphabet: "base64url", omitPadding: true });
}

/** Idempotent, also for processes that start at once: all get the same. Throws if the file is damaged, and leaves it alone. */
export async function loadSecretFile<S extends z.ZodType>(dataDir: string, file: SecretFile<S>): Promise<z.output<S>> {
  const path = join(dataDir, file.name);
  const existing = await readIfThere(path);
  if (existing !== null) return parse(existing, path, file);
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  await createOnce(path, file);
  return parse(await readFile(path, "utf8"), path, file);
}

/** Writes aside and links: the name appears whole or not at all, and only the first of several gets it. */
async function createOnce(path: string, { make }: SecretFile<z.ZodType>): Promise<void> {
  const draft = `${path}.${crypto.randomUUID()}`;
  const file = await open(draft, "wx", 0o600);
  try {
    await file.writeFile(`${JSON.stringify(make(), null, 2)}\n`);
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

function parse<S extends z.ZodType>(text: string, path: string, { schema, loss }: SecretFile<S>): z.output<S> {
  try {
    return schema.parse(JSON.parse(text));
  } catch (error) {
    // The parser's own message may quote the file.
    const reason = error instanceof z.ZodError ? z.prettifyError(error) : "it is not JSON";
    throw new Error(`Failed to read the secrets in ${path}: ${reason}. Restore the file, or remove it ${loss}`);
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

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
