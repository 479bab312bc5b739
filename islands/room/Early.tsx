/** Who pressed Join before the room has started: they come in by themselves, or think better of it. */
import type { JSX } from "preact";
import { Button } from "../../components/Button.tsx";
import { Spinner } from "../../components/Loading.tsx";
import { doorWords } from "../../words/door.ts";
import { speaker } from "../../words/speaker.ts";

export interface EarlyProps {
  readonly locale: string;
  readonly hostName: string;
  readonly onStop: () => void;
}

export default function Early({ locale, hostName, onStop }: EarlyProps): JSX.Element {
  const say = speaker(doorWords, locale);
  return (
    <div class="early">
      <Spinner label={say("early_title", { host: hostName })} />
      <p>
        <bdi>{say("early", { host: hostName })}</bdi>
      </p>
      <Button wide onClick={onStop}>{say("stop_waiting")}</Button>
    </div>
  );
}
