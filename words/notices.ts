/** What people are told, each kind with and without what it is about, and the page that lists it. */
export const noticesWords = {
  en: {
    title: "Notices",
    lead:
      "{unread, plural, =0 {Nothing new.} one {# notice you have not opened yet.} other {# notices you have not opened yet.}}",
    list: "Notices, newest first",
    mark_all: "Mark all as read",
    empty_title: "Nothing has happened yet",
    empty: "When somebody drops in, asks to be friends or opens a door for you, it stands here.",
    unread: "New",
    older: "Older notices",
    newest: "Newest notices",
    friend_request: "{name} asks to be friends",
    friend_accepted: "{name} and you are friends now",
    came_in: "{name} came into “{room}”",
    came_in_unnamed: "{name} came into a room of yours",
    chosen: "{name} opened “{room}” for you",
    chosen_unnamed: "{name} opened a room for you",
    door_open: "{name}’s door is open: “{room}”",
    door_open_unnamed: "{name}’s door was open",
    group_request: "{name} asks to join {group}",
    group_request_unnamed: "{name} asked to join a group of yours",
    group_accepted: "You are in {group} now",
    group_accepted_unnamed: "You were let into a group",
    somebody: "Somebody",
  },
} as const;
