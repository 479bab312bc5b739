/**
 * The gateway of a machine that has no media server: always down, so that pages go on and say so. It refuses what needs media
 * and grants what only ends it.
 */
import { type Gateway, MediaUnavailable } from "./gateway.ts";

export function absentGateway(): Gateway {
  function refuse(what: string): Promise<never> {
    return Promise.reject(new MediaUnavailable(`Cannot ${what}: there is no media server`));
  }
  return {
    health: () => ({ state: "down", version: null }),
    watch: () => () => {},
    openRoom: () => refuse("open the room"),
    closeRoom: () => Promise.resolve(),
    line: () => refuse("prepare a line"),
    seatsInside: () => Promise.resolve([]),
    removeSeat: () => Promise.resolve(),
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
}
