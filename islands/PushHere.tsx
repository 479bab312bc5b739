/** Turns push messages on or off in this browser. Says what it is, and why it cannot be otherwise. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { pushBrowser, type PushState, readPush, turnPushOff, turnPushOn } from "../client/push_here.ts";
import { Button } from "../components/Button.tsx";
import { Notice } from "../components/Notice.tsx";
import { noticeChoiceWords } from "../words/notice_choices.ts";
import { speaker } from "../words/speaker.ts";

export interface PushHereProps {
  readonly locale: string;
  /** Of the house, in base64url. */
  readonly publicKey: string;
}

export default function PushHere({ locale, publicKey }: PushHereProps): JSX.Element {
  const say = speaker(noticeChoiceWords, locale);
  /** Null until it is known. */
  const state = useSignal<PushState | null>(null);
  const isBusy = useSignal(false);
  const isFailed = useSignal(false);
  useEffect(() => {
    readPush(pushBrowser(), publicKey).then((now) => state.value = now, () => state.value = "missing");
  }, []);

  async function turn(): Promise<void> {
    const parts = pushBrowser();
    if (parts === null) return;
    isBusy.value = true;
    isFailed.value = false;
    try {
      state.value = state.value === "on" ? await turnPushOff(parts) : await turnPushOn(parts, publicKey);
    } catch {
      isFailed.value = true;
    } finally {
      isBusy.value = false;
    }
  }

  if (state.value === "missing") return <Notice kind="info">{say("push_missing")}</Notice>;
  if (state.value === "denied") return <Notice kind="warning">{say("push_denied")}</Notice>;
  const isOn = state.value === "on";
  return (
    <div class="stack stack-tight">
      <noscript>
        <Notice kind="info">{say("push_no_script")}</Notice>
      </noscript>
      <p>{say("push_text")}</p>
      <div class="push-here">
        <Button
          variant={isOn ? "quiet" : "primary"}
          busy={isBusy.value}
          disabled={state.value === null}
          onClick={turn}
        >
          {isOn ? say("push_off") : say("push_on")}
        </Button>
        <span class="soft" role="status">
          {state.value === null ? "" : isOn ? say("push_is_on") : say("push_is_off")}
        </span>
      </div>
      {isFailed.value && <Notice kind="error">{say("push_failed")}</Notice>}
    </div>
  );
}
