/** Handing on the room's link: to copy, to give to another app, to scan. Without a script the link is there to be selected. */
import { useSignal } from "@preact/signals";
import type { ComponentChildren, JSX } from "preact";
import { useEffect, useId } from "preact/hooks";
import { Button } from "../../components/Button.tsx";
import { CopyField } from "../../components/CopyField.tsx";
import { Check, Copy, Share2 } from "../../components/icons.ts";
import type { Activity } from "../../domain/room.ts";
import { shareWords } from "../../words/share.ts";
import { speaker } from "../../words/speaker.ts";

export interface ShareProps {
  readonly locale: string;
  readonly link: string;
  readonly activity: Activity;
  /** More of them, and a code to scan; null where there are none to show. */
  readonly ways: ComponentChildren;
  /** Copying is the one thing to do where it stands. */
  readonly isMain?: boolean;
}

const COPIED_MILLISECONDS = 2500;

export default function Share({ locale, link, activity, ways, isMain = false }: ShareProps): JSX.Element {
  const say = speaker(shareWords, locale);
  const id = useId();
  const copied = useSignal(false);
  const canShare = useSignal(false);
  useEffect(() => {
    canShare.value = "share" in navigator;
  }, []);
  useEffect(() => {
    if (!copied.value) return;
    const timer = setTimeout(() => copied.value = false, COPIED_MILLISECONDS);
    return () => clearTimeout(timer);
  }, [copied.value]);

  async function copy(event: Event): Promise<void> {
    const field = event.currentTarget instanceof Element
      ? event.currentTarget.closest(".share")?.querySelector("input")
      : null;
    field?.select();
    try {
      await navigator.clipboard.writeText(link);
      copied.value = true;
    } catch {
      // Forbidden, or a plain http page: the link stands there selected, to be copied by hand.
    }
  }

  function handOn(): void {
    // Rejects when the person changes their mind.
    navigator.share({ text: say("share_message", { ...activity }), url: link }).catch(() => {});
  }

  return (
    <div class="share">
      <CopyField id={id} label={say("link")} value={link}>
        <Button
          variant={isMain ? "primary" : "quiet"}
          icon={copied.value ? Check : Copy}
          onClick={copy}
          aria-live="polite"
        >
          {say(copied.value ? "copied" : "copy")}
        </Button>
      </CopyField>
      <div class="share-more">
        {canShare.value && <Button icon={Share2} onClick={handOn}>{say("share")}</Button>}
        {ways && (
          <details class="share-qr">
            <summary class="share-summary">{say("ways")}</summary>
            {ways}
          </details>
        )}
      </div>
    </div>
  );
}
