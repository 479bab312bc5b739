/** The host's page of a room. */
export const hostedRoomWords = {
  en: {
    page: "{title}: your room",
    state_open: "Open",
    state_locked: "Locked",
    state_ended: "Ended",
    state_scheduled: "Not open yet",
    ended: "This room has ended. Nobody sees it any more.",
    enter: "Enter",
    open_to_all: "Open to all now",
    open_to_all_hint: "All your friends see it at once, whom you left out excepted.",
    inside: "Who is inside",
    nobody: "Nobody is inside yet.",
    guest: "guest",
    link_title: "The link",
    link: "Link to {title}",
    qr: "QR code of the link to this room",
    audience_hint: "Who is inside stays inside, whatever you choose.",
    save: "Change who can see it",
    manage: "Manage room",
  },
} as const;
