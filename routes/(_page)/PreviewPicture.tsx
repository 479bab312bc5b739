/** The picture that stands for a page where its link is shown as a preview. Apps that unfold links want its size to show it large. */
import type { JSX } from "preact";
import { PICTURE_HEIGHT, PICTURE_WIDTH } from "../../pictures/room_picture.ts";

export interface PreviewPictureProps {
  /** From the root of the house. */
  readonly path: string;
  readonly publicUrl: URL;
  readonly alt: string;
}

export function PreviewPicture({ path, publicUrl, alt }: PreviewPictureProps): JSX.Element {
  return (
    <>
      <meta property="og:image" content={new URL(path, publicUrl).href} />
      <meta property="og:image:type" content="image/png" />
      <meta property="og:image:width" content={String(PICTURE_WIDTH)} />
      <meta property="og:image:height" content={String(PICTURE_HEIGHT)} />
      <meta property="og:image:alt" content={alt} />
      <meta name="twitter:card" content="summary_large_image" />
    </>
  );
}
