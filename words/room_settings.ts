/** The settings of a room, as its page and the form that starts one offer them. */
export const roomSettingsWords = {
  en: {
    options: "Options",
    options_hint: "All of this is set sensibly. You can change it later, too.",
    host_starts: "The room starts when its host comes in",
    host_starts_hint: "Who comes early waits at the door, and then comes in by itself. A co-host can start it, too.",
    when_host_leaves: "When neither host nor co-host is inside any more",
    leaves_lock: "The room locks itself, until one of them is back",
    leaves_end: "The room ends after two minutes",
    leaves_go_on: "The room goes on",
    guests: "Guests may come in",
    guests_hint: "People without an account, who only give a name.",
    chat: "The chat is open",
    self_unmute: "Who was muted may unmute themselves",
    self_unmute_hint: "Otherwise they wait until a host asks them to.",
    lock_after_removal: "Removing somebody locks the room",
    lock_after_removal_hint: "So that they do not come back under another name.",
    seats: "Seats",
    seats_hint: "From {least} to {most}. Fewer than are inside put nobody out.",
  },
} as const;
