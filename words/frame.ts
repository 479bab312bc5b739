/** What stands around every page. */
export const frameWords = {
  en: {
    product: "Ajar",
    description: "Leave a door ajar. The people you want to see can come in, by a link, with picture and sound.",
    page_title: "{page} · Ajar",
    skip: "Skip to the page",
    sign_in: "Sign in",
    sign_out: "Sign out",
    footer: "Ajar runs on this server and keeps your conversations here.",
    media_down_title: "Video and sound are not working right now",
    media_down:
      "The media server is being started again. You can do everything else meanwhile; rooms can be joined as soon as it is back.",
  },
} as const;
