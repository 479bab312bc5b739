/** `fresh/runtime` in the browser: the names of the server's that islands may use. */
export const IS_BROWSER = true;
