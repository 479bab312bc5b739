import { define } from "../../../define.ts";
import { openApiDocument } from "../../../protocol/openapi.ts";

/** The API's description, made from the same schemas that check it. */
export const handler = define.handlers({
  GET(ctx) {
    return Response.json(openApiDocument(ctx.state.deps.publicUrl.origin), {
      headers: { "Cache-Control": "public, max-age=300" },
    });
  },
});
