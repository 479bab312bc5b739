/** Forgetting all that is kept, asked back once because it cannot be taken back. A native popover, so it needs no script. */
import type { JSX } from "preact";
import { settingsWords } from "../words/settings.ts";
import { speaker } from "../words/speaker.ts";
import { Button } from "./Button.tsx";

const ID = "erase-everything";

export function EraseEverything({ locale }: { readonly locale: string }): JSX.Element {
  const say = speaker(settingsWords, locale);
  return (
    <>
      <Button variant="danger" popovertarget={ID}>{say("erase_all")}</Button>
      <div class="confirm" id={ID} popover="auto" role="dialog" aria-labelledby={`${ID}-question`}>
        <h3 class="confirm-question" id={`${ID}-question`}>{say("erase_question")}</h3>
        <p class="soft">{say("erase_text")}</p>
        <div class="confirm-deeds">
          <Button popovertarget={ID} popovertargetaction="hide">{say("erase_keep")}</Button>
          <form method="post" action="/settings">
            <input type="hidden" name="everything" value="yes" />
            <Button type="submit" variant="danger">{say("erase_all")}</Button>
          </form>
        </div>
      </div>
    </>
  );
}
