/**
 * A TCP proxy on loopback that can delay what passes and cut what is open: a slow line, and a lost socket.
 */
export interface Proxy extends AsyncDisposable {
  readonly port: number;
  /** One way, in milliseconds; applies to bytes from now on. */
  delayMs: number;
  /** Drops every open connection. New ones pass. */
  cut(): void;
}

export function startProxy(target: { hostname: string; port: number }): Proxy {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const open = new Set<Deno.TcpConn>();
  const proxy = { port: listener.addr.port, delayMs: 0, cut, [Symbol.asyncDispose]: stop };

  async function pump(from: Deno.TcpConn, to: Deno.TcpConn): Promise<void> {
    let order: Promise<unknown> = Promise.resolve();
    try {
      for await (const chunk of from.readable) {
        const due = performance.now() + proxy.delayMs;
        order = order.then(async () => {
          const wait = due - performance.now();
          if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
          for (let sent = 0; sent < chunk.length;) sent += await to.write(chunk.subarray(sent));
        });
        order.catch(() => drop(from, to));
      }
      await order;
    } catch {
      // A cut line ends both ways below.
    }
    drop(from, to);
  }

  function drop(...connections: Deno.TcpConn[]): void {
    for (const connection of connections) {
      if (!open.delete(connection)) continue;
      try {
        connection.close();
      } catch {
        // Closed by its stream already.
      }
    }
  }

  function cut(): void {
    drop(...open);
  }

  const accepting = (async () => {
    for await (const near of listener) {
      near.setNoDelay(true);
      const far = await Deno.connect(target).catch(() => null);
      if (far === null) {
        near.close();
        continue;
      }
      far.setNoDelay(true);
      open.add(near).add(far);
      void pump(near, far);
      void pump(far, near);
    }
  })();

  async function stop(): Promise<void> {
    listener.close();
    cut();
    await accepting;
  }

  return proxy;
}
