/**
 * Speaks one section of the catalogue in one language. A section is `{ en: {key: message} }`, other languages beside `en`;
 * what a language lacks is said in English. Sections are imported singly, so that a page's script carries only its own words.
 */
import { type Arguments, format } from "./format.ts";
import type { ArgumentList } from "./message_arguments.ts";

type Messages = Readonly<Record<string, string>>;

export interface Section {
  readonly en: Messages;
  readonly [locale: string]: Messages;
}

export type Say<S extends Section> = <Key extends keyof S["en"] & string>(
  key: Key,
  ...args: ArgumentList<S["en"][Key]>
) => string;

/** `locale`: a BCP 47 tag; its plural rules and digits are used, and its words if the section has them. */
export function speaker<const S extends Section>(section: S, locale: string): Say<S> {
  const words: Messages = section[locale] ?? section.en;
  return (key, ...args) => format(words[key] ?? section.en[key] ?? key, (args[0] ?? {}) as Arguments, locale);
}
