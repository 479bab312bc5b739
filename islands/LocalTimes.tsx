/** Makes the times of the page the reader's own. Draws nothing. */
import { useEffect } from "preact/hooks";
import { followLocalTimes } from "../client/local_times.ts";

export interface LocalTimesProps {
  readonly locale: string;
}

export default function LocalTimes({ locale }: LocalTimesProps): null {
  useEffect(() => followLocalTimes(document.body, locale), []);
  return null;
}
