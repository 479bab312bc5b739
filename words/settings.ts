/** What is kept about a person, and how to have it forgotten. */
export const settingsWords = {
  en: {
    title: "Settings",
    ties_title: "You and others",
    blocked: "People you have blocked",
    blocked_text: "Nobody on that list sees your rooms, and you do not see theirs.",
    kept_title: "What is kept about you",
    kept_use:
      "Ajar remembers with whom you have had to do. It decides two things: which of your friends see a room of yours first, and whose rooms stand first in your tray.",
    kept_fades:
      "It fades by itself: half of it is gone after {days, plural, one {# day} other {# days}}. What you erase is forgotten at once, on both sides.",
    kept_empty_title: "Nothing is kept",
    kept_empty: "As soon as you are in a room with somebody who has an account, it stands here.",
    search: "Search by name",
    search_go: "Search",
    none_found: "Nobody here is called like that.",
    people: "With whom you have had to do",
    last: "Last {when}",
    together: "{minutes, plural, one {# minute together} other {# minutes together}}",
    dropped_in: "{count, plural, one {you dropped in once} other {you dropped in # times}}",
    was_visited: "{count, plural, one {dropped in on you once} other {dropped in on you # times}}",
    chose: "{count, plural, one {you invited once} other {you invited # times}}",
    followed: "{count, plural, one {you came by invitation once} other {you came by invitation # times}}",
    erase: "Erase",
    erase_whom: "Erase what is kept about you and {name}",
    erase_all: "Erase everything",
    erase_question: "Erase everything that is kept?",
    erase_text: "For your next room, all your friends are as close as on the first day. This cannot be taken back.",
    erase_keep: "Keep it",
    more: "More people",
    first: "Back to the latest",
  },
} as const;
