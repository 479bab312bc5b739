/** One icon's own module of lucide, which has types only for all of them together. */
import type { IconNode } from "lucide";

declare const icon: IconNode;
export default icon;
