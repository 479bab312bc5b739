/** What becomes of something that was handed to a mail server or a push service, or could not be. */

export type Attempt =
  | { readonly type: "taken" }
  /** Trying again may help. `afterSeconds`: not before, as the other side said. */
  | { readonly type: "failed"; readonly why: string; readonly afterSeconds: number | null }
  /** The other side will never take it. */
  | { readonly type: "refused"; readonly why: string };

export type Fate =
  | { readonly state: "sent" }
  | { readonly state: "waiting"; readonly nextAt: Date; readonly why: string }
  | { readonly state: "dead"; readonly why: string };

const FIRST_PAUSE_MS = 2000;
export const LONGEST_PAUSE_MS = 60 * 60_000;
/** More than two days of trying, with the pauses below. */
export const MOST_ATTEMPTS = 60;

/**
 * Doubles from two seconds to an hour; half of it is chance, so that what failed together does not come back together.
 * `attempts`: including this one. `random`: 0 to 1.
 */
export function pauseMs(attempts: number, random: number): number {
  const whole = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (attempts - 1));
  return Math.round(whole / 2 + whole / 2 * random);
}

export function afterAttempt(
  attempt: Attempt,
  { attempts, goodUntil, now, random }: {
    readonly attempts: number;
    readonly goodUntil: Date | null;
    readonly now: Date;
    readonly random: number;
  },
): Fate {
  switch (attempt.type) {
    case "taken":
      return { state: "sent" };
    case "refused":
      return { state: "dead", why: attempt.why };
    case "failed": {
      if (attempts >= MOST_ATTEMPTS) return { state: "dead", why: attempt.why };
      const asked = Math.min(LONGEST_PAUSE_MS, (attempt.afterSeconds ?? 0) * 1000);
      const nextAt = new Date(now.getTime() + Math.max(pauseMs(attempts, random), asked));
      // A last try just before it is of no use any more is better than none.
      const last = goodUntil === null ? null : new Date(goodUntil.getTime() - 1000);
      return {
        state: "waiting",
        nextAt: last !== null && last > now && nextAt > last ? last : nextAt,
        why: attempt.why,
      };
    }
  }
}
