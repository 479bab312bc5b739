/** The contract over the real Janus, with real media ends; needs an interface other than loopback (tools/netns.ts). */
import assert from "node:assert/strict";
import { gatewayContract } from "../contracts/gateway_contract.ts";
import { TestJanus } from "../support/janus.ts";
import { ReceivingBot, SendingBot } from "../support/media_bot.ts";

gatewayContract("JanusGateway", async () => {
  const janus = await TestJanus.start();
  const bots: AsyncDisposable[] = [];
  function kept<T extends AsyncDisposable>(bot: T): T {
    bots.push(bot);
    return bot;
  }
  return {
    gateway: janus.gateway,
    sender: (kinds) => kept(new SendingBot(kinds, 1)),
    receiver: () => kept(new ReceivingBot()),
    async arrives({ seatId, kind }, { receiver, tracks }) {
      const mid = tracks.find((track) => track.seatId === seatId && track.kind === kind)?.mid;
      assert.ok(mid !== undefined && receiver instanceof ReceivingBot);
      return await receiver.flows(mid);
    },
    async isStill({ receiver }) {
      assert.ok(receiver instanceof ReceivingBot);
      return await receiver.isStill();
    },
    async [Symbol.asyncDispose]() {
      for (const bot of bots) await bot[Symbol.asyncDispose]();
      await janus[Symbol.asyncDispose]();
    },
  };
});
