/** What the call loads when somebody asks who is inside. One value, because functions exported from here would be islands. */
import PeoplePanel from "./PeoplePanel.tsx";

export const peoplePanel = { PeoplePanel };
