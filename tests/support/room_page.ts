/**
 * What a person does and sees in a room, in a browser: the verbs of the end-to-end tests. Finds things as people do, by the
 * names that controls carry.
 */
import type { Page } from "playwright-core";
import { until } from "./until.ts";

const DEADLINE_MS = 20_000;

export async function signUp(page: Page, url: string, name: string): Promise<void> {
  await page.goto(`${url}/sign-up`);
  await page.getByLabel("Name").fill(name);
  await page.getByLabel("Email").fill(`${name.toLowerCase().replaceAll(/\W/g, "")}.${crypto.randomUUID()}@example.org`);
  await page.getByLabel("Password", { exact: true }).fill("a door left ajar");
  await page.getByRole("button", { name: "Sign up" }).click();
  await page.waitForURL(`${url}/`);
}

/** From the home page to the new room's door; returns the room's link. */
export async function startRoom(page: Page, url: string): Promise<string> {
  await page.goto(url);
  await page.getByRole("link", { name: "Start a room" }).or(page.getByRole("button", { name: "Start a room" })).first()
    .click();
  await page.waitForURL(`${url}/rooms/new`);
  await page.getByRole("radio").first().check({ force: true });
  await page.getByRole("button", { name: "Start a room" }).click();
  await page.waitForURL(/\/r\/[\w-]{22,}$/);
  return page.url();
}

/** Types the nickname if one is asked for, and joins. */
export async function join(page: Page, nickname?: string): Promise<void> {
  if (nickname !== undefined) await page.getByLabel("Your name").fill(nickname);
  await page.getByRole("button", { name: "Join", exact: true }).click();
  await page.getByRole("button", { name: "Leave" }).waitFor({ timeout: DEADLINE_MS });
}

/** Frames that the pictures of the others have shown so far, by seat id. */
export function remoteFrames(page: Page): Promise<Record<string, number>> {
  return page.evaluate(() =>
    Object.fromEntries(
      [...document.querySelectorAll<HTMLElement>("[data-seat]:not([data-self])")].map((tile) => [
        tile.dataset.seat ?? "",
        tile.querySelector("video")?.getVideoPlaybackQuality().totalVideoFrames ?? 0,
      ]),
    )
  );
}

/** Resolves when `people` other pictures each advance by at least `frames` from now on. */
export async function picturesAdvance(page: Page, people: number, frames = 5, deadlineMs = DEADLINE_MS): Promise<void> {
  const before = await remoteFrames(page);
  await until(`${people} pictures advance (before: ${JSON.stringify(before)})`, async () => {
    const now = Object.entries(await remoteFrames(page));
    return now.length === people && now.every(([seat, count]) => count >= (before[seat] ?? 0) + frames);
  }, deadlineMs);
}

/** Resolves when the loudness heard from others is above silence: the fake microphone beeps. */
export async function soundArrives(page: Page, deadlineMs = DEADLINE_MS): Promise<void> {
  await until("sound of another person", () =>
    page.evaluate(async () => {
      const played = [...document.querySelectorAll<HTMLMediaElement>("video, audio")]
        .filter((element) =>
          !element.closest("[data-self]") && !element.muted && element.srcObject instanceof MediaStream
        );
      const tracks = played.flatMap((element) => (element.srcObject as MediaStream).getAudioTracks())
        .filter((track) => track.readyState === "live" && !track.muted);
      if (tracks.length === 0) return false;
      const context = new AudioContext();
      const analyser = context.createAnalyser();
      context.createMediaStreamSource(new MediaStream(tracks)).connect(analyser);
      const samples = new Uint8Array(analyser.fftSize);
      for (let frame = 0; frame < 90; frame++) {
        await new Promise((resolve) => requestAnimationFrame(resolve));
        analyser.getByteTimeDomainData(samples);
        if (samples.some((sample) => Math.abs(sample - 128) > 4)) {
          await context.close();
          return true;
        }
      }
      await context.close();
      return false;
    }), deadlineMs);
}

/** The seat ids of the others, as this page shows them. */
export async function othersSeats(page: Page): Promise<readonly string[]> {
  return Object.keys(await remoteFrames(page)).sort();
}

/** The seat of whoever is called so, as this page shows them. */
export async function seatOf(page: Page, name: string): Promise<string> {
  const tile = page.locator("[data-seat]", { hasText: name }).first();
  await tile.waitFor();
  return await tile.getAttribute("data-seat") ?? "";
}

/** Resolves when the shared screen that this page shows has advanced by `frames` from now on. */
export async function screenAdvances(page: Page, frames = 5, deadlineMs = DEADLINE_MS): Promise<void> {
  const shown = () =>
    page.evaluate(() =>
      document.querySelector<HTMLVideoElement>("[data-screen]:not([data-self]) video")
        ?.getVideoPlaybackQuality().totalVideoFrames ?? 0
    );
  const before = await shown();
  await until(`the screen advances (before: ${before})`, async () => await shown() >= before + frames, deadlineMs);
}

/** How loud a seat gets here in about two and a half seconds, of 128: the fake microphone beeps once a second. */
export function loudness(page: Page, seat: string): Promise<number> {
  return page.evaluate(async (seat) => {
    const audio = document.querySelector<HTMLAudioElement>(`[data-seat="${seat}"] audio`);
    if (!(audio?.srcObject instanceof MediaStream)) return 0;
    const context = new AudioContext();
    const analyser = context.createAnalyser();
    context.createMediaStreamSource(audio.srcObject).connect(analyser);
    const samples = new Uint8Array(analyser.fftSize);
    let loudest = 0;
    for (let frame = 0; frame < 150; frame++) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
      analyser.getByteTimeDomainData(samples);
      for (const sample of samples) loudest = Math.max(loudest, Math.abs(sample - 128));
    }
    await context.close();
    return loudest;
  }, seat);
}

/** From now on the page notes when each picture of others last showed a frame; see {@linkcode lastFrames}. */
export async function noteFrames(page: Page): Promise<void> {
  await page.evaluate(() => {
    const last: Record<string, number> = {};
    for (const tile of document.querySelectorAll<HTMLElement>("[data-seat]:not([data-self])")) {
      const video = tile.querySelector("video");
      const seat = tile.dataset.seat ?? "";
      const note = (): void => {
        last[seat] = Date.now();
        video?.requestVideoFrameCallback(note);
      };
      video?.requestVideoFrameCallback(note);
    }
    Object.assign(globalThis, { lastFrames: last });
  });
}

/** By seat, on the machine's clock in milliseconds. */
export function lastFrames(page: Page): Promise<Record<string, number>> {
  return page.evaluate(() => (globalThis as unknown as { lastFrames: Record<string, number> }).lastFrames);
}

/** Opens the chat if need be. */
export async function writeInChat(page: Page, text: string): Promise<void> {
  await openChat(page);
  await page.getByLabel("Message").fill(text);
  await page.keyboard.press("Enter");
  await page.getByRole("log", { name: "What was said" }).getByText(text).first().waitFor();
}

export async function openChat(page: Page): Promise<void> {
  const button = page.getByRole("button", { name: /^Chat/ });
  if (await button.getAttribute("aria-expanded") !== "true") await button.click();
  await page.getByRole("log", { name: "What was said" }).waitFor();
}

/** As the page itself would ask; gives status and JSON. */
export function callApi(page: Page, method: string, path: string): Promise<{ status: number; body: unknown }> {
  return page.evaluate(async ({ method, path }) => {
    const answer = await fetch(path, { method });
    return { status: answer.status, body: answer.status === 204 ? null : await answer.json() };
  }, { method, path });
}
