/** The ways to hand on a link by apps that people have: addresses that open them with a text already written. */

export const SHARE_APPS = ["whatsapp", "telegram", "messenger", "sms", "mail"] as const;

export type ShareApp = (typeof SHARE_APPS)[number];

/** Of these, the ones that only a phone has. */
export const ON_PHONES: ReadonlySet<ShareApp> = new Set<ShareApp>(["messenger", "sms"]);

export interface Sharing {
  /** Without the link. */
  readonly text: string;
  /** Of a mail. */
  readonly subject: string;
  readonly link: string;
}

/**
 * As each app documents it: wa.me for WhatsApp, t.me/share for Telegram, RFC 6068 for mail, RFC 5724 for SMS (the `&` before the
 * body is what iOS wants, and Android takes). Messenger takes a link and no text, and writes its own from the preview.
 */
export function shareHref(app: ShareApp, { text, subject, link }: Sharing): string {
  const [said, where, whole] = [text, link, `${text}\n${link}`].map(encodeURIComponent);
  switch (app) {
    case "whatsapp":
      return `https://wa.me/?text=${whole}`;
    case "telegram":
      return `https://t.me/share/url?url=${where}&text=${said}`;
    case "messenger":
      return `fb-messenger://share/?link=${where}`;
    case "sms":
      return `sms:?&body=${whole}`;
    case "mail":
      return `mailto:?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(`${text}\r\n\r\n${link}`)}`;
  }
}
