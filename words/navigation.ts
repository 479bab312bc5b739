/** The ways to the pages of somebody who is signed in. */
export const navigationWords = {
  en: {
    pages: "Pages",
    home: "Home",
    rooms: "Rooms",
    events: "Events",
    friends: "Friends",
    groups: "Groups",
    notices: "Notices",
    settings: "Settings",
    unread: "{count} unread",
    many: "99+",
  },
} as const;
