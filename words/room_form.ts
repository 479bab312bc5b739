/** Starting a room. */
export const roomFormWords = {
  en: {
    title_page: "Start a room",
    heading: "What is going on?",
    text: "It is the first thing people see who get the link.",
    activity: "Activity",
    own: "Something else",
    own_emoji_sample: "✨",
    emoji: "Emoji",
    title: "What is it?",
    title_sample: "Sunday waffles",
    title_hint: "One emoji, and up to 40 characters.",
    start: "Start the room",
    start_hint: "You get a link to send. The room stays open until you end it.",
    back: "Back",
  },
} as const;
