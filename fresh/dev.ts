/** `fresh/dev`: building an application, and serving it while it is being written. */
export { Builder, type BuildOptions, type ResolvedBuildConfig } from "./builder.ts";
