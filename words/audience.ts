/** Who can see a room and come in, in one sentence. Travels with the call, so it holds nothing else. */
export const audienceWords = {
  en: {
    own_link: "Whoever has the link can come in. The room is listed nowhere.",
    own_people: "Only the friends you chose can see this room and come in.",
    own_friends: "Only your friends can see this room and come in.",
    own_group: "Members of {group} can see this room and come in.",
    link: "Whoever has the link can come in. The room is listed nowhere.",
    people: "Friends chosen by {host} can see this room and come in.",
    friends: "Only {host}’s friends can see this room and come in.",
    group: "Members of {group} can see this room and come in.",

    shown_all:
      "{now, plural, =0 {No friend of yours can see this room.} one {One friend can see this room and come in.} other {# friends can see this room and come in.}}",
    shown_some:
      "{now, plural, =0 {No friend sees this room} one {Your closest friend sees this room} other {Your # closest friends see this room}}; other friends can come in by the link.",
    shown_next:
      "{now, plural, =0 {No friend sees this room yet} one {Your closest friend sees this room} other {Your # closest friends see this room}}, {more, plural, one {one more} other {# more}} from {time}; all friends can come in by the link.",
    locked: "The door is locked: nobody new can come in.",
  },
} as const;
