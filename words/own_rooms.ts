/** All the rooms that one has started. */
export const ownRoomsWords = {
  en: {
    page: "Your rooms",
    heading: "Your rooms",
    text: "Every room that you have started, with all that became of it.",
    start: "Start a room",
    empty_title: "You have not started a room yet",
    empty: "Say what is going on, send the link, and see who comes in.",
    none_further: "There are no further rooms.",
    inside: "{count, plural, =0 {Nobody inside} one {# person inside} other {# people inside}}",
    opened: "Opened {when}",
    enter: "Enter",
    enter_name: "Enter {title}",
    pages: "Pages",
    first: "First page",
    next: "Next page",
  },
} as const;
