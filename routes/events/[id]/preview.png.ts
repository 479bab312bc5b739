import { openEventPreview } from "../../../actions/open_preview.ts";
import { define } from "../../../define.ts";
import { eventPlace } from "../../(_http)/event_place.ts";
import { answerEventPicture } from "../../(_page)/room_picture.ts";

export const handler = define.handlers({
  async GET(ctx) {
    const outcome = await openEventPreview(ctx.state.deps, eventPlace(ctx.params, ctx.url));
    return await answerEventPicture(outcome, ctx.state);
  },
});
