/**
 * How much V8 lets come together before it looks through what is young, in the process that is the app: 64 MB where it would
 * take 16. A look stops everything for some 5 ms, whatever it finds, because the database's driver holds on to what it has
 * read; so it is had four times less often. `deno task bench tray` shows what that does to the slowest hundredth of all
 * trays; it costs some 85 MB of memory.
 */
export const YOUNG_SPACE = "--v8-flags=--min-semi-space-size=64,--max-semi-space-size=64";
