/**
 * A room's link for those who look after it: to hand on, and to replace by another. Copying and the system's own sheet need a
 * script: see LivePage.
 */
import type { JSX } from "preact";
import type { Room } from "../domain/room.ts";
import { hostingWords } from "../words/hosting.ts";
import { speaker } from "../words/speaker.ts";
import { Button } from "./Button.tsx";
import { Card } from "./Card.tsx";
import { CopyField } from "./CopyField.tsx";
import { DeedForm } from "./DeedForm.tsx";
import { Copy, Share2 } from "./icons.ts";
import { QrCode } from "./QrCode.tsx";
import { sharingOf } from "./sharing_text.ts";
import { ShareWays } from "./ShareWays.tsx";

export interface RoomLinkProps {
  readonly locale: string;
  readonly room: Room;
  /** The whole of it. */
  readonly link: string;
  /** Whether a new one is offered elsewhere on the page. */
  readonly isOffered: boolean;
  readonly now: Date;
}

export function RoomLink({ locale, room, link, isOffered, now }: RoomLinkProps): JSX.Element {
  const say = speaker(hostingWords, locale);
  const sharing = sharingOf(room, link, { now, locale });
  return (
    <Card as="section" labelledBy="link-title">
      <div class="hosted-card">
        <h2 class="hosted-title" id="link-title">{say("link_title")}</h2>
        <CopyField id="link" label={say("link", { title: room.activity.title })} value={link}>
          <Button icon={Copy} data-copies="link" data-copied={say("copied")} aria-live="polite">{say("copy")}</Button>
        </CopyField>
        <div class="share-system">
          <Button icon={Share2} data-shares={sharing.text} data-link={link}>{say("share")}</Button>
        </div>
        <ShareWays locale={locale} sharing={sharing}>
          <details class="share-qr">
            <summary class="share-summary">{say("qr")}</summary>
            <QrCode text={link} label={say("qr_label")} />
          </details>
        </ShareWays>
        {!isOffered && (
          <div class="hosted-deed">
            <DeedForm action={`/rooms/${room.id}/link`} fields={{}} describedBy="new-link-hint">
              {say("new_link")}
            </DeedForm>
            <p class="soft small" id="new-link-hint">{say("new_link_hint")}</p>
          </div>
        )}
      </div>
    </Card>
  );
}
