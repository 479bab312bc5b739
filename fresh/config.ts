/**
 * What an application may be told at construction, and what it is told about itself afterwards.
 * `root` and `mode` are overwritten when a build is attached.
 */
export interface FreshConfig {
  /** Path prefix under which every route and asset lives, without a trailing slash. */
  basePath?: string;
  mode?: "development" | "production";
  /** Build `ctx.url` from `X-Forwarded-Proto` and `X-Forwarded-Host`. Only safe behind a proxy that sets both. */
  trustProxy?: boolean;
}

export interface ResolvedFreshConfig {
  root: string;
  basePath: string;
  mode: "development" | "production";
  trustProxy: boolean;
}

export function resolveConfig(config: FreshConfig): ResolvedFreshConfig {
  return {
    root: ".",
    basePath: config.basePath ?? "",
    mode: config.mode ?? "production",
    trustProxy: config.trustProxy ?? false,
  };
}
