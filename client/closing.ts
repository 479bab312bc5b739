/**
 * The end of a peer connection, for those who wait on it: what is under way when one is closed never settles
 * (https://w3c.github.io/webrtc-pc/#chain-an-asynchronous-operation), and would hold up everything behind it.
 */
export interface Closing {
  /** As the work does; rejects at the close. */
  orClosed<T>(work: Promise<T>): Promise<T>;
  close(): void;
}

/** `name`: of the connection, for the error. */
export function createClosing(name: string): Closing {
  const { promise: closed, reject } = Promise.withResolvers<never>();
  closed.catch(() => {});
  return {
    orClosed(work) {
      const result = Promise.race([closed, work]);
      // Not everybody who starts such work waits for it.
      result.catch(() => {});
      return result;
    },
    close: () => reject(new Error(`the ${name} connection was closed`)),
  };
}
