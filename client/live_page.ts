/**
 * Keeps a page that the server rendered like the server would render it now, and sends its forms without leaving it. All that
 * the page is comes as HTML from the page's own address, so it is the same page with and without this.
 */
import type { Timers } from "../domain/timers.ts";
import { createDoorBell, type DoorBell } from "./door_bell.ts";
import { morph } from "./morph.ts";
import { watchRoom } from "./room_watch.ts";

export interface LivePage {
  close(): void;
}

export interface LivePageDeps {
  /** What is kept like the server's; the element of the same id in the page that is fetched. */
  readonly root: HTMLElement;
  /** Tells by `changed` that the page has. */
  readonly stream: string;
  /** Something to read out: somebody came, somebody knocks. */
  readonly onNews: (text: string) => void;
  readonly onLive: (isLive: boolean) => void;
  readonly onFailure: (isFailed: boolean) => void;
}

const DEADLINE_MILLISECONDS = 15_000;
/** "3 minutes ago" stays true. */
const CLOCK_MILLISECONDS = 60_000;
const COPIED_MILLISECONDS = 2500;
/** Whoever gets these has no such page any more, or never had. */
const GONE: ReadonlySet<number> = new Set([401, 403, 404]);

export function openLivePage({ root, stream, onNews, onLive, onFailure }: LivePageDeps): LivePage {
  const ending = new AbortController();
  const { signal } = ending;
  let address = location.href;
  let isRefreshing = false;
  /** Something has changed since the page that is on its way was asked for. */
  let isStale = false;
  /** How many forms have been answered. */
  let sent = 0;
  let bell: DoorBell | null = null;
  let known = new Set(newsIn(root).map(({ id }) => id));
  /** The forms that were refused, or taken in part (`data-again`): they show what is left to do until they are sent once more. */
  const heldForms = new Set<string>();

  async function refresh(): Promise<void> {
    isStale = true;
    if (isRefreshing) return;
    isRefreshing = true;
    while (isStale && !signal.aborted) {
      isStale = false;
      await fetchPage().catch(() => {});
    }
    isRefreshing = false;
  }

  async function fetchPage(): Promise<void> {
    const before = sent;
    const response = await fetch(address, { signal: deadline() });
    if (GONE.has(response.status)) return location.reload();
    const html = await response.text();
    // A form's answer is newer than what was under way before it.
    if (sent !== before) isStale = true;
    else if (response.ok) show(html);
  }

  function deadline(): AbortSignal {
    return AbortSignal.any([signal, AbortSignal.timeout(DEADLINE_MILLISECONDS)]);
  }

  /** False if that is another page. */
  function show(html: string): boolean {
    const next = new DOMParser().parseFromString(html, "text/html").getElementById(root.id);
    if (next === null || signal.aborted) return next !== null;
    const focused = document.activeElement;
    const section = focused !== null && root.contains(focused) ? focused.closest("section, form") : null;
    morph(root, next, isHeld);
    if (section !== null && !focused?.isConnected) takeFocus(section.isConnected ? section : root);
    tellNews();
    return true;
  }

  /** What somebody is typing in, and what tells what is left to do. */
  function isHeld(element: Element): boolean {
    if (element instanceof HTMLFormElement && heldForms.has(element.id)) return true;
    return element === document.activeElement && element.matches("input, textarea, select");
  }

  function tellNews(): void {
    const standing = newsIn(root);
    const fresh = standing.filter(({ id }) => !known.has(id));
    known = new Set(standing.map(({ id }) => id));
    if (fresh.length > 0) onNews(fresh.map(({ text }) => text).join(". "));
    const rings = fresh.find(({ isRinging }) => isRinging);
    if (rings) (bell ??= createDoorBell()).ring(rings.text);
    else if (!standing.some(({ isRinging }) => isRinging)) bell?.hush();
  }

  async function submit(event: SubmitEvent): Promise<void> {
    const { target: form, submitter } = event;
    if (!(form instanceof HTMLFormElement) || event.defaultPrevented) return;
    if ((submitter?.getAttribute("formmethod") ?? form.method) !== "post") return;
    event.preventDefault();
    if (form.ariaBusy === "true") return;
    form.ariaBusy = "true";
    onFailure(false);
    try {
      await send(form, submitter);
    } catch {
      onFailure(true);
    }
    form.ariaBusy = null;
  }

  async function send(form: HTMLFormElement, submitter: HTMLElement | null): Promise<void> {
    const fields = [...new FormData(form, submitter)].flatMap(([name, value]) =>
      typeof value === "string" ? [[name, value]] : []
    );
    const response = await fetch(form.action, {
      method: "POST",
      body: new URLSearchParams(fields),
      signal: deadline(),
    });
    if (GONE.has(response.status)) return location.reload();
    const { pathname } = new URL(response.url);
    if (response.redirected && pathname !== location.pathname) return location.assign(response.url);
    heldForms.delete(form.id);
    for (const open of root.querySelectorAll<HTMLElement>(":popover-open")) open.hidePopover();
    if (response.redirected) {
      address = response.url;
      history.replaceState(history.state, "", address);
    }
    const html = await response.text();
    sent++;
    if (!show(html)) return onFailure(true);
    if (response.ok) {
      form.reset();
      if (!("again" in form.dataset)) return;
    }
    heldForms.add(form.id);
    form.querySelector<HTMLElement>("[aria-invalid]")?.focus();
  }

  async function copy(button: HTMLElement): Promise<void> {
    const field = document.getElementById(button.dataset.copies ?? "");
    const label = button.querySelector("span");
    const before = label?.textContent ?? "";
    if (!(field instanceof HTMLInputElement) || label === null) return;
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
      label.textContent = button.dataset.copied ?? before;
      setTimeout(() => label.textContent = before, COPIED_MILLISECONDS);
    } catch {
      // Forbidden, or a plain http page: the link stands there selected, to be copied by hand.
    }
  }

  function share({ dataset }: HTMLElement): void {
    // Rejects when the person changes their mind.
    navigator.share({ text: dataset.shares ?? "", url: dataset.link ?? "" }).catch(() => {});
  }

  const watch = watchRoom(
    { open: (url) => new EventSource(url), timers: TIMERS, random: Math.random },
    stream,
    { changed: () => void refresh(), live: onLive },
  );
  const clock = setInterval(() => document.hidden || void refresh(), CLOCK_MILLISECONDS);
  document.documentElement.toggleAttribute("data-can-share", "share" in navigator);
  root.addEventListener("submit", (event) => void submit(event), { signal });
  root.addEventListener("click", ({ target }) => {
    const button = target instanceof Element ? target.closest<HTMLElement>("[data-copies], [data-shares]") : null;
    if (button?.dataset.copies) void copy(button);
    else if (button) share(button);
  }, { signal });
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) return;
    bell?.hush();
    void refresh();
  }, { signal });
  // Browsers let a page sound only after it was touched.
  addEventListener("pointerdown", () => bell ??= createDoorBell(), { signal, once: true });

  return {
    close() {
      ending.abort();
      clearInterval(clock);
      watch.close();
      bell?.close();
    },
  };
}

const TIMERS: Timers = {
  after(milliseconds, run) {
    const timer = setTimeout(run, milliseconds);
    return () => clearTimeout(timer);
  },
};

interface News {
  readonly id: string;
  readonly text: string;
  readonly isRinging: boolean;
}

/** Elements that say in `data-news` what their coming is worth; `data-rings`: a bell, too. */
function newsIn(root: HTMLElement): readonly News[] {
  return [...root.querySelectorAll<HTMLElement>("[data-news][id]")].map(({ id, dataset }) => ({
    id,
    text: dataset.news ?? "",
    isRinging: "rings" in dataset,
  }));
}

/** What had the focus is gone. */
function takeFocus(place: Element): void {
  const heading = place.querySelector<HTMLElement>("h1, h2");
  if (heading === null) return;
  heading.tabIndex = -1;
  heading.focus();
}
