/** Makes the times of the page the reader's own, and says so to who does not see that their zone is not named. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { followLocalTimes } from "../client/local_times.ts";
import { comingWords } from "../words/coming.ts";
import { speaker } from "../words/speaker.ts";

export interface LocalTimesProps {
  readonly locale: string;
}

export default function LocalTimes({ locale }: LocalTimesProps): JSX.Element {
  const isLocal = useSignal(false);
  useEffect(() => {
    isLocal.value = true;
    return followLocalTimes(document.body, locale);
  }, []);
  return <p class="visually-hidden">{isLocal.value && speaker(comingWords, locale)("own_clock")}</p>;
}
