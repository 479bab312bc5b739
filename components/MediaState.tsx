/** The media server as the operator sees it: whether calls work, its version, and a warning where that has known holes. */
import type { JSX } from "preact";
import { isOutdatedMedia, SAFE_MEDIA_VERSION } from "../domain/media_version.ts";
import { adminWords } from "../words/admin.ts";
import { speaker } from "../words/speaker.ts";
import { Card } from "./Card.tsx";
import { Notice } from "./Notice.tsx";

export interface MediaStateProps {
  readonly locale: string;
  readonly state: "starting" | "up" | "down";
  readonly version: string | null;
}

export function MediaState({ locale, state, version }: MediaStateProps): JSX.Element {
  const say = speaker(adminWords, locale);
  return (
    <Card as="section" labelledBy="media">
      <div class="stack">
        <div class="media-head">
          <h2 class="admin-title" id="media">{say("media")}</h2>
          <span class={`badge${state === "up" ? " badge-good" : state === "down" ? " badge-urgent" : ""}`}>
            {say(`media_${state}`)}
          </span>
        </div>
        {state === "down" && <p>{say("media_down_text")}</p>}
        <p class="soft">{version === null ? say("media_version_unknown") : say("media_version", { version })}</p>
        {isOutdatedMedia(version) && (
          <Notice kind="warning" title={say("media_old_title")}>
            <p>{say("media_old", { safe: SAFE_MEDIA_VERSION })}</p>
          </Notice>
        )}
      </div>
    </Card>
  );
}
