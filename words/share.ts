/** Handing on a room's link. Apart from the lobby's words, for its own script never needs it. */
export const shareWords = {
  en: {
    link: "Link to this room",
    copy: "Copy link",
    copied: "Copied",
    share: "Share",
    share_message: "{emoji} {title}: the door is ajar, come in.",
    ways: "More ways",
  },
} as const;
