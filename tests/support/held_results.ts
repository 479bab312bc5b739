/** A database that keeps the answer to a query back until a test lets it go: what was read meanwhile is older than it looks. */
import type { KyselyPlugin, RootOperationNode } from "kysely";
import type { Db } from "../../db/database.ts";

export interface HeldResult {
  /** Resolves once the database has answered. */
  readonly reached: Promise<void>;
  release(): void;
}

export interface HeldResults {
  readonly db: Db;
  /** Holds the answer to the next query that selects from that table, or to the one that many later. */
  next(table: string, later?: number): HeldResult;
}

interface Hold extends HeldResult {
  readonly table: string;
  left: number;
  readonly arrive: () => void;
  readonly released: Promise<void>;
}

export function holdResults(db: Db): HeldResults {
  const holds: Hold[] = [];
  const held = new WeakMap<object, Hold>();
  const plugin: KyselyPlugin = {
    transformQuery({ node, queryId }) {
      const hold = holds.find(({ table, left }) => left > 0 && selectsFrom(node, table));
      if (hold !== undefined && --hold.left === 0) held.set(queryId, hold);
      return node;
    },
    async transformResult({ queryId, result }) {
      const hold = held.get(queryId);
      hold?.arrive();
      await hold?.released;
      return result;
    },
  };
  return {
    db: db.withPlugin(plugin),
    next(table, later = 1) {
      const reached = Promise.withResolvers<void>();
      const released = Promise.withResolvers<void>();
      const hold = {
        table,
        left: later,
        arrive: reached.resolve,
        reached: reached.promise,
        released: released.promise,
        release: released.resolve,
      };
      holds.push(hold);
      return hold;
    },
  };
}

function selectsFrom(node: RootOperationNode, table: string): boolean {
  return node.kind === "SelectQueryNode" && JSON.stringify(node.from ?? null).includes(`"name":"${table}"`);
}
