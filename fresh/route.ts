/**
 * A route: its handler and its component, and how one is answered. The handler runs first; if it gives data, the component
 * is rendered with it inside the layouts.
 */
import { type AnyComponent, h, type RenderableProps, type VNode } from "preact";
import type { Context } from "./context.ts";
import { renderPage } from "./render.ts";

export type Method = "HEAD" | "GET" | "POST" | "PATCH" | "PUT" | "DELETE" | "OPTIONS";

export interface PageResponse<T> {
  data: T;
  headers?: HeadersInit | undefined;
  status?: number | undefined;
}

export function page<T>(data: T, options?: { headers?: HeadersInit; status?: number }): PageResponse<T>;
export function page(): PageResponse<undefined>;
export function page(data?: unknown, options?: { headers?: HeadersInit; status?: number }): PageResponse<unknown> {
  return { data, headers: options?.headers, status: options?.status };
}

export type HandlerFn<Data, State> = (
  ctx: Context<State>,
) => Response | PageResponse<Data> | Promise<Response | PageResponse<Data>>;

export type HandlerByMethod<Data, State> = { [M in Method]?: HandlerFn<Data, State> };

export type RouteHandler<Data, State> = HandlerFn<Data, State> | HandlerByMethod<Data, State>;

export type PageProps<Data = unknown, State = unknown> =
  & Pick<Context<State>, "url" | "req" | "params" | "info" | "state" | "error" | "route">
  & { data: Data; Component: () => AnyVNode | null };

// deno-lint-ignore no-explicit-any -- VNode is invariant in its props
export type AnyVNode = VNode<any>;

type Rendered = AnyVNode | Response | null;
type AsyncComponent<Props> = (props: RenderableProps<Props>) => Promise<Rendered>;

export type RouteComponent<State> =
  | AnyComponent<PageProps<unknown, State>>
  | AsyncComponent<PageProps<unknown, State>>;

export interface Route<State> {
  component: RouteComponent<State> | null;
  handler: RouteHandler<unknown, State>;
}

/** What stands around a page: layouts from the outermost to the innermost, and the app wrapper around them. */
export interface Frame<State> {
  app: RouteComponent<State> | null;
  layouts: RouteComponent<State>[];
}

/** Components that are not async are rendered with the document, so that hooks and contexts work in them. */
export function callComponent<State>(
  ctx: Context<State>,
  component: RouteComponent<State>,
  data: unknown,
  Component: () => AnyVNode | null,
): Rendered | Promise<Rendered> {
  const { url, req, params, info, state, error, route } = ctx;
  const props = { url, req, params, info, state, error, route, data, Component };
  return isAsync(component) ? component(props) : h(component, props);
}

function isAsync<State>(component: RouteComponent<State>): component is AsyncComponent<PageProps<unknown, State>> {
  return component.constructor.name === "AsyncFunction";
}

export async function answerRoute<State>(
  ctx: Context<State>,
  { handler, component }: Route<State>,
  frame: Frame<State>,
  status: number,
): Promise<Response> {
  const { method } = ctx.req;
  const byMethod = new Map(typeof handler === "function" ? [[method, handler]] : Object.entries(handler));
  const answer = byMethod.get(method) ?? (method === "HEAD" ? byMethod.get("GET") : undefined);
  if (answer === undefined) return method === "OPTIONS" ? allowing([...byMethod.keys()]) : await ctx.next();

  const result = await answer(ctx);
  if (result instanceof Response) return result;
  const rendered = component === null ? null : await callComponent(ctx, component, result.data, () => null);
  if (rendered instanceof Response) return rendered;
  const headers = new Headers(result.headers);
  return await renderPage(ctx, rendered, frame, { headers, status: result.status ?? status });
}

function allowing(methods: string[]): Response {
  const all = methods.includes("GET") && !methods.includes("HEAD") ? [...methods, "HEAD"] : methods;
  return new Response(null, { status: 204, headers: { Allow: all.join(", ") } });
}
