/**
 * The `Content-Security-Policy` header. With `useNonce`, scripts and styles that were rendered for this very response
 * may run, and no other inline ones; a response that was not rendered has no nonce and keeps `'unsafe-inline'`.
 */
import { internalsOf } from "./context.ts";
import { withHeaders } from "./header.ts";
import type { Middleware } from "./middleware.ts";

export interface CSPOptions {
  /** Report only, do not enforce. */
  reportOnly?: boolean;
  /** Where violations are sent. */
  reportTo?: string;
  /** Directives to append to the defaults. Of two directives of one name, browsers obey the first. */
  csp?: string[];
  /** A nonce in the place of `'unsafe-inline'`. */
  useNonce?: boolean;
}

const DEFAULTS = [
  "default-src 'self'",
  "script-src 'self' 'unsafe-inline'",
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self'",
  "img-src 'self' data:",
  "media-src 'self' data: blob:",
  "worker-src 'self' blob:",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "upgrade-insecure-requests",
];

export function csp<State>(options: CSPOptions = {}): Middleware<State> {
  const { reportOnly = false, reportTo, csp = [], useNonce = false } = options;
  const reporting = reportTo === undefined ? [] : ["report-to csp-endpoint", `report-uri ${reportTo}`];
  const policy = [...DEFAULTS, ...csp, ...reporting];
  const withoutNonce = policy.join("; ");
  const name = reportOnly ? "Content-Security-Policy-Report-Only" : "Content-Security-Policy";

  return async function contentSecurityPolicy(ctx) {
    const response = await ctx.next();
    const { nonce } = internalsOf(ctx);
    const value = useNonce && nonce !== null
      ? policy.map((directive) => allowNonce(directive, nonce)).join("; ")
      : withoutNonce;
    return withHeaders(response, {
      [name]: value,
      ...(reportTo === undefined ? {} : { "Reporting-Endpoints": `csp-endpoint="${reportTo}"` }),
    });
  };
}

function allowNonce(directive: string, nonce: string): string {
  return /^(script|style)-src /.test(directive) ? directive.replace("'unsafe-inline'", `'nonce-${nonce}'`) : directive;
}
