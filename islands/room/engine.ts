/**
 * All that the lobby's island loads once it runs: what can do things, and what is shown from then on. One value and one
 * chunk; functions exported from here would be islands of their own.
 */
import { openRoomClient } from "../../client/room_client.ts";
import { DoorLine } from "../../components/DoorLine.tsx";
import AudienceNow from "./AudienceNow.tsx";
import Beyond from "./Beyond.tsx";
import Knocking from "./Knocking.tsx";
import Preview, { Foresight } from "./Preview.tsx";
import Share from "./Share.tsx";
import { LeaveAjar } from "./Waiting.tsx";
import Trouble, { troubleText } from "./Trouble.tsx";

export const engine = {
  openRoomClient,
  AudienceNow,
  Beyond,
  DoorLine,
  Knocking,
  Preview,
  Foresight,
  LeaveAjar,
  Share,
  Trouble,
  troubleText,
};
