/** The rooms that one may drop into now. */
export const trayWords = {
  en: {
    tray: "Open to you now",
    empty_title: "No door is ajar right now",
    empty: "When friends or your groups open a room, it appears here by itself, and one click takes you in.",
    host: "{host}’s room",
    talking: "Talking",
    quiet: "Quiet",
    nobody: "Nobody inside yet",
    inside: "Inside: {names}",
    others: "{count, plural, one {# other} other {# others}}",
    opened: "Opened {when}",
    because_invited: "You see this because you are invited to {host}’s room.",
    because_chosen: "You see this because {host} chose you.",
    because_together:
      "You see this because you and {host} were in {rooms, plural, one {# room} other {# rooms}} this month.",
    because_friends: "You see this because you and {host} are friends.",
    because_group: "You see this because you are in {name}.",
    drop_in: "Drop in",
    new_room: "{host} has opened a room: {title}",
  },
} as const;
