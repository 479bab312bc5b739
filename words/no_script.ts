/** What the join page says to browsers that run no script. Apart from the lobby's words, for its script never needs it. */
export const noScriptWords = {
  en: {
    before:
      "The call itself needs JavaScript, which is off in this browser. You can give your name here all the same: your seat is kept while you turn it on.",
    early:
      "Nobody comes in before {host} does. The call itself needs JavaScript, which is off in this browser: there is time to turn it on. Without it, this page does not notice when the room starts.",
    closed:
      "The call itself needs JavaScript, which is off in this browser. You can knock here all the same; turn it on before you come in.",
    asking:
      "This page looks by itself, every half a minute, whether somebody has let you in. The call itself needs JavaScript: turn it on before you come in.",
    look_again: "Look again",
    seated: "The call itself needs JavaScript. Turn it on, load this page again, and you are inside.",
  },
} as const;
