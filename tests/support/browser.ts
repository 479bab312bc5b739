/**
 * Real Chromium with a fake camera, driven by playwright-core. One browser per suite, a context per person.
 */
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";

const QUIET = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];
const CALLS = [
  "--use-fake-ui-for-media-stream",
  "--allow-loopback-in-peer-connection",
];

export interface LaunchOptions {
  /** False is a machine that has neither camera nor microphone. */
  readonly devices?: boolean;
  /** Of the fake camera; Chromium's own number is 20. */
  readonly framesPerSecond?: number;
}

export function launchBrowser({ devices = true, framesPerSecond = 20 }: LaunchOptions = {}): Promise<Browser> {
  const camera = `--use-fake-device-for-media-stream=display-media-type=window,fps=${framesPerSecond}`;
  return chromium.launch({
    executablePath: "/usr/bin/chromium",
    args: devices ? [...QUIET, ...CALLS, camera] : [...QUIET, "--allow-loopback-in-peer-connection"],
  });
}

/** Phone and wide, as the design is judged by. */
export const PHONE = { width: 390, height: 844 };
export const WIDE = { width: 1280, height: 800 };

export interface Visit {
  readonly context: BrowserContext;
  readonly page: Page;
  /** Console errors and uncaught exceptions so far; a healthy page has none. */
  readonly complaints: string[];
}

/** A new person at a browser of their own (cookies, storage). */
export async function visit(browser: Browser, options: Parameters<Browser["newContext"]>[0] = {}): Promise<Visit> {
  const context = await browser.newContext({ viewport: WIDE, ...options });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  return { context, page, complaints };
}
