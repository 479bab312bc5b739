/**
 * The people of the demo world and what they have to do with each other, as data. People are named by their place in
 * `PEOPLE`; the first is the one to sign in as: friends in every ring, a history, requests that wait, two groups.
 */

export const PASSWORD = "a door left ajar";

export const PEOPLE: readonly string[] = [
  "Ada Okafor",
  "Björn Lindqvist",
  "Carla Mendes",
  "Daniyar Akhmetov",
  "Elif Yılmaz",
  "Farah Haddad",
  "Gustavo Rojas",
  "Hana Novák",
  "Idris Bello",
  "Jun Tanaka",
  "Kalinda Reyes",
  "Leila Rahimi",
  "Mateo Silva",
  "Nia Thompson",
  "Oskar Nowak",
  "Priya Raman",
  "Quinn Murphy",
  "Rosa Delgado",
  "Samir Khoury",
  "Tui Parata",
  "Uma Nair",
  "Viktor Petrov",
  "Wanjiru Kamau",
  "Yuki Sato",
];

/** `uma@example.org` for Uma Nair. */
export function emailOf(name: string): string {
  const [first = ""] = name.replaceAll("ı", "i").normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().split(" ");
  return `${first}@example.org`;
}

/** Who asked, who accepted. The first knows nearly everybody, the others some neighbours in the list. */
export const FRIENDSHIPS: readonly (readonly [number, number])[] = PEOPLE.flatMap((_, one) =>
  one === 0
    ? Array.from({ length: 20 }, (_, at) => [0, at + 1] as const)
    : [1, 2, 5].map((step) => [one, one + step] as const).filter(([, other]) => other < PEOPLE.length)
);

/** Who asked and waits for an answer. */
export const REQUESTS: readonly (readonly [number, number])[] = [[21, 0], [23, 0], [1, 8]];

/** Who marked whom as close; who wants to be told of whose door. */
export const CLOSE: readonly (readonly [number, number])[] = [[0, 1], [1, 0], [2, 3], [0, 2]];
export const TOLD: readonly (readonly [number, number])[] = [[0, 1], [4, 5]];

export interface DemoGroup {
  readonly name: string;
  readonly description: string;
  readonly joining: "link" | "approval";
  /** The first founds it. */
  readonly members: readonly number[];
}

export const GROUPS: readonly DemoGroup[] = [
  {
    name: "Book club",
    description: "One book a month, and everything around it.",
    joining: "link",
    members: [15, 0, 2, 4, 7, 9, 11, 20],
  },
  {
    name: "Sunday hikers",
    description: "Boots, sandwiches, and who drives.",
    joining: "approval",
    members: [0, 6, 12, 13, 17, 19, 22],
  },
];

export interface PastRoom {
  readonly host: number;
  readonly emoji: string;
  readonly title: string;
  readonly daysAgo: number;
  readonly minutes: number;
  readonly visitors: readonly number[];
}

/** Rooms of the last two months, all ended. */
export const PAST_ROOMS: readonly PastRoom[] = [
  { host: 1, emoji: "☕", title: "Coffee", daysAgo: 55, minutes: 40, visitors: [0, 2] },
  { host: 0, emoji: "🍜", title: "Lunch", daysAgo: 48, minutes: 55, visitors: [1, 4, 9] },
  { host: 2, emoji: "🎵", title: "New songs", daysAgo: 41, minutes: 70, visitors: [3, 4, 7] },
  { host: 4, emoji: "📚", title: "Studying", daysAgo: 33, minutes: 120, visitors: [0, 5, 9] },
  { host: 0, emoji: "☕", title: "Coffee", daysAgo: 26, minutes: 35, visitors: [1, 2] },
  { host: 9, emoji: "🎮", title: "Chess", daysAgo: 20, minutes: 90, visitors: [0, 10, 11] },
  { host: 1, emoji: "💻", title: "Working", daysAgo: 14, minutes: 150, visitors: [0, 3, 6] },
  { host: 11, emoji: "🍿", title: "Film night", daysAgo: 9, minutes: 110, visitors: [0, 12, 13, 16] },
  { host: 0, emoji: "🎨", title: "Painting", daysAgo: 6, minutes: 80, visitors: [1, 15] },
  { host: 17, emoji: "💬", title: "Talking", daysAgo: 4, minutes: 25, visitors: [18, 19, 22] },
  { host: 1, emoji: "☕", title: "Coffee", daysAgo: 2, minutes: 45, visitors: [0, 2, 6] },
  { host: 2, emoji: "🍜", title: "Lunch", daysAgo: 1, minutes: 50, visitors: [0, 1, 7] },
];

export interface OpenRoom {
  readonly host: number;
  readonly emoji: string;
  readonly title: string;
  readonly minutesAgo: number;
  readonly audience: DemoAudience;
}

export type DemoAudience =
  | { readonly kind: "link" | "friends" | "friends_at_once" }
  | { readonly kind: "people"; readonly people: readonly number[] }
  | { readonly kind: "group"; readonly group: number };

/** Doors left ajar, with nobody inside: a seat that nobody sits on would be a lie. */
export const OPEN_ROOMS: readonly OpenRoom[] = [
  { host: 1, emoji: "☕", title: "Coffee", minutesAgo: 2, audience: { kind: "friends" } },
  { host: 11, emoji: "🍿", title: "Film night", minutesAgo: 7, audience: { kind: "friends_at_once" } },
  { host: 6, emoji: "💻", title: "Working", minutesAgo: 25, audience: { kind: "friends" } },
  { host: 2, emoji: "🎵", title: "New songs", minutesAgo: 12, audience: { kind: "people", people: [0, 4] } },
  { host: 15, emoji: "📚", title: "Chapter seven", minutesAgo: 18, audience: { kind: "group", group: 0 } },
  { host: 22, emoji: "💬", title: "Next Sunday", minutesAgo: 31, audience: { kind: "group", group: 1 } },
  { host: 19, emoji: "🎮", title: "Go", minutesAgo: 40, audience: { kind: "link" } },
];

/** Hours from the next full one, or days from today by the clocks of the demo's zone. */
export type DemoTime = { readonly inHours: number } | { readonly inDays: number; readonly at: string };

/** Where the demo's people live. */
export const ZONE = "Europe/Berlin";

export interface ComingRoom {
  readonly host: number;
  readonly emoji: string;
  readonly title: string;
  readonly when: DemoTime;
  readonly minutes: number;
  readonly repeats: string | null;
  readonly audience: DemoAudience;
  /** Who asked to be told. */
  readonly told: readonly number[];
}

/** Rooms that open by themselves, today and in the days after. */
export const COMING_ROOMS: readonly ComingRoom[] = [
  {
    host: 4,
    emoji: "📚",
    title: "Studying",
    when: { inHours: 2 },
    minutes: 90,
    repeats: null,
    audience: { kind: "friends_at_once" },
    told: [0],
  },
  {
    host: 1,
    emoji: "☕",
    title: "Morning coffee",
    when: { inDays: 1, at: "08:30" },
    minutes: 30,
    repeats: "weekdays",
    audience: { kind: "friends_at_once" },
    told: [],
  },
  {
    host: 15,
    emoji: "📖",
    title: "Book club",
    when: { inDays: 2, at: "20:00" },
    minutes: 60,
    repeats: "FREQ=WEEKLY;COUNT=6",
    audience: { kind: "group", group: 0 },
    told: [0, 9],
  },
  {
    host: 0,
    emoji: "🎨",
    title: "Painting together",
    when: { inDays: 1, at: "17:00" },
    minutes: 90,
    repeats: "weekly",
    audience: { kind: "friends" },
    told: [1],
  },
];

export interface DemoEvent {
  readonly host: number;
  readonly emoji: string;
  readonly title: string;
  readonly description: string;
  readonly place: string;
  readonly when: DemoTime;
  readonly minutes: number;
  readonly audience: DemoAudience;
  readonly going: readonly number[];
  readonly maybe: readonly number[];
}

export const EVENTS: readonly DemoEvent[] = [
  {
    host: 7,
    emoji: "🎂",
    title: "Hana’s birthday",
    description: "Cake here, candles on the screen. Bring a story that I have not heard yet.",
    place: "",
    when: { inDays: 2, at: "16:00" },
    minutes: 180,
    audience: { kind: "friends_at_once" },
    going: [8, 9],
    maybe: [12],
  },
  {
    host: 0,
    emoji: "🥾",
    title: "Along the ridge",
    description: "Twelve kilometres, one steep part. Who stays at home meets us at the top, by camera.",
    place: "The station’s north exit",
    when: { inDays: 4, at: "10:00" },
    minutes: 300,
    audience: { kind: "group", group: 1 },
    going: [6, 12, 17],
    maybe: [19],
  },
];
