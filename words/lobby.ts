/** What stands before the call and after it: the door, the nickname, handing on the link, having left. */
export const lobbyWords = {
  en: {
    host_line: "{host}’s room",
    own_line: "Your room",
    door_open: "The door is open",
    door_locked: "The door is locked",
    door_scheduled: "Not open yet",
    door_full: "Every seat is taken",
    inside: "{count, plural, =0 {Nobody is inside yet} one {# person is inside} other {# people are inside}}",
    media_down: "Video and sound are not working just now. We are bringing them back; you can come in all the same.",

    nickname: "Your name",
    nickname_hint: "This is what the others will see. You need no account.",
    coming_as: "You come in as {name}",
    join: "Join",
    joining: "Coming in …",

    no_script:
      "The call itself needs JavaScript, which is off in this browser. You can give your name here all the same: your seat is kept while you turn it on.",
    seat_kept: "Welcome, {name}. A seat is kept for you.",
    seat_no_script: "The call itself needs JavaScript. Turn it on, load this page again, and you are inside.",

    preview: "Your camera",
    preview_waiting: "Getting your camera ready …",

    share_title: "Hand out the link",
    share_text: "Whoever has it can come in, without an account.",
    link: "Link to this room",
    copy: "Copy link",
    copied: "Copied",
    share: "Share",
    share_message: "{emoji} {title}: the door is ajar, come in.",
    qr: "Show as QR code",

    left: "You left the room",
    left_text: "The door is still open. Your seat is yours when you come back.",
    join_again: "Join again",
    elsewhere: "You are in this room in another tab",
    elsewhere_text: "The call goes on there, or on another of your devices.",
    use_here: "Use it here instead",
    ended: "This room has ended",
    ended_text: "{host} closed the door. Thank you for coming by.",
    ended_own: "You closed the door. Everybody has gone home.",
    home: "To the start page",

    seat_in_use: "You are already in this room in another tab or on another device.",
    no_answer: "The server does not answer. Check your connection and try again.",
    failed: "Something went wrong on our side. Please try again.",
    outdated: "There is a newer version of this page. Please load it again.",
  },
} as const;
