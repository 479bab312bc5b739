/** Making an account. Every field that is wrong says so beside itself; what was typed stays, save the password. */
import { page } from "fresh";
import { signUp } from "../actions/sign_up.ts";
import { Button } from "../components/Button.tsx";
import { Card } from "../components/Card.tsx";
import { errorText } from "../components/error_text.ts";
import { Field } from "../components/Field.tsx";
import { Notice } from "../components/Notice.tsx";
import { define } from "../define.ts";
import { type Refusal, refused } from "../domain/refusal.ts";
import { signUpForm } from "../protocol/forms.ts";
import { accountWords } from "../words/account.ts";
import { speaker } from "../words/speaker.ts";
import { accountHeaders } from "./(_http)/account_headers.ts";
import { formStatus, readForm } from "./(_http)/form.ts";
import { retryAfter } from "./(_http)/retry_after.ts";
import { nextPath, seeOther, withNext } from "./(_http)/see_other.ts";
import { PageTitle } from "./(_page)/PageTitle.tsx";

type FieldName = "name" | "email" | "password";

interface Shown {
  readonly next: string;
  readonly name: string;
  readonly email: string;
  readonly refusal: Refusal | null;
}

/** What a field of the wrong shape is refused with. */
const SHAPE_REFUSAL: Readonly<Record<FieldName, Refusal>> = {
  name: "bad_nickname",
  email: "bad_email",
  password: "weak_password",
};

/** The field beside which a refusal is shown; the others stand above the form. */
const FIELD_OF: Partial<Readonly<Record<Refusal, FieldName>>> = {
  bad_nickname: "name",
  bad_email: "email",
  email_taken: "email",
  weak_password: "password",
};

export const handler = define.handlers({
  GET(ctx) {
    const next = nextPath(ctx.url.searchParams.get("next"));
    if (ctx.state.viewer.kind === "person") return seeOther(next);
    return page<Shown>({ next, name: "", email: "", refusal: null });
  },

  async POST(ctx) {
    const fields = await readForm(ctx.req);
    const { name = "", email = "" } = fields;
    const next = nextPath(fields.next);
    const form = signUpForm.safeParse({ name: "", email: "", password: "", ...fields });
    const outcome = form.success
      ? await signUp(ctx.state.deps, form.data, accountHeaders(ctx.req, ctx.state.address))
      : refused(shapeRefusal(form.error.issues[0]?.path[0]));
    if (outcome.ok) return seeOther(next, outcome.value.cookies);
    const { refusal } = outcome;
    return page<Shown>({ next, name, email, refusal }, {
      status: formStatus(refusal),
      headers: retryAfter(outcome),
    });
  },
});

function shapeRefusal(field: PropertyKey | undefined): Refusal {
  return field === "name" || field === "email" || field === "password" ? SHAPE_REFUSAL[field] : "bad_input";
}

export default define.page<typeof handler>(function SignUp({ data, state: { locale } }) {
  const say = speaker(accountWords, locale);
  const { next, name, email, refusal } = data;
  const wrong = refusal === null ? undefined : FIELD_OF[refusal];
  const text = refusal === null ? undefined : errorText(refusal, locale);
  const focus = wrong ?? (name === "" ? "name" : "password");
  return (
    <div class="sheet">
      <PageTitle page={say("sign_up_title")} locale={locale} />
      <div class="sheet-head">
        <h1>{say("sign_up_title")}</h1>
        <p class="soft">{say("sign_up_text")}</p>
      </div>
      <Card>
        <form class="form" method="post" action="/sign-up">
          {text !== undefined && wrong === undefined && (
            <Notice kind="error">
              <p>{text}</p>
            </Notice>
          )}
          <input type="hidden" name="next" value={next} />
          <Field
            name="name"
            label={say("name")}
            hint={say("name_hint")}
            value={name}
            error={wrong === "name" ? text : undefined}
            autocomplete="name"
            required
            autofocus={focus === "name"}
          />
          <Field
            name="email"
            type="email"
            label={say("email")}
            value={email}
            error={wrong === "email" ? text : undefined}
            autocomplete="email"
            inputMode="email"
            required
            autofocus={focus === "email"}
          />
          <Field
            name="password"
            type="password"
            label={say("password")}
            hint={say("password_hint")}
            error={wrong === "password" ? text : undefined}
            autocomplete="new-password"
            required
            autofocus={focus === "password"}
          />
          <Button type="submit" variant="primary" size="large" wide>{say("sign_up")}</Button>
        </form>
      </Card>
      <p class="sheet-foot">
        {say("have_account")} <a href={withNext("/sign-in", next)}>{say("sign_in")}</a>
      </p>
    </div>
  );
});
