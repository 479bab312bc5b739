/** Signing in. The form keeps the address but never the password, and leads back to where somebody wanted to go. */
import { page } from "fresh";
import { signIn } from "../actions/sign_in.ts";
import { Button } from "../components/Button.tsx";
import { Card } from "../components/Card.tsx";
import { errorText } from "../components/error_text.ts";
import { Field } from "../components/Field.tsx";
import { Notice } from "../components/Notice.tsx";
import { define } from "../define.ts";
import { type Refusal, refused } from "../domain/refusal.ts";
import { signInForm } from "../protocol/forms.ts";
import { accountWords } from "../words/account.ts";
import { speaker } from "../words/speaker.ts";
import { accountHeaders } from "./(_http)/account_headers.ts";
import { formStatus, readForm } from "./(_http)/form.ts";
import { retryAfter } from "./(_http)/retry_after.ts";
import { nextPath, seeOther, withNext } from "./(_http)/see_other.ts";
import { PageTitle } from "./(_page)/PageTitle.tsx";

interface Shown {
  readonly next: string;
  readonly email: string;
  readonly refusal: Refusal | null;
}

export const handler = define.handlers({
  GET(ctx) {
    const next = nextPath(ctx.url.searchParams.get("next"));
    if (ctx.state.viewer.kind === "person") return seeOther(next);
    return page<Shown>({ next, email: "", refusal: null });
  },

  async POST(ctx) {
    const fields = await readForm(ctx.req);
    const next = nextPath(fields.next);
    const form = signInForm.safeParse(fields);
    const outcome = form.success
      ? await signIn(ctx.state.deps, form.data, accountHeaders(ctx.req, ctx.state.address))
      : refused("wrong_credentials");
    if (outcome.ok) return seeOther(next, outcome.value.cookies);
    const { refusal } = outcome;
    return page<Shown>({ next, email: fields.email ?? "", refusal }, {
      status: formStatus(refusal),
      headers: retryAfter(outcome),
    });
  },
});

export default define.page<typeof handler>(function SignIn({ data, state: { locale } }) {
  const say = speaker(accountWords, locale);
  const { next, email, refusal } = data;
  return (
    <div class="sheet">
      <PageTitle page={say("sign_in")} locale={locale} />
      <div class="sheet-head">
        <h1>{say("sign_in_title")}</h1>
        <p class="soft">{say("sign_in_text")}</p>
      </div>
      <Card>
        <form class="form" method="post" action="/sign-in">
          {refusal !== null && (
            <Notice kind="error">
              <p>{errorText(refusal, locale)}</p>
            </Notice>
          )}
          <input type="hidden" name="next" value={next} />
          <Field
            name="email"
            type="email"
            label={say("email")}
            value={email}
            autocomplete="username"
            inputMode="email"
            required
            autofocus={email === ""}
          />
          <Field
            name="password"
            type="password"
            label={say("password")}
            autocomplete="current-password"
            required
            autofocus={email !== ""}
          />
          <Button type="submit" variant="primary" size="large" wide>{say("sign_in")}</Button>
        </form>
      </Card>
      <p class="sheet-foot">
        {say("no_account")} <a href={withNext("/sign-up", next)}>{say("sign_up")}</a>
      </p>
    </div>
  );
});
