/**
 * Locks paths of static files to the current build, so that browsers may keep them for a year.
 * The server learns the build's id when a build is attached; before that, paths stay as they are.
 */
export const CACHE_KEY = "__frsh_c";

let currentBuildId = "";

export function setAssetBuildId(buildId: string): void {
  currentBuildId = buildId;
}

export function asset(path: string): string {
  if (currentBuildId === "" || !path.startsWith("/") || path.startsWith("//")) return path;
  const { 1: place = "", 2: query = "", 3: hash = "" } = /^([^?#]*)(\?[^#]*)?(#.*)?$/s.exec(path) ?? [];
  return `${place}${query ? `${query}&` : "?"}${CACHE_KEY}=${currentBuildId}${hash}`;
}
