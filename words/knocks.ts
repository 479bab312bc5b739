/** What is said of those who knock to those who look after the room. */
export const knocksWords = {
  en: {
    title: "At the door",
    knocks: "{name} knocks",
    told_minute: "You said: in a minute",
    knocked: "knocked {when}",
    guest: "guest",
    said: "“{line}”",
    in: "Let in",
    minute: "In a minute",
    no: "Not now",
    quiet: "Quiet for today",
    deeds: "What you answer {name}",
    more: "{count, plural, one {One more at the door} other {# more at the door}}",
  },
} as const;
