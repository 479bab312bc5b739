/**
 * Counts deeds by account and address, in memory: a process that starts anew forgives. Several processes each count for
 * themselves, which allows as many times more as there are of them.
 */
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { type Allowance, LIMITED_DEEDS, type LimitedDeed, LIMITS, type RateLimits } from "../domain/rate_limit.ts";
import { granted, tooMany } from "../domain/refusal.ts";

type Limits = Readonly<Record<LimitedDeed, { readonly account: Allowance | null; readonly address: Allowance }>>;

interface Counters {
  readonly account: RateLimiterMemory | null;
  readonly address: RateLimiterMemory;
}

export function createRateLimits(limits: Limits = LIMITS): RateLimits {
  const counters = new Map<LimitedDeed, Counters>(LIMITED_DEEDS.map((deed) => {
    const { account, address } = limits[deed];
    return [deed, { account: account && counter(account), address: counter(address) }];
  }));

  return {
    async take(deed, who) {
      const { account, address } = counters.get(deed) ?? {};
      // Both count, also when one has had enough: else who changes addresses would leave the account's count alone.
      const waits = await Promise.all([count(account, who.account), count(address, who.address)]);
      const waitMs = Math.max(...waits);
      return waitMs > 0 ? tooMany(Math.ceil(waitMs / 1000)) : granted(null);
    },
  };
}

function counter({ times, seconds }: Allowance): RateLimiterMemory {
  return new RateLimiterMemory({ points: times, duration: seconds });
}

/** Milliseconds to wait; 0 if it is allowed. */
async function count(limiter: RateLimiterMemory | null | undefined, key: string | null): Promise<number> {
  if (!limiter || key === null) return 0;
  try {
    await limiter.consume(key);
    return 0;
  } catch (refusal) {
    if (refusal instanceof RateLimiterRes) return Math.max(1, refusal.msBeforeNext);
    throw refusal;
  }
}
