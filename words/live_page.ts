/** What a page that is kept live says of that. */
export const livePageWords = {
  en: {
    lost: "This page is not live just now. That comes back by itself.",
    failed: "That did not work. Please try again.",
  },
} as const;
