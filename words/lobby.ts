/** What stands before the call: whose room, the nickname, the button. */
export const lobbyWords = {
  en: {
    host_line: "{host}’s room",
    own_line: "Your room",
    media_down: "Video and sound are not working just now. We are bringing them back: try again in a moment.",

    nickname: "Your name",
    nickname_hint: "This is what the others will see. You need no account.",
    coming_as: "You come in as {name}",
    join: "Join",
    joining: "Coming in …",
    knock: "Knock",
    come_anyway: "Come in anyway",

    seat_kept: "Welcome, {name}. A seat is kept for you.",

    preview_waiting: "Getting your camera ready …",

    share_title: "Hand out the link",
  },
} as const;
