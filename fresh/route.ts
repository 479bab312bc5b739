/**
 * A route: its component, its handler and its configuration; and how one is answered.
 * The handler runs first; if it gives data, the component is rendered with it inside the inherited layouts.
 */
import type { AnyComponent, RenderableProps } from "preact";
import { h } from "preact";
import { type Context, internalsOf } from "./context.ts";
import { type HandlerFn, isHandlerByMethod, type RouteHandler } from "./handlers.ts";
import { type Method, withHead } from "./router.ts";
import { HttpError } from "./error.ts";
import type { AnyVNode } from "./vnode.ts";

export interface LayoutConfig {
  skipInheritedLayouts?: boolean;
  skipAppWrapper?: boolean;
}

export interface RouteConfig extends LayoutConfig {
  /** Serve the file at this `URLPattern` path instead of the one its name gives. */
  routeOverride?: string;
  /** Part of the type for compatibility; the policy itself comes from the `csp` middleware. */
  csp?: boolean;
  /** The methods to register for a route that is loaded lazily. Default: all. */
  methods?: "ALL" | Method[];
}

export type PageProps<Data = unknown, State = unknown> =
  & Pick<
    Context<State>,
    "config" | "url" | "req" | "params" | "info" | "state" | "isPartial" | "Component" | "error" | "route"
  >
  & { data: Data };

export type AsyncComponent<Props> = {
  // deno-lint-ignore no-explicit-any -- as Preact has it: only with equal parameters does TypeScript infer the props
  (props: RenderableProps<Props>, context?: any): Promise<AnyVNode | Response | null>;
  displayName?: string;
};

export type RouteComponent<State> =
  | AnyComponent<PageProps<unknown, State>>
  | AsyncComponent<PageProps<unknown, State>>;

export interface Route<State> {
  component?: RouteComponent<State> | undefined;
  config?: RouteConfig | undefined;
  handler?: RouteHandler<unknown, State> | undefined;
}

export type Lazy<T> = () => Promise<T>;
export type MaybeLazy<T> = T | Lazy<T>;

/** A component without a GET handler gets one that renders it with no data. */
export function completeRoute<State>(route: Route<State>): Route<State> {
  if (route.handler === undefined) {
    return { ...route, handler: route.component === undefined ? missing : renderOnly };
  }
  if (isHandlerByMethod(route.handler) && route.component !== undefined && route.handler.GET === undefined) {
    return { ...route, handler: { ...route.handler, GET: renderOnly } };
  }
  return route;
}

function renderOnly(): { data: undefined } {
  return { data: undefined };
}

function missing(): never {
  throw new HttpError(404);
}

export function callComponent<State>(
  ctx: Context<State>,
  component: RouteComponent<State>,
  data: unknown,
  child: () => AnyVNode | null,
): AnyVNode | Promise<AnyVNode | Response | null> {
  const props = {
    Component: child,
    config: ctx.config,
    data,
    error: ctx.error,
    info: ctx.info,
    isPartial: ctx.isPartial,
    params: ctx.params,
    req: ctx.req,
    route: ctx.route,
    state: ctx.state,
    url: ctx.url,
  };
  return isAsyncComponent(component) ? component(props) : h(component, props);
}

function isAsyncComponent<State>(
  component: RouteComponent<State>,
): component is AsyncComponent<PageProps<unknown, State>> {
  return component.constructor.name === "AsyncFunction";
}

export async function answerRoute<State>(ctx: Context<State>, route: Route<State>, status = 200): Promise<Response> {
  const internals = internalsOf(ctx);
  if (route.config?.skipAppWrapper === true) internals.app = null;
  if (route.config?.skipInheritedLayouts === true) internals.layouts = [];

  const handler = pickHandler(route, ctx.req.method);
  if (handler === null) {
    if (ctx.req.method === "OPTIONS") return optionsResponse(Object.keys(route.handler ?? {}));
    return await ctx.next();
  }

  const result = await handler(ctx);
  if (result instanceof Response) return result;

  let vnode: AnyVNode | null = null;
  if (route.component !== undefined) {
    const rendered = await callComponent(ctx, route.component, result.data, () => null);
    if (rendered instanceof Response) return rendered;
    vnode = rendered;
  }
  return await ctx.render(vnode, { headers: new Headers(result.headers), status: result.status ?? status });
}

function pickHandler<State>(route: Route<State>, method: string): HandlerFn<unknown, State> | null {
  if (!isHandlerByMethod(route.handler)) return route.handler ?? null;
  const byMethod: { [method: string]: HandlerFn<unknown, State> | undefined } = route.handler;
  return byMethod[method] ?? (method === "HEAD" ? byMethod.GET : undefined) ?? null;
}

export function optionsResponse(methods: string[]): Response {
  return new Response(null, { status: 204, headers: { Allow: withHead(methods).join(", ") } });
}
