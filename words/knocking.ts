/** What is said to who knocks at a door. It tells nothing of who has heard it: a refusal looks like no answer. */
export const knockingWords = {
  en: {
    waiting: "You have knocked",
    early: "Waiting for {host} …",
    minute: "In a minute",
    soon: "One moment",
    when_let_in: "You come in as soon as somebody lets you in.",
    when_unlocked: "You come in as soon as somebody lets you in or unlocks the door.",
    when_free: "You come in as soon as somebody lets you in or a seat becomes free.",
    when_started: "{host} is not here yet. You come in as soon as the room starts or somebody lets you in.",
    minute_text: "You were heard. Stay here: you come in as soon as somebody lets you in.",
    soon_text: "You knocked here a moment ago. This page knocks again for you in a moment.",
    said: "“{line}”",
    line: "Your message",
    line_hint: "If you like: who you are, or why you come.",
    send: "Send",
    again: "Knock again",
    stop: "Stop knocking",

    not_for_you: "This room is for people whom {host} chose.",
    not_for_you_text: "Knock, and those who look after it hear that you are here.",
    sign_in: "Sign in",
    sign_in_hint: "If you know {host}, sign in: it may be open to you.",
  },
} as const;
