/** A room's link for those who look after it: to hand on, and to replace by another. Copying needs a script: see LivePage. */
import type { JSX } from "preact";
import type { RoomId } from "../domain/ids.ts";
import { hostingWords } from "../words/hosting.ts";
import { speaker } from "../words/speaker.ts";
import { Button } from "./Button.tsx";
import { Card } from "./Card.tsx";
import { CopyField } from "./CopyField.tsx";
import { DeedForm } from "./DeedForm.tsx";
import { Copy } from "./icons.ts";
import { QrCode } from "./QrCode.tsx";

export interface RoomLinkProps {
  readonly locale: string;
  readonly roomId: RoomId;
  readonly title: string;
  /** The whole of it. */
  readonly link: string;
  /** Whether a new one is offered elsewhere on the page. */
  readonly isOffered: boolean;
}

export function RoomLink({ locale, roomId, title, link, isOffered }: RoomLinkProps): JSX.Element {
  const say = speaker(hostingWords, locale);
  return (
    <Card as="section" labelledBy="link-title">
      <div class="hosted-card">
        <h2 class="hosted-title" id="link-title">{say("link_title")}</h2>
        <CopyField id="link" label={say("link", { title })} value={link}>
          <Button icon={Copy} data-copies="link" data-copied={say("copied")} aria-live="polite">{say("copy")}</Button>
        </CopyField>
        <details class="share-qr">
          <summary class="share-summary">{say("qr")}</summary>
          <QrCode text={link} label={say("qr_label")} />
        </details>
        {!isOffered && (
          <div class="hosted-deed">
            <DeedForm action={`/rooms/${roomId}/link`} fields={{}} describedBy="new-link-hint">
              {say("new_link")}
            </DeedForm>
            <p class="soft small" id="new-link-hint">{say("new_link_hint")}</p>
          </div>
        )}
      </div>
    </Card>
  );
}
