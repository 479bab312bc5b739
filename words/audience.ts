/** Who can see a room and come in, in one sentence. Travels with the call, so it holds nothing else. */
export const audienceWords = {
  en: {
    own_link: "Whoever has the link can come in. The room is listed nowhere.",
    own_people: "Only the friends you chose can see this room and come in.",
    own_friends: "Your friends can see this room and come in.",
    own_group: "Members of {group} can see this room and come in.",
    link: "Whoever has the link can come in. The room is listed nowhere.",
    people: "Friends chosen by {host} can see this room and come in.",
    friends: "{host}’s friends can see this room and come in.",
    group: "Members of {group} can see this room and come in.",
  },
} as const;
