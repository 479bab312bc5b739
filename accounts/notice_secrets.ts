/**
 * The secrets of what leaves the house, in `<data directory>/notice_secrets.json`: the key pair that push services know this
 * installation by (VAPID, RFC 8292), and the key of the links that stop mail.
 */
import webPush from "web-push";
import { z } from "zod";
import { loadSecretFile, randomKey, type SecretFile, secretKey } from "./secret_file.ts";

export interface NoticeSecrets {
  /** In base64url, as `PushManager.subscribe()` and web-push take them. */
  readonly vapid: { readonly publicKey: string; readonly privateKey: string };
  readonly stopKey: Uint8Array<ArrayBuffer>;
}

const schema = z.object({
  vapid: z.object({ publicKey: z.string().length(87), privateKey: z.string().length(43) }),
  stopKey: secretKey,
});

const SECRETS: SecretFile<typeof schema> = {
  name: "notice_secrets.json",
  schema,
  make: () => ({ vapid: webPush.generateVAPIDKeys(), stopKey: randomKey() }),
  loss: "to end all push messages and the links in mails that stop them",
};

/** As `loadSecrets`. */
export async function loadNoticeSecrets(dataDir: string): Promise<NoticeSecrets> {
  return await loadSecretFile(dataDir, SECRETS);
}
