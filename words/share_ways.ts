/** Handing on a room's link by another app: their names, and the text that goes with it. */
export const shareWaysWords = {
  en: {
    apps: "Hand the link on by",
    whatsapp: "WhatsApp",
    telegram: "Telegram",
    messenger: "Messenger",
    sms: "SMS",
    mail: "Mail",
    text: "{emoji} {title}: the door is ajar, come in. You need no app and no account.",
    text_scheduled: "{emoji} {title}: the door opens {when} ({zone} time), come by. You need no app and no account.",
    subject: "{emoji} {title}: come in",
  },
} as const;
