/** Where a picture is chosen, replaced and taken away, as the last part of a form: what comes after a file that is too large is lost. */
import type { ComponentChildren, JSX } from "preact";
import { PICTURE_TYPES } from "../domain/picture.ts";
import { pictureWords } from "../words/pictures.ts";
import { speaker } from "../words/speaker.ts";
import { CircleAlert } from "./icons.ts";
import { Icon } from "./Icon.tsx";

export interface PictureFieldProps {
  readonly locale: string;
  /** The one that there is, as it is shown; null: there is none. */
  readonly present: JSX.Element | null;
  /** Whether it was ticked to take that away. */
  readonly gone: boolean;
  readonly error: string | undefined;
  /** Whether one was chosen that this form cannot hold any more, since it is shown again. */
  readonly again: boolean;
  /** What prepares the file, where there is a script. */
  readonly children?: ComponentChildren;
}

export function PictureField({ locale, present, gone, error, again, children }: PictureFieldProps): JSX.Element {
  const say = speaker(pictureWords, locale);
  const notice = error ?? (again ? say("again") : undefined);
  const described = [notice && "picture-error", "picture-hint"].filter(Boolean).join(" ");
  return (
    <div class="picture-field">
      {present !== null && (
        <div class="picture-present" role="group" aria-labelledby="picture-present">
          <p class="field-label" id="picture-present">{say("present")}</p>
          {present}
          <label class="tick">
            <input type="checkbox" name="picture_gone" value="yes" checked={gone} />
            <span>{say("remove")}</span>
          </label>
        </div>
      )}
      <div class="field">
        <label class="field-label" for="picture">{say(present === null ? "choose" : "replace")}</label>
        <input
          class="input picture-input"
          type="file"
          id="picture"
          name="picture"
          accept={PICTURE_TYPES.join()}
          aria-invalid={notice ? "true" : undefined}
          aria-describedby={described}
        />
        {notice && (
          <p class="field-error" id="picture-error">
            <Icon of={CircleAlert} size="small" />
            <span>{notice}</span>
          </p>
        )}
        <p class="field-hint" id="picture-hint">{say("hint")}</p>
      </div>
      {children}
    </div>
  );
}
