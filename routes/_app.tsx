/** The document around every page. */
import { asset } from "fresh/runtime";
import { define } from "../define.ts";
import { frameWords } from "../words/frame.ts";
import { speaker } from "../words/speaker.ts";

export default define.page(function Document({ Component, state }) {
  const say = speaker(frameWords, state.locale);
  return (
    <html lang={state.locale}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <meta name="description" content={say("description")} />
        <meta name="color-scheme" content="light dark" />
        <meta name="theme-color" media="(prefers-color-scheme: light)" content="#faf3e9" />
        <meta name="theme-color" media="(prefers-color-scheme: dark)" content="#18111e" />
        <title>{say("product")}</title>
        <link rel="stylesheet" href={asset("/styles.css")} />
        <link rel="icon" href={asset("/icon.svg")} type="image/svg+xml" />
        <link rel="manifest" href={asset("/ajar.webmanifest")} />
        <link rel="apple-touch-icon" href={asset("/apple-touch-icon.png")} />
      </head>
      <body>
        <a class="skip" href="#main">{say("skip")}</a>
        <Component />
      </body>
    </html>
  );
});
