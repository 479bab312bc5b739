/**
 * Hands mails to the operator's mail server over SMTP; without one they are shown in the log. Says of each attempt whether
 * trying again may help. No attempt takes longer than `DEADLINE_MS`.
 */
import { createTransport } from "nodemailer";
import type { CalendarFile } from "./calendar_file.ts";
import type { MailText } from "./mail_text.ts";
import type { Attempt } from "../domain/delivery.ts";
import type { Log } from "../domain/log.ts";

export interface Mail extends MailText {
  /** One address, without a name. */
  readonly to: string;
  readonly messageId: string;
  /** Stops such mail by one POST (RFC 8058). */
  readonly stopUrl: string;
  readonly calendar: CalendarFile | null;
}

export interface Mailer extends Disposable {
  send(mail: Mail): Promise<Attempt>;
}

export interface SmtpSettings {
  /** `smtp://` or `smtps://`, with name and password if the server wants them. */
  readonly url: string;
  /** As in a From header. */
  readonly from: string;
}

/** How many mails are on their way at once. */
export const MAIL_CONNECTIONS = 10;

const CONNECT_MS = 10_000;
/** Silence of the server in the middle of it. */
const SILENCE_MS = 15_000;
const DEADLINE_MS = 25_000;

export function createMailer(smtp: SmtpSettings | null, log: Log): Mailer {
  return smtp === null ? logMailer(log) : smtpMailer(smtp);
}

function smtpMailer({ url, from }: SmtpSettings): Mailer {
  const transport = createTransport({
    url,
    pool: true,
    maxConnections: MAIL_CONNECTIONS,
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    dnsTimeout: CONNECT_MS,
    socketTimeout: SILENCE_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    async send(mail) {
      const deadline = Promise.withResolvers<Attempt>();
      const timer = setTimeout(
        () => deadline.resolve({ type: "failed", why: "no answer in time", afterSeconds: null }),
        DEADLINE_MS,
      );
      const sending = transport.sendMail({
        from,
        to: { name: "", address: mail.to },
        subject: mail.subject,
        text: mail.text,
        html: mail.html,
        messageId: mail.messageId,
        headers: {
          "List-Unsubscribe": `<${mail.stopUrl}>`,
          "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
          "Auto-Submitted": "auto-generated",
        },
        ...(mail.calendar === null ? {} : { icalEvent: { ...mail.calendar, filename: "invite.ics" } }),
      }).then((): Attempt => ({ type: "taken" }), attemptOf);
      try {
        return await Promise.race([sending, deadline.promise]);
      } finally {
        clearTimeout(timer);
      }
    },

    [Symbol.dispose]() {
      transport.close();
    },
  };
}

/** The address, the subject and the links, as somebody who tries Ajar out needs them. */
function logMailer(log: Log): Mailer {
  return {
    send({ to, subject, text, messageId }) {
      log.info("No mail server is set, so this mail is only shown here", { to, subject, text, messageId });
      return Promise.resolve({ type: "taken" });
    },
    [Symbol.dispose]() {},
  };
}

/** What of a conversation with the server tells of this very mail. Anything else may be mended by the operator or by time. */
const ABOUT_THIS_MAIL: ReadonlySet<string> = new Set(["RCPT TO", "DATA"]);

/** The server's "no" for good (5xx, RFC 5321, 4.2.1) to recipient or content ends it; "not now" (4xx) is what greylisting says. */
function attemptOf(error: unknown): Attempt {
  const { responseCode, command, code, message } = error as {
    readonly responseCode?: unknown;
    readonly command?: unknown;
    readonly code?: unknown;
    readonly message?: unknown;
  };
  const why = [code, message].filter((part) => typeof part === "string").join(": ").slice(0, 300);
  const isFinal = typeof responseCode === "number" && responseCode >= 500 && typeof command === "string" &&
    ABOUT_THIS_MAIL.has(command);
  return isFinal ? { type: "refused", why } : { type: "failed", why, afterSeconds: null };
}
