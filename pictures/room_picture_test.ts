import { describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import { drawRoomPicture, PICTURE_HEIGHT, PICTURE_WIDTH, setTitle } from "./room_picture.ts";

const COFFEE = { emoji: "☕", title: "Coffee", about: "The door is ajar." };

/** From a PNG's first chunk. */
function sizeOf(png: Uint8Array): [number, number] {
  assert.deepEqual([...png.subarray(0, 8)], [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const view = new DataView(png.buffer, png.byteOffset);
  return [view.getUint32(16), view.getUint32(20)];
}

describe("drawRoomPicture()", () => {
  it("draws a PNG of the size that previews are shown at, the same for the same words", async () => {
    const png = await drawRoomPicture(COFFEE);
    assert.deepEqual(sizeOf(png), [PICTURE_WIDTH, PICTURE_HEIGHT]);
    assert.ok(png.length < 300_000, `${png.length} bytes`);
    assert.equal(await drawRoomPicture({ ...COFFEE }), png);
  });

  it("shows what is said: other words, or another emoji, make another picture", async () => {
    const pictures = [COFFEE, { ...COFFEE, title: "Tea" }, { ...COFFEE, emoji: "🎲" }, { ...COFFEE, about: "Later." }];
    const drawn = await Promise.all(pictures.map(async (each) => (await drawRoomPicture(each)).toBase64()));
    assert.equal(new Set(drawn).size, pictures.length);
  });

  it("draws every activity: signs of markup, skin tones, flags, and letters that the font has not", async () => {
    for (
      const [emoji, title] of [
        ["👩🏽‍🚀", `"><image href="file:///etc/passwd"/>&amp;'`],
        ["🇯🇵", "昼ごはん"],
        ["❤️", "שלום"],
        ["🏳️‍🌈", "Ünïcödé Кино"],
        ["1️⃣", "Donaudampfschifffahrtselektrizitätenhau"],
      ] as const
    ) assert.deepEqual(sizeOf(await drawRoomPicture({ emoji, title, about: "." })), [PICTURE_WIDTH, PICTURE_HEIGHT]);
  });
});

describe("setTitle()", () => {
  /** As if every letter were half as wide as high. */
  const widthAt = (text: string) => text.length * 42;

  it("keeps short titles in one line, at full size", () => {
    assert.deepEqual(setTitle("Coffee", widthAt), { lines: ["Coffee"], size: 84 });
  });

  it("breaks long ones where the lines are most alike, and makes what cannot be broken smaller", () => {
    assert.deepEqual(setTitle("Board games on a rainy Sunday", widthAt).lines, ["Board games on", "a rainy Sunday"]);
    const { lines, size } = setTitle("x".repeat(30), widthAt);
    assert.equal(lines.length, 1);
    assert.ok(size < 84 && 30 * 42 * (size / 84) <= 640);
    assert.equal(setTitle("x".repeat(400), widthAt).size, 34);
  });
});
