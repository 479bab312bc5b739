/** In the lobby, for who knocks: how it stands, a line to add, knocking again, and thinking better of it. */
import type { JSX } from "preact";
import { useSignal } from "@preact/signals";
import type { RoomSession } from "../../client/room_session.ts";
import { Button } from "../../components/Button.tsx";
import { callErrorText } from "../../components/call_error_text.ts";
import { Field } from "../../components/Field.tsx";
import { KnockState } from "../../components/KnockState.tsx";
import { LINE_MAX_UNITS } from "../../domain/knock.ts";
import { knockingWords } from "../../words/knocking.ts";
import { speaker } from "../../words/speaker.ts";

export interface KnockingProps {
  readonly locale: string;
  readonly hostName: string;
  readonly session: RoomSession;
}

/** Stands in the lobby's form: what submits it sends the line. */
export default function Knocking({ locale, hostName, session }: KnockingProps): JSX.Element {
  const say = speaker(knockingWords, locale);
  const line = useSignal("");
  const { state, mayKnock, line: said } = session.knocking.value ?? { state: null, mayKnock: true, line: null };
  const trouble = session.trouble.value;
  const stands = state !== null;
  return (
    <KnockState
      locale={locale}
      hostName={hostName}
      barrier={session.barrier.value}
      state={state === "minute" ? state : stands || mayKnock ? "waiting" : "soon"}
      line={said}
    >
      {stands && said === null && (
        <Field
          name="line"
          label={say("line")}
          hint={say("line_hint")}
          error={trouble === "bad_text" ? callErrorText(trouble, locale) : undefined}
          value={line.value}
          onInput={(event) => line.value = event.currentTarget.value}
          maxLength={LINE_MAX_UNITS}
          autocomplete="off"
          enterkeyhint="send"
          beside={<Button type="submit">{say("send")}</Button>}
        />
      )}
      <div class="row knocking-deeds">
        {stands && mayKnock && <Button onClick={() => session.knockAgain(null)}>{say("again")}</Button>}
        <Button variant="plain" onClick={() => session.stopKnocking()}>{say("stop")}</Button>
      </div>
    </KnockState>
  );
}
