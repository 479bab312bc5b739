/** What stands on a room's door. Apart from the lobby's words: the server says it first, and only what is loaded later says it again. */
export const doorWords = {
  en: {
    open: "The door is open",
    locked: "The door is locked",
    scheduled: "Not open yet",
    full: "Every seat is taken",
    waiting: "{host} is not here yet",
    not_for_you: "Knock first",
    waiting_for_you: "The door opens when you come in",
    inside: "{count, plural, =0 {Nobody is inside yet} one {# person is inside} other {# people are inside}}",

    look_again: "Look again",
    sign_in: "Sign in",
  },
} as const;
