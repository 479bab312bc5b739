/** What the chat of a call says; loaded with it. */
export const chatWords = {
  en: {
    heading: "Chat",
    close: "Close",
    lines: "What was said",
    about: "Only those who are here now can read this. It is gone when the last one leaves.",
    you: "You",
    message: "Message",
    send: "Send",
    closed: "The host has closed the chat.",
    failed: "That was not sent. Please try again.",
  },
} as const;
