/** Where the service worker is. At the root, because a worker sees only what lies below its own address. */
export const WORKER_PATH = "/worker.js";
