/** A real SMTP server that keeps what it is sent, and that a test makes refuse, put off or hang. */
import { SMTPServer, type SMTPServerSession } from "smtp-server";

export interface SunkMail {
  /** From the envelope. */
  readonly to: readonly string[];
  /** By lower-case name, unfolded. */
  readonly headers: Readonly<Record<string, string>>;
  /** The whole message as it came. */
  readonly raw: string;
  /** When the whole of it was here, in milliseconds since 1970. */
  readonly atMs: number;
}

/** What the server says to a recipient: nothing, a refusal with its code, or never anything. */
export type Reception = "take" | "hang" | { readonly code: number; readonly text: string };

export interface MailSink extends AsyncDisposable {
  readonly url: string;
  readonly mails: readonly SunkMail[];
  /** For each recipient that is named, in turn with the ones before. */
  receive: (recipient: string) => Reception;
}

export async function openMailSink(port = 0): Promise<MailSink> {
  const mails: SunkMail[] = [];
  const sockets = new Set<{ destroy(): void }>();
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    disableReverseLookup: true,
    logger: false,
    onConnect(_session, callback) {
      callback();
    },
    onRcptTo({ address }, _session, callback) {
      const reception = sink.receive(address);
      if (reception === "hang") return;
      if (reception === "take") return callback();
      callback(Object.assign(new Error(reception.text), { responseCode: reception.code }));
    },
    onData(stream, session, callback) {
      const chunks: Uint8Array[] = [];
      stream.on("data", (chunk: Uint8Array) => chunks.push(chunk));
      stream.on("end", () => {
        mails.push(toMail(session, new TextDecoder().decode(concatenated(chunks))));
        callback();
      });
    },
  });
  server.server.on("connection", (socket: { destroy(): void }) => sockets.add(socket));
  server.on("error", () => {});
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", () => resolve()));
  const address = server.server.address();
  const sink: MailSink = {
    url: `smtp://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`,
    mails,
    receive: () => "take",
    async [Symbol.asyncDispose]() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
  return sink;
}

function toMail(session: SMTPServerSession, raw: string): SunkMail {
  const [head = ""] = raw.split("\r\n\r\n");
  const lines = head.replaceAll(/\r\n[ \t]+/g, " ").split("\r\n");
  const headers = Object.fromEntries(lines.map((line) => {
    const colon = line.indexOf(":");
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
  }));
  return { to: session.envelope.rcptTo.map(({ address }) => address), headers, raw, atMs: Date.now() };
}

function concatenated(chunks: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(chunks.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}
