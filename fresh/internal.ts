/** For the generated files in `_fresh/` alone. */
export { setBuildCache } from "./app.ts";
export { createBuildCache } from "./build_cache.ts";
