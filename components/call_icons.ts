/** The icons that only the call shows; in a list of their own, so that the lobby's script is free of them (icons.ts says why). */
// @ts-types="./lucide_icon.d.ts"
export { default as Lock } from "lucide/dist/esm/icons/lock.mjs";
// @ts-types="./lucide_icon.d.ts"
export { default as LockOpen } from "lucide/dist/esm/icons/lock-open.mjs";
// @ts-types="./lucide_icon.d.ts"
export { default as LogOut } from "lucide/dist/esm/icons/log-out.mjs";
// @ts-types="./lucide_icon.d.ts"
export { default as Maximize2 } from "lucide/dist/esm/icons/maximize-2.mjs";
// @ts-types="./lucide_icon.d.ts"
export { default as MessageSquareText } from "lucide/dist/esm/icons/message-square-text.mjs";
// @ts-types="./lucide_icon.d.ts"
export { default as Mic } from "lucide/dist/esm/icons/mic.mjs";
// @ts-types="./lucide_icon.d.ts"
export { default as MicOff } from "lucide/dist/esm/icons/mic-off.mjs";
// @ts-types="./lucide_icon.d.ts"
export { default as PhoneOff } from "lucide/dist/esm/icons/phone-off.mjs";
// @ts-types="./lucide_icon.d.ts"
export { default as RefreshCw } from "lucide/dist/esm/icons/refresh-cw.mjs";
// @ts-types="./lucide_icon.d.ts"
export { default as ScreenShare } from "lucide/dist/esm/icons/screen-share.mjs";
// @ts-types="./lucide_icon.d.ts"
export { default as ScreenShareOff } from "lucide/dist/esm/icons/screen-share-off.mjs";
// @ts-types="./lucide_icon.d.ts"
export { default as SendHorizontal } from "lucide/dist/esm/icons/send-horizontal.mjs";
// @ts-types="./lucide_icon.d.ts"
export { default as Settings2 } from "lucide/dist/esm/icons/settings-2.mjs";
// @ts-types="./lucide_icon.d.ts"
export { default as Users } from "lucide/dist/esm/icons/users.mjs";
// @ts-types="./lucide_icon.d.ts"
export { default as Video } from "lucide/dist/esm/icons/video.mjs";
// @ts-types="./lucide_icon.d.ts"
export { default as VideoOff } from "lucide/dist/esm/icons/video-off.mjs";
// @ts-types="./lucide_icon.d.ts"
export { default as Volume2 } from "lucide/dist/esm/icons/volume-2.mjs";
// @ts-types="./lucide_icon.d.ts"
export { default as WifiOff } from "lucide/dist/esm/icons/wifi-off.mjs";
// @ts-types="./lucide_icon.d.ts"
export { default as X } from "lucide/dist/esm/icons/x.mjs";
