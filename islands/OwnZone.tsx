/** Fills the reader's time zone and the next full hour into the form beside it. Draws nothing. */
import { useEffect } from "preact/hooks";
import { fillIn } from "../client/own_zone.ts";

export default function OwnZone(): null {
  useEffect(() => {
    const zone = document.querySelector<HTMLSelectElement>("select[name=zone]");
    const opens = document.querySelector<HTMLInputElement>("input[name=opens]");
    fillIn({ zone, opens }, new Intl.DateTimeFormat().resolvedOptions().timeZone, new Date());
  }, []);
  return null;
}
