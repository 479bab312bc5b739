/** The kinds of things that two people have to do with each other. What each weighs is in `affinity.ts`. */
export const INTERACTION_KINDS = [
  /** Minutes in one room, for both. */
  "together",
  /** This one came into the other's room. */
  "dropped_in",
  /** The other came into this one's room. */
  "was_visited",
  /** This one chose the other for a room. */
  "chose",
  /** The other chose this one, who came. */
  "followed",
  /** The other knocked, and this one let them in. */
  "let_in",
  /** This one knocked, and the other let them in. */
  "was_let_in",
] as const;

export type InteractionKind = (typeof INTERACTION_KINDS)[number];
