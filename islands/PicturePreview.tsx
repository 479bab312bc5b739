/** Shows the picture that was chosen in the form beside it, and makes it small before it is sent. The form does without. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { preparePicture } from "../client/picture_upload.ts";
import { pictureWords } from "../words/pictures.ts";
import { speaker } from "../words/speaker.ts";

export interface PicturePreviewProps {
  readonly locale: string;
}

export default function PicturePreview({ locale }: PicturePreviewProps): JSX.Element {
  const say = speaker(pictureWords, locale);
  const state = useSignal<"none" | "shown" | "unreadable">("none");
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const field = document.querySelector<HTMLInputElement>("input[type=file][name=picture]");
    if (field === null) return;
    async function show(): Promise<void> {
      if (field === null || canvas.current === null) return;
      const isChosen = field.files?.length === 1;
      const isRead = isChosen && await preparePicture(field, canvas.current);
      state.value = isRead ? "shown" : isChosen ? "unreadable" : "none";
    }
    field.addEventListener("change", show);
    // A browser that comes back to the page has kept what was chosen.
    show();
    return () => field.removeEventListener("change", show);
  }, []);
  return (
    <div class="picture-preview">
      <canvas ref={canvas} class="event-picture" hidden={state.value !== "shown"} aria-hidden="true" />
      <p class="soft small" role="status">
        {state.value === "shown" ? say("chosen") : state.value === "unreadable" ? say("unreadable") : ""}
      </p>
    </div>
  );
}
