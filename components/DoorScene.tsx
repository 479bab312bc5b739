/**
 * The picture behind the product's name: a dark hall, a door ajar, light on the floor, and a cat that has been let in.
 * Decoration only. One per page, since its gradients have ids. Coordinates are those of a 1200 × 600 stage whose right and
 * lower edges are always in view.
 */
import type { JSX } from "preact";

export function DoorScene(): JSX.Element {
  return (
    <svg class="scene" viewBox="0 0 1200 600" preserveAspectRatio="xMaxYMax slice" aria-hidden="true">
      <defs>
        <linearGradient id="scene-spill" x1="836" y1="450" x2="520" y2="640" gradientUnits="userSpaceOnUse">
          <stop class="scene-stop-near" offset="0" />
          <stop class="scene-stop-half" offset="0.42" />
          <stop class="scene-stop-far" offset="1" />
        </linearGradient>
        <radialGradient id="scene-glow" cx="832" cy="330" r="420" gradientUnits="userSpaceOnUse">
          <stop class="scene-stop-glow" offset="0" />
          <stop class="scene-stop-far" offset="1" />
        </radialGradient>
        <linearGradient id="scene-room" x1="0" y1="116" x2="0" y2="450" gradientUnits="userSpaceOnUse">
          <stop class="scene-stop-room-top" offset="0" />
          <stop class="scene-stop-room" offset="1" />
        </linearGradient>
        <linearGradient id="scene-leaf" x1="868" y1="0" x2="986" y2="0" gradientUnits="userSpaceOnUse">
          <stop class="scene-stop-leaf-lit" offset="0" />
          <stop class="scene-stop-leaf" offset="0.3" />
        </linearGradient>
      </defs>
      <path class="scene-floor" d="M0 450H1200V600H0z" />
      <path class="scene-skirting" d="M0 436H788V450H0zM1002 436H1200V450H1002z" />
      <rect class="scene-glow" x="380" y="-400" width="820" height="1000" fill="url(#scene-glow)" />
      <path class="scene-frame" d="M788 450V104a8 8 0 0 1 8-8H994a8 8 0 0 1 8 8V450z" />
      <path d="M802 450V110H988V450z" fill="url(#scene-room)" />
      <g class="scene-leaf">
        <path d="M868 134 988 110V450L868 436z" fill="url(#scene-leaf)" />
        <path class="scene-panel" d="M886 162 970 149V264L886 268zM886 300 970 299V421L886 409z" />
        <path class="scene-edge" d="M864.500 134.500 868 134V436L864.500 435.500z" />
        <circle class="scene-knob" cx="880" cy="284" r="5.500" />
      </g>
      <path class="scene-spill" d="M802 450H866L770 600H300z" fill="url(#scene-spill)" />
      <Cat />
    </svg>
  );
}

/** Sits in the light and looks at the door, so one sees its back. */
function Cat(): JSX.Element {
  return (
    <g class="scene-cat">
      <path
        class="scene-shadow"
        d="M706 541c-30 6-96 22-150 40-22 8-30 19-46 19h104c30-16 84-38 116-52z"
      />
      <path d="M704 545c-6-28 2-50 15-63-5-8-6-19-3-35 5 2 9 6 12 10 5-1 10-1 15 0 3-4 7-8 12-10 3 16 2 27-3 35 13 13 21 35 15 63-14 5-49 5-63 0z" />
      <path
        class="scene-tail"
        d="M762 541c16 5 33 1 33-10 0-8-9-10-12-4"
      />
    </g>
  );
}
