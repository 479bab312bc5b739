/**
 * Who knocks, for those inside who look after the room: a bell when somebody does, the tab's title for as long as somebody
 * waits for an answer, and the answers.
 */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { createDoorBell, type DoorBell } from "../../client/door_bell.ts";
import type { RoomSession } from "../../client/room_session.ts";
import { Button } from "../../components/Button.tsx";
import { KnockCard } from "../../components/KnockCard.tsx";
import { KNOCK_ANSWERS, type KnockAnswer } from "../../domain/knock.ts";
import type { WireKnock } from "../../protocol/signal.ts";
import { knocksWords } from "../../words/knocks.ts";
import { speaker } from "../../words/speaker.ts";
import { troubleText } from "./Trouble.tsx";

export interface KnocksProps {
  readonly locale: string;
  readonly session: RoomSession;
}

export default function Knocks({ locale, session }: KnocksProps): JSX.Element | null {
  const say = speaker(knocksWords, locale);
  const knocks = session.knocks.value;
  const showsAll = useSignal(false);
  useBell(knocks, (name) => say("knocks", { name }));
  if (knocks.length === 0) return null;
  // Faces lie under it: the next one moves up when the first is answered, unless one wants to see them all.
  const shown = showsAll.value ? knocks : knocks.slice(0, 1);
  const more = knocks.length - shown.length;
  return (
    <section class="knocks" aria-label={say("title")}>
      <div role="log">
        <ul class="knocks-list">
          {shown.map((knock) => <Knock key={keyOf(knock)} locale={locale} session={session} knock={knock} />)}
        </ul>
      </div>
      {more > 0 && <Button variant="plain" onClick={() => showsAll.value = true}>{say("more", { count: more })}
      </Button>}
    </section>
  );
}

function Knock({ locale, session, knock }: KnocksProps & { readonly knock: WireKnock }): JSX.Element {
  const say = speaker(knocksWords, locale);
  const answering = useSignal<KnockAnswer | null>(null);
  const failure = useSignal<string | null>(null);

  async function answer(given: KnockAnswer): Promise<void> {
    answering.value = given;
    const trouble = await session.answerKnock(knock.id, given);
    answering.value = null;
    failure.value = trouble && troubleText(trouble, locale);
  }

  return (
    <KnockCard locale={locale} knock={knock}>
      {KNOCK_ANSWERS.filter((given) => given !== knock.state).map((given) => (
        <Button
          key={given}
          variant={given === "in" ? "primary" : "quiet"}
          busy={answering.value === given}
          disabled={answering.value !== null}
          onClick={() => void answer(given)}
        >
          {say(given)}
        </Button>
      ))}
      {failure.value && <p class="knock-failure" role="status">{failure.value}</p>}
    </KnockCard>
  );
}

/** Rings once for every knock, and says in the title who still waits for an answer. */
function useBell(knocks: readonly WireKnock[], text: (name: string) => string): void {
  const bell = useRef<DoorBell | null>(null);
  const heard = useRef<ReadonlySet<string>>(new Set());
  useEffect(() => {
    const made = bell.current = createDoorBell();
    return () => made.close();
  }, []);
  useEffect(() => {
    const waiting = knocks.filter(({ state }) => state === "waiting");
    const fresh = waiting.find((knock) => !heard.current.has(keyOf(knock)));
    heard.current = new Set(knocks.map(keyOf));
    if (fresh) bell.current?.ring(text(fresh.name));
    else if (waiting.length === 0) bell.current?.hush();
  }, [knocks]);
}

function keyOf({ id, at }: WireKnock): string {
  return `${id}-${at}`;
}
