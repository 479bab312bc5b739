/** All that the lobby's island loads once it runs: what can do things, and what is shown from then on. */
export { openRoomClient } from "../../client/room_client.ts";
export { Aftermath } from "../../components/Aftermath.tsx";
export { default as Call } from "./Call.tsx";
export { default as Preview, Foresight } from "./Preview.tsx";
export { default as Trouble, troubleText } from "./Trouble.tsx";
