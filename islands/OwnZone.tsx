/** Fills the reader's time zone and the next full hour into the form beside it, and says which zone that is. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { fillIn } from "../client/own_zone.ts";
import { comingWords } from "../words/coming.ts";
import { speaker } from "../words/speaker.ts";

export interface OwnZoneProps {
  readonly locale: string;
}

export default function OwnZone({ locale }: OwnZoneProps): JSX.Element {
  const zone = useSignal("");
  useEffect(() => {
    zone.value = new Intl.DateTimeFormat().resolvedOptions().timeZone;
    const form = {
      zone: document.querySelector<HTMLSelectElement>("select[name=zone]"),
      opens: document.querySelector<HTMLInputElement>("input[name=opens]"),
    };
    fillIn(form, zone.value, new Date());
  }, []);
  return <p class="visually-hidden">{zone.value && speaker(comingWords, locale)("own_zone", { zone: zone.value })}</p>;
}
