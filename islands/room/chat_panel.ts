/** What the call loads when somebody opens the chat. One value, because functions exported from here would be islands. */
import ChatPanel from "./ChatPanel.tsx";

export const chatPanel = { ChatPanel };
