/** Makes a mail of a letter: the same words as text and as HTML, which nothing outside the house is loaded for. */
import { sayLetter } from "./letter_text.ts";
import type { Letter } from "../domain/letter.ts";
import { letterWords } from "../words/letters.ts";
import { speaker } from "../words/speaker.ts";

export interface MailText {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

export interface MailLinks {
  /** Where the letter leads, whole. */
  readonly target: string;
  readonly stop: string;
  /** Null for who has no account. */
  readonly settings: string | null;
  /** What the house is called in the mail: its host name. */
  readonly house: string;
}

export function mailText(letter: Letter, links: MailLinks, now: Date, locale: string): MailText {
  const say = speaker(letterWords, locale);
  const { title, text, button } = sayLetter(letter, now, locale);
  const { target, stop, settings, house } = links;
  const why = settings === null ? say("why_address", { house }) : say("why_person", { house });
  const stopWords = settings === null ? say("stop_address") : say("stop_person");
  const lines = [
    title,
    "",
    text,
    "",
    `${button}: ${target}`,
    "",
    "-- ",
    why,
    `${stopWords}: ${stop}`,
    ...(settings === null ? [] : [`${say("choose")}: ${settings}`]),
  ];
  const html = document({ title, text, button, target, why, stop, stopWords, settings, choose: say("choose"), locale });
  return { subject: title, text: `${lines.join("\n")}\n`, html };
}

interface DocumentParts {
  readonly title: string;
  readonly text: string;
  readonly button: string;
  readonly target: string;
  readonly why: string;
  readonly stop: string;
  readonly stopWords: string;
  readonly settings: string | null;
  readonly choose: string;
  readonly locale: string;
}

/** Styles stand in attributes, since mail programs drop sheets; the sheet only darkens it where it is kept. */
function document(parts: DocumentParts): string {
  const { title, text, button, target, why, stop, stopWords, settings, choose, locale } = parts;
  const small = "margin:0 0 6px;font-size:13px;line-height:1.5;color:#6b5a70";
  return `<!doctype html>
<html lang="${escaped(locale)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${escaped(title)}</title>
<style>
@media (prefers-color-scheme: dark) {
  .ground { background: #18111e !important; }
  .card { background: #271b30 !important; border-color: #46364f !important; }
  .ink { color: #f5efe4 !important; }
  .soft, .soft a { color: #c7b8ca !important; }
}
</style>
</head>
<body class="ground" style="margin:0;padding:0;background:#faf3e9">
<div class="ground" style="padding:32px 16px;background:#faf3e9;font-family:'Avenir Next',Seravek,'Segoe UI',Ubuntu,Roboto,sans-serif">
<div class="card" style="max-width:480px;margin:0 auto;padding:28px;border:1px solid #e4d8c6;border-radius:16px;background:#fffdf9">
<h1 class="ink" style="margin:0 0 12px;font-family:'Iowan Old Style','Palatino Linotype',Palatino,Georgia,serif;font-size:24px;line-height:1.25;color:#2c1f33">${
    escaped(title)
  }</h1>
<p class="ink" style="margin:0 0 24px;font-size:16px;line-height:1.55;color:#2c1f33">${escaped(text)}</p>
<a href="${
    escaped(target)
  }" style="display:inline-block;padding:13px 22px;border-radius:999px;background:#f2b041;font-size:16px;font-weight:600;line-height:1.2;text-decoration:none;color:#2c1b2f">${
    escaped(button)
  }</a>
</div>
<div class="soft" style="max-width:480px;margin:20px auto 0;padding:0 4px;color:#6b5a70">
<p class="soft" style="${small}">${escaped(why)}</p>
<p class="soft" style="${small}"><a href="${escaped(stop)}" style="color:#6b5a70">${escaped(stopWords)}</a>${
    settings === null ? "" : ` · <a href="${escaped(settings)}" style="color:#6b5a70">${escaped(choose)}</a>`
  }</p>
</div>
</div>
</body>
</html>
`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => ENTITIES[letter] ?? letter);
}
