/** What is said when a call is over for somebody, or for all. */
export const aftermathWords = {
  en: {
    left: "You left the room",
    left_text: "The door is still open. Your seat is yours when you come back.",
    join_again: "Join again",
    elsewhere: "You are in this room in another tab",
    elsewhere_text: "The call goes on there, or on another of your devices.",
    use_here: "Use it here instead",
    out: "You are no longer inside",
    out_text: "The door of this room is locked now. Your camera and microphone are off. Thank you for coming by.",
    to_door: "Back to the door",
    ended: "This room has ended",
    ended_text: "{host} closed the door. Thank you for coming by.",
    ended_own: "You closed the door. Everybody has gone home.",
    report: "Report a problem",
    home: "To the start page",
  },
} as const;
