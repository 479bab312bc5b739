/** The part that makes and changes events have in common: a picture that came with them, as it will be kept. */
import type { Bytes } from "../domain/bytes.ts";
import type { CleanPicture } from "../domain/picture.ts";
import { takePicture } from "../domain/picture_file.ts";
import { granted, type Outcome } from "../domain/refusal.ts";
import type { Counted } from "../domain/rate_limit.ts";
import type { Deps } from "./deps.ts";

/** Null and undefined stay what they are. Refuses as `takePicture` does, and with `too_many_requests`. */
export async function takeEventPicture<Nothing extends null | undefined>(
  { limits }: Pick<Deps, "limits">,
  who: Counted,
  file: Bytes | Nothing,
): Promise<Outcome<CleanPicture | Nothing>> {
  if (!(file instanceof Uint8Array)) return granted(file);
  const taken = takePicture(file);
  if (!taken.ok) return taken;
  const allowed = await limits.take("send_picture", who);
  return allowed.ok ? taken : allowed;
}
