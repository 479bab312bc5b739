/** `fresh/dev`: building an application, and serving it while it is being written. */
export { Builder, type BuildOptions } from "./builder.ts";
