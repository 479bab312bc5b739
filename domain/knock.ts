/** Asking to come in where the door is not open: what a knock is, and what its answers are. */

/**
 * `waiting`: heard, not answered. `minute`: "in a minute". `in`: let in, until they have come in. `no` and `quiet` look to
 * the knocker like no answer at all. `gone`: they went away.
 */
export type KnockState = "waiting" | "minute" | "in" | "no" | "quiet" | "gone";

export type KnockAnswer = "in" | "minute" | "no" | "quiet";
