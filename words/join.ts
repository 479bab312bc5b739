/** What a room's link says of itself where it is shown as a preview, and what the page around the room says. */
export const joinWords = {
  en: {
    preview_title: "{emoji} {title}, with {host}",
    preview_open: "The door is ajar. Come in with your browser; you need no account.",
    preview_coming: "Opens {when} ({zone} time). Come in with your browser then.",
    preview_closed: "This room is open to people whom {host} chose.",
    preview_ended: "This room has ended.",
    site: "Ajar",
    picture: "A door ajar, and beside it: {emoji} {title}",
    picture_open: "The door is ajar. Come in.",
    picture_scheduled: "Opens {when} ({zone} time)",
    picture_ended: "This room has ended.",
    qr: "QR code of the link to this room",
  },
} as const;
