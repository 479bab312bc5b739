/**
 * The icons in use, by lucide's names: those of pages and of the lobby (call_icons.ts has the rest of the set). Each comes
 * from its own module of lucide, because a bundler that splits code puts all that comes through one list into one chunk.
 */
// @ts-types="./lucide_icon.d.ts"
export { default as ArrowRight } from "lucide/dist/esm/icons/arrow-right.mjs";
// @ts-types="./lucide_icon.d.ts"
export { default as Bell } from "lucide/dist/esm/icons/bell.mjs";
// @ts-types="./lucide_icon.d.ts"
export { default as CalendarDays } from "lucide/dist/esm/icons/calendar-days.mjs";
// @ts-types="./lucide_icon.d.ts"
export { default as CalendarPlus } from "lucide/dist/esm/icons/calendar-plus.mjs";
// @ts-types="./lucide_icon.d.ts"
export { default as Check } from "lucide/dist/esm/icons/check.mjs";
// @ts-types="./lucide_icon.d.ts"
export { default as CircleAlert } from "lucide/dist/esm/icons/circle-alert.mjs";
// @ts-types="./lucide_icon.d.ts"
export { default as CircleCheck } from "lucide/dist/esm/icons/circle-check.mjs";
// @ts-types="./lucide_icon.d.ts"
export { default as Copy } from "lucide/dist/esm/icons/copy.mjs";
// @ts-types="./lucide_icon.d.ts"
export { default as DoorOpen } from "lucide/dist/esm/icons/door-open.mjs";
// @ts-types="./lucide_icon.d.ts"
export { default as Ellipsis } from "lucide/dist/esm/icons/ellipsis.mjs";
// @ts-types="./lucide_icon.d.ts"
export { default as Eye } from "lucide/dist/esm/icons/eye.mjs";
// @ts-types="./lucide_icon.d.ts"
export { default as House } from "lucide/dist/esm/icons/house.mjs";
// @ts-types="./lucide_icon.d.ts"
export { default as Info } from "lucide/dist/esm/icons/info.mjs";
// @ts-types="./lucide_icon.d.ts"
export { default as Link } from "lucide/dist/esm/icons/link.mjs";
// @ts-types="./lucide_icon.d.ts"
export { default as MapPin } from "lucide/dist/esm/icons/map-pin.mjs";
// @ts-types="./lucide_icon.d.ts"
export { default as Plus } from "lucide/dist/esm/icons/plus.mjs";
// @ts-types="./lucide_icon.d.ts"
export { default as Search } from "lucide/dist/esm/icons/search.mjs";
// @ts-types="./lucide_icon.d.ts"
export { default as Settings } from "lucide/dist/esm/icons/settings.mjs";
// @ts-types="./lucide_icon.d.ts"
export { default as Share2 } from "lucide/dist/esm/icons/share-2.mjs";
// @ts-types="./lucide_icon.d.ts"
export { default as ShieldCheck } from "lucide/dist/esm/icons/shield-check.mjs";
// @ts-types="./lucide_icon.d.ts"
export { default as Tent } from "lucide/dist/esm/icons/tent.mjs";
// @ts-types="./lucide_icon.d.ts"
export { default as TriangleAlert } from "lucide/dist/esm/icons/triangle-alert.mjs";
// @ts-types="./lucide_icon.d.ts"
export { default as UserPlus } from "lucide/dist/esm/icons/user-plus.mjs";
// @ts-types="./lucide_icon.d.ts"
export { default as UsersRound } from "lucide/dist/esm/icons/users-round.mjs";
