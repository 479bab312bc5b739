/**
 * From the files of a routes folder to what is added to the application: special files first, outer folders before
 * inner ones, then the routes, the more specific before the less.
 */
import type { Command } from "./app.ts";
import type { RouteFile } from "./build_cache.ts";
import type { HandlerFn } from "./handlers.ts";
import type { Middleware } from "./middleware.ts";
import { completeRoute, type Route, type RouteComponent, type RouteConfig } from "./route.ts";

interface RouteModule<State> {
  default?: RouteComponent<State> | Middleware<State> | Middleware<State>[];
  handler?: unknown;
  handlers?: unknown;
  config?: RouteConfig;
}

const ORDER = ["app", "notFound", "layout", "middleware", "error", "route"];

export function fileCommands<State>(files: RouteFile[]): Command<State>[] {
  return files
    .toSorted((a, b) =>
      ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind) || compareSpecificity(a.pattern, b.pattern) ||
      (a.id < b.id ? -1 : 1)
    )
    .flatMap((file) => toCommand<State>(file) ?? []);
}

function toCommand<State>(file: RouteFile): Command<State> | null {
  const { mod } = file;
  if (typeof mod === "function") {
    const route = async () => moduleRoute<State>(file.id, await mod());
    return { kind: "route", segment: file.segment, path: file.pattern, route, config: {} };
  }
  const module = asRouteModule<State>(file.id, mod);
  switch (file.kind) {
    case "app":
      return { kind: "app", component: componentOf(file.id, module) };
    case "layout":
      return {
        kind: "layout",
        path: file.segment,
        component: componentOf(file.id, module),
        config: module.config ?? {},
      };
    case "middleware":
      return { kind: "middleware", path: file.segment, middlewares: middlewaresOf(file.id, module) };
    case "error":
      return { kind: "error", path: file.segment, route: completeRoute(moduleRoute(file.id, mod)) };
    case "notFound":
      return { kind: "notFound", route: completeRoute(moduleRoute(file.id, mod)) };
    case "route":
      return { kind: "route", segment: file.segment, path: file.pattern, route: moduleRoute(file.id, mod), config: {} };
  }
}

function asRouteModule<State>(id: string, mod: object): RouteModule<State> {
  if (!["default", "handler", "handlers", "config"].some((name) => name in mod)) {
    throw new Error(`The file routes${id} exports neither a component nor a handler`);
  }
  return mod;
}

function moduleRoute<State>(id: string, mod: object): Route<State> {
  const module = asRouteModule<State>(id, mod);
  const handler = module.handlers ?? module.handler;
  return {
    component: module.default === undefined ? undefined : componentOf(id, module),
    config: module.config,
    handler: handler === undefined ? undefined : asHandler<State>(id, handler),
  };
}

function asHandler<State>(id: string, handler: unknown): NonNullable<Route<State>["handler"]> {
  if (typeof handler === "function") return handler as HandlerFn<unknown, State>;
  if (typeof handler === "object" && handler !== null && !Array.isArray(handler)) return handler;
  throw new Error(`The handler of routes${id} is neither a function nor an object by method`);
}

function componentOf<State>(id: string, module: RouteModule<State>): RouteComponent<State> {
  if (typeof module.default !== "function") throw new Error(`The default export of routes${id} is not a component`);
  return module.default as RouteComponent<State>;
}

function middlewaresOf<State>(id: string, module: RouteModule<State>): Middleware<State>[] {
  const exported = [module.handlers ?? module.handler ?? module.default].flat();
  if (!exported.every((item) => typeof item === "function")) {
    throw new Error(`routes${id} must export a middleware, or an array of them`);
  }
  return exported as Middleware<State>[];
}

/** Segment by segment: fixed names, names with a parameter inside, parameters, optional ones, the rest. */
export function compareSpecificity(a: string, b: string): number {
  const left = a.split("/").slice(1);
  const right = b.split("/").slice(1);
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const difference = rank(left[i]) - rank(right[i]);
    if (difference !== 0) return difference;
  }
  return 0;
}

function rank(segment: string | undefined): number {
  if (segment === undefined) return 5;
  if (segment.endsWith("*")) return 6;
  if (segment.endsWith("}?")) return 4;
  if (!segment.includes(":")) return 0;
  return segment.startsWith(":") && /^:\w+$/.test(segment) ? 2 : 1;
}
