/** Calendar files as two parsers understand them that know nothing of Ajar, nor of each other. */
import ICAL from "ical.js";
import nodeIcal, { type VEvent } from "node-ical";

export function byIcalJs(text: string): ICAL.Event[] {
  const calendar = new ICAL.Component(ICAL.parse(text));
  for (const zone of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);
  return calendar.getAllSubcomponents("vevent").map((each) => new ICAL.Event(each));
}

export function byNodeIcal(text: string): VEvent[] {
  const found = Object.values(nodeIcal.sync.parseICS(text));
  return found.filter((each): each is VEvent => each?.type === "VEVENT");
}
