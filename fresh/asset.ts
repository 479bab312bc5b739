/**
 * Locks paths of static files to the current build, so that browsers may keep them for a year.
 * The server learns the build's id when a build is attached; before that, paths stay as they are.
 */
export const CACHE_KEY = "__frsh_c";

let currentBuildId: string | null = null;

export function setAssetBuildId(buildId: string): void {
  currentBuildId = buildId;
}

export function asset(path: string): string {
  return currentBuildId === null ? path : lockPath(path, currentBuildId);
}

export function assetSrcSet(srcset: string): string {
  return currentBuildId === null ? srcset : lockSrcSet(srcset, currentBuildId);
}

export function lockPath(path: string, buildId: string): string {
  if (!path.startsWith("/") || path.startsWith("//")) return path;
  const url = new URL(path, "http://localhost");
  if (url.searchParams.has(CACHE_KEY)) return path;
  url.searchParams.set(CACHE_KEY, buildId);
  return url.pathname + url.search + url.hash;
}

/** A set with parentheses or an empty candidate is returned as it is. */
export function lockSrcSet(srcset: string, buildId: string): string {
  const candidates = srcset.split(",");
  if (srcset.includes("(") || candidates.some((candidate) => candidate.trim() === "")) return srcset;
  return candidates.map((candidate) => candidate.replace(/\S+/, (path) => lockPath(path, buildId))).join(",");
}
