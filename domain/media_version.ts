/** Which versions of the media server are safe where strangers may come: older ones have holes that somebody inside can reach. */
export const SAFE_MEDIA_VERSION = "1.4.1";

/** Of versions like "1.1.2"; false for what is none, since nothing is known of it then. */
export function isOutdatedMedia(version: string | null): boolean {
  const [parts, safe] = [partsOf(version ?? ""), partsOf(SAFE_MEDIA_VERSION)];
  if (parts === null || safe === null) return false;
  const at = parts.findIndex((part, index) => part !== safe[index]);
  return at >= 0 && (parts[at] ?? 0) < (safe[at] ?? 0);
}

function partsOf(version: string): readonly number[] | null {
  const [, ...parts] = /^(\d+)\.(\d+)\.(\d+)/.exec(version) ?? [];
  return parts.length === 0 ? null : parts.map(Number);
}
