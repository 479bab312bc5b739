/** How far a room for friends is shown now, and will be if nobody comes, as a sentence with two names. */
import type { Foresight } from "../domain/foresight.ts";
import { audienceFormWords } from "../words/audience_form.ts";
import { speaker } from "../words/speaker.ts";

export function foresightText({ now, later, total }: Foresight, locale: string): string {
  const say = speaker(audienceFormWords, locale);
  const [one, two] = now.map(({ name }) => name);
  const first = one === undefined
    ? say("now_nobody")
    : two === undefined
    ? say("now_one", { one })
    : now.length === 2
    ? say("now_two", { one, two })
    : say("now_more", { one, two, more: now.length - 2 });
  let seen = now.length;
  const steps = later.map(({ inMinutes: minutes, more }) => {
    seen += more;
    return seen === total ? say("later_all", { total, minutes }) : say("later", { more, minutes });
  });
  return `${first}${steps.join("")}${say("end")}`;
}
