/** What somebody chooses of their notices, and browsers that take push messages: the JSON API and the settings' form. */
import { z } from "zod";
import { CHANNELS, type Choice, type Choices, MATTERS } from "../domain/notice_choice.ts";
import type { Call } from "./openapi.ts";

const switches = z.strictObject({ app: z.boolean(), mail: z.boolean(), push: z.boolean() });
const hours = z.strictObject({ fromMinute: z.int(), untilMinute: z.int() });

/** What is left out stays as it is; whether lead, zone and hours are of use is told by the domain. */
export const noticeChoicesBody = z.strictObject({
  choices: z.partialRecord(z.enum(MATTERS), switches.partial()).default({}),
  leadMinutes: z.int().optional(),
  zone: z.string().max(64).nullable().optional(),
  /** Minutes after midnight in that zone; null: none. */
  quiet: hours.nullable().optional(),
  allowMail: z.boolean().optional(),
});

export const noticeChoicesReply = z.strictObject({
  choices: z.record(z.enum(MATTERS), switches),
  leadMinutes: z.int(),
  zone: z.string().nullable(),
  quiet: hours.nullable(),
  email: z.string(),
  mailStopped: z.boolean(),
});

/** As `PushSubscription.toJSON()` has it in browsers. */
export const pushSubscriptionBody = z.object({
  endpoint: z.string().max(2000),
  keys: z.object({ p256dh: z.string().max(300), auth: z.string().max(100) }),
});
export const browserBody = z.strictObject({ endpoint: z.string().max(2000) });
export const pushReply = z.strictObject({ on: z.boolean() });

export function toChoiceList(choices: z.infer<typeof noticeChoicesBody>["choices"]): Choice[] {
  return MATTERS.flatMap((matter) =>
    CHANNELS.flatMap((channel) => {
      const on = choices[matter]?.[channel];
      return on === undefined ? [] : [{ matter, channel, on }];
    })
  );
}

export function toNoticeChoicesAnswer(found: {
  readonly choices: Choices;
  readonly leadMinutes: number;
  readonly zone: string | null;
  readonly quiet: { readonly fromMinute: number; readonly untilMinute: number } | null;
  readonly email: string;
  readonly mailStopped: boolean;
}): z.infer<typeof noticeChoicesReply> {
  const { choices, leadMinutes, zone, quiet, email, mailStopped } = found;
  return {
    choices: Object.fromEntries(MATTERS.map((matter) => [matter, { ...choices[matter] }])) as z.infer<
      typeof noticeChoicesReply
    >["choices"],
    leadMinutes,
    zone,
    quiet: quiet === null ? null : { ...quiet },
    email,
    mailStopped,
  };
}

/** The form's fields, as they were typed. */
export interface NoticeChoicesDraft {
  /** Every switch of the page, since a form sends only those that are on. */
  readonly choices: readonly Choice[];
  readonly lead: string;
  readonly zone: string;
  readonly isQuiet: boolean;
  readonly from: string;
  readonly until: string;
  readonly allowMail: boolean;
}

const text = z.string().max(100).catch("");

/** `shown`: the matters that the page had switches for. */
export function noticeChoicesDraft(form: FormData, shown: readonly Choice["matter"][]): NoticeChoicesDraft {
  const said = (name: string) => text.parse(form.get(name) ?? "");
  return {
    choices: shown.flatMap((matter) =>
      CHANNELS.map((channel) => ({ matter, channel, on: said(`${matter}_${channel}`) === "yes" }))
    ),
    lead: said("lead"),
    zone: said("zone"),
    isQuiet: said("quiet") === "yes",
    from: said("from"),
    until: said("until"),
    allowMail: said("allow_mail") === "yes",
  };
}

/** "22:30", as a time field sends it; null for anything else. */
export function minuteOfDay(clock: string): number | null {
  const [, hour, minute] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(clock.trim()) ?? [];
  return hour === undefined || minute === undefined ? null : Number(hour) * 60 + Number(minute);
}

export function clockOf(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
}

export const NOTICE_CHOICE_CALLS: readonly Call[] = [
  {
    method: "get",
    path: "/api/v1/notices/choices",
    summary: "What one is told, by which channel and when",
    status: 200,
    reply: noticeChoicesReply,
    refusals: [401],
  },
  {
    method: "put",
    path: "/api/v1/notices/choices",
    summary: "Choose what one is told; what is left out stays as it is",
    body: noticeChoicesBody,
    status: 200,
    reply: noticeChoicesReply,
    refusals: [401, 422],
  },
  {
    method: "post",
    path: "/api/v1/push-subscriptions",
    summary: "This browser takes push messages, until one signs out of it; a PushSubscription as JSON",
    body: pushSubscriptionBody,
    status: 201,
    reply: pushReply,
    refusals: [401, 422],
  },
  {
    method: "post",
    path: "/api/v1/push-subscriptions/known",
    summary: "Whether the browser with this endpoint takes push messages for oneself",
    body: browserBody,
    status: 200,
    reply: pushReply,
    refusals: [401],
  },
  {
    method: "delete",
    path: "/api/v1/push-subscriptions",
    summary: "The browser with this endpoint takes none any more",
    body: browserBody,
    status: 200,
    reply: pushReply,
    refusals: [401],
  },
];
