/** The secrets of accounts and media, in `<data directory>/secrets.json`. A lost or changed one would sign everybody out. */
import { z } from "zod";
import { loadSecretFile, randomKey, type SecretFile, secretKey } from "./secret_file.ts";

export interface Secrets {
  /** Signs session cookies. */
  readonly authSecret: string;
  /** Signs guests' seat cookies. */
  readonly seatTokenKey: Uint8Array<ArrayBuffer>;
  /** What the secrets of the media side are derived from. */
  readonly mediaMasterKey: Uint8Array<ArrayBuffer>;
}

const schema = z.object({ authSecret: z.string().min(43), seatTokenKey: secretKey, mediaMasterKey: secretKey });

const SECRETS: SecretFile<typeof schema> = {
  name: "secrets.json",
  schema,
  make: () => ({ authSecret: randomKey(), seatTokenKey: randomKey(), mediaMasterKey: randomKey() }),
  loss: "to sign everybody out",
};

/** Idempotent, also for processes that start at once: all get the same. Throws if the file is damaged, and leaves it alone. */
export async function loadSecrets(dataDir: string): Promise<Secrets> {
  return await loadSecretFile(dataDir, SECRETS);
}
