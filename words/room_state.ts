/** What state a room is in, as those who look after it see it. */
export const roomStateWords = {
  en: {
    open: "Open",
    waiting: "Waiting for you",
    waiting_for_host: "Waiting for {host}",
    locked: "Locked",
    scheduled: "Opens {when}",
    ended: "Ended",
  },
} as const;
