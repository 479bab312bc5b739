/** The first page for strangers: what this is, in one picture and three sentences. */
import type { JSX } from "preact";
import { homeWords } from "../words/home.ts";
import { speaker } from "../words/speaker.ts";
import { ButtonLink } from "./Button.tsx";
import { DoorScene } from "./DoorScene.tsx";
import { Icon, type IconNode } from "./Icon.tsx";
import { DoorOpen, Link, ShieldCheck } from "./icons.ts";

export function SignedOutHome({ locale }: { readonly locale: string }): JSX.Element {
  const say = speaker(homeWords, locale);
  return (
    <>
      <section class="hero">
        <div class="hero-text">
          <h1 class="hero-title">{say("hero_title")}</h1>
          <p class="lead">{say("hero_text")}</p>
          <div class="row">
            <ButtonLink href="/sign-up" variant="primary" size="large">{say("sign_up")}</ButtonLink>
            <ButtonLink href="/sign-in" variant="plain" size="large">{say("sign_in")}</ButtonLink>
          </div>
        </div>
        <DoorScene />
      </section>
      <div class="points">
        <Point icon={DoorOpen} title={say("point_open_title")} text={say("point_open")} />
        <Point icon={Link} title={say("point_link_title")} text={say("point_link")} />
        <Point icon={ShieldCheck} title={say("point_own_title")} text={say("point_own")} />
      </div>
    </>
  );
}

interface PointProps {
  readonly icon: IconNode;
  readonly title: string;
  readonly text: string;
}

function Point({ icon, title, text }: PointProps): JSX.Element {
  return (
    <div class="point">
      <Icon of={icon} />
      <h2 class="point-title">{title}</h2>
      <p class="soft">{text}</p>
    </div>
  );
}
