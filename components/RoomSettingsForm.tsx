/** The settings of a room that lasts, to be changed by those who look after it. */
import type { JSX } from "preact";
import type { RoomId } from "../domain/ids.ts";
import { hostingWords } from "../words/hosting.ts";
import { speaker } from "../words/speaker.ts";
import { Button } from "./Button.tsx";
import { RoomSettingsFields, type RoomSettingsFieldsProps } from "./RoomSettingsFields.tsx";

export interface RoomSettingsFormProps extends RoomSettingsFieldsProps {
  readonly roomId: RoomId;
}

export function RoomSettingsForm({ roomId, ...fields }: RoomSettingsFormProps): JSX.Element {
  const say = speaker(hostingWords, fields.locale);
  return (
    <form class="card hosted-form" id="settings" method="post" action={`/rooms/${roomId}#settings`}>
      <input type="hidden" name="form" value="settings" />
      <h2 class="hosted-title">{say("settings_title")}</h2>
      <RoomSettingsFields {...fields} />
      <Button type="submit">{say("settings_save")}</Button>
    </form>
  );
}
