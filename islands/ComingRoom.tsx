/** Before a room that is to open: counts down, and becomes the room's page as soon as it has opened. */
import { useSignal } from "@preact/signals";
import { IS_BROWSER } from "fresh/runtime";
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { awaitOpening } from "../client/opening.ts";
import { WINDOW_TIMERS } from "../client/window_timers.ts";
import { comingWords } from "../words/coming.ts";
import { countdown } from "../words/countdown.ts";
import { speaker } from "../words/speaker.ts";

export interface ComingRoomProps {
  readonly locale: string;
  /** The first message of the page's socket, as text. */
  readonly hello: string;
  /** Leads into the room, past its lobby. */
  readonly dropInHref: string;
  /** Where the page is that this is on, whatever a form on it has answered. */
  readonly doorHref: string;
  /** The same for who has said that they want to come in at once. */
  readonly joinHref: string;
  /** Milliseconds since the epoch, and so is the server's clock as the page was rendered. */
  readonly opensAt: number;
  readonly renderedAt: number;
  /** May come in at once when it opens: who is signed in, and for whom the room is. */
  readonly comesIn: boolean;
  /** They have said that they want to, where they came from. */
  readonly saidSo: boolean;
}

const TICK_MILLISECONDS = 250;

export default function ComingRoom(props: ComingRoomProps): JSX.Element {
  const { locale, opensAt, renderedAt, comesIn } = props;
  const say = speaker(comingWords, locale);
  const left = useSignal(opensAt - renderedAt);
  const isLost = useSignal(false);
  // The browser alone keeps whether it is ticked: that may have been done before this ran.
  const goesIn = useRef<HTMLInputElement>(null);
  useEffect(() => {
    // The clock of a computer may be wrong by hours: only what passes on it counts.
    const beganAt = Date.now();
    const serverNow = () => renderedAt + Date.now() - beganAt;
    const clock = setInterval(() => left.value = opensAt - serverNow(), TICK_MILLISECONDS);
    const endWaiting = awaitOpening({
      opensAt,
      hello: props.hello,
      open: () => new WebSocket(new URL("/signal", location.href.replace(/^http/, "ws"))),
      timers: WINDOW_TIMERS,
      random: Math.random,
      now: serverNow,
      onConnected: (isConnected) => isLost.value = !isConnected,
      onNews(news) {
        const isTicked = goesIn.current?.checked ?? false;
        if (news === "opened" && isTicked) location.assign(props.dropInHref);
        // Not loaded again: what is shown may be the answer to a form, which would be sent once more.
        else location.replace(isTicked ? props.joinHref : props.doorHref);
      },
    });
    return () => {
      clearInterval(clock);
      endWaiting();
    };
  }, []);
  const text = countdown(left.value, locale);
  return (
    <div class="countdown">
      <p class="countdown-label">{text === "" ? say("opening") : say("opens_in")}</p>
      <p class="countdown-left" role="timer" aria-live="off">{text}</p>
      {isLost.value && <p class="soft small" role="status">{say("lost")}</p>}
      {comesIn && (
        <label class="tick countdown-tick">
          <input type="checkbox" ref={goesIn} checked={IS_BROWSER ? undefined : props.saidSo} />
          <span>
            {say("come_in")}
            <span class="field-hint">{say("come_in_hint")}</span>
          </span>
        </label>
      )}
    </div>
  );
}
