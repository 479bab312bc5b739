/** What the join page says to browsers that run no script. Apart from the lobby's words, for its script never needs it. */
export const noScriptWords = {
  en: {
    before:
      "The call itself needs JavaScript, which is off in this browser. You can give your name here all the same: your seat is kept while you turn it on.",
    early:
      "Nobody comes in before {host} does. The call itself needs JavaScript, which is off in this browser: there is time to turn it on. Without it, this page does not notice when the room starts.",
    look_again: "Look again",
    seated: "The call itself needs JavaScript. Turn it on, load this page again, and you are inside.",
  },
} as const;
