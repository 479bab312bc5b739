/** The media type of a file, by its extension. One that is not listed fails the build. */
import { extname } from "node:path";

const TYPES: { [extension: string]: string | undefined } = {
  ".css": "text/css; charset=utf-8",
  ".ico": "image/x-icon",
  ".jpg": "image/jpeg",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".mp3": "audio/mpeg",
  ".mp4": "video/mp4",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".webmanifest": "application/manifest+json",
  ".webp": "image/webp",
  ".woff2": "font/woff2",
};

export function mediaTypeOf(path: string): string {
  const type = TYPES[extname(path)];
  if (type === undefined) throw new Error(`No media type is known for ${path}; add its extension to media_type.ts`);
  return type;
}
