import { describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import fc from "fast-check";
import { exif, JPEG, jpegOfPhone, PNG, pngWith, SECRET, WEBP, webpWith } from "../tests/support/pictures.ts";
import { ascii, type Bytes, joined, viewOf } from "./bytes.ts";
import { readTurn } from "./exif.ts";
import { type CleanPicture, PICTURE_MAX_BYTES } from "./picture.ts";
import { takePicture } from "./picture_file.ts";

function taken(file: Bytes): CleanPicture {
  const outcome = takePicture(file);
  if (!outcome.ok) throw new Error(`Refused with ${outcome.refusal}`);
  return outcome.value;
}

function refusal(file: Bytes): string {
  const outcome = takePicture(file);
  return outcome.ok ? "granted" : outcome.refusal;
}

function holds(file: Bytes, text: string): boolean {
  return new TextDecoder("latin1").decode(file).includes(text);
}

describe("takePicture()", () => {
  it("tells by the content what a picture is, and how large", () => {
    for (const [file, type] of [[JPEG, "image/jpeg"], [PNG, "image/png"], [WEBP, "image/webp"]] as const) {
      const { bytes, ...rest } = taken(file);
      assert.deepEqual(rest, { type, width: 24, height: 16 });
      assert.deepEqual(taken(bytes).bytes, bytes, `${type} is taken again as it is`);
    }
  });

  it("keeps a picture's pixels and colours byte by byte", () => {
    for (const file of [JPEG, PNG, WEBP]) assert.deepEqual(taken(file).bytes, file);
  });

  it("leaves behind where, when and with what a picture was taken, and whatever stands behind it", () => {
    const files: readonly Bytes[] = [
      jpegOfPhone(1),
      pngWith("tEXt", ascii(`Comment\0${SECRET}`)),
      pngWith("eXIf", exif(1)),
      pngWith("fdAT", ascii(SECRET)),
      joined([PNG, ascii(SECRET)]),
      webpWith("EXIF", exif(1)),
      webpWith("XMP ", ascii(SECRET)),
      webpWith("ODD ", ascii(SECRET)),
      joined([WEBP, ascii(SECRET)]),
    ];
    for (const file of files) {
      assert.ok(holds(file, SECRET));
      const { bytes } = taken(file);
      assert.ok(!holds(bytes, SECRET));
      assert.ok(!holds(bytes, "Exif"));
      assert.ok([JPEG, PNG, WEBP].some((clean) => String(clean) === String(bytes)));
    }
  });

  it("keeps which way up a picture is, and tells its size as people see it", () => {
    for (const file of [jpegOfPhone(6), pngWith("eXIf", exif(6, false)), webpWith("EXIF", exif(6))]) {
      const { bytes, width, height, type } = taken(file);
      assert.deepEqual([width, height], [16, 24], type);
      assert.ok(!holds(bytes, SECRET));
      assert.deepEqual(taken(bytes), { type, width, height, bytes }, "is taken again as it is");
    }
    assert.deepEqual([taken(jpegOfPhone(3)).width, taken(jpegOfPhone(9)).width], [24, 24]);
  });

  it("refuses what is no picture of these types, whatever it calls itself", () => {
    const files = [
      new Uint8Array(),
      ascii("<!doctype html><script>alert(1)</script>"),
      ascii("<svg xmlns='http://www.w3.org/2000/svg'/>"),
      ascii("GIF89a\x01\0\x01\0\0\0\0;"),
      joined([JPEG.subarray(0, 3), ascii("<script>")]),
      PNG.subarray(0, 8),
      joined([ascii("RIFF"), new Uint8Array(4), ascii("WEBP")]),
    ];
    for (const file of files) assert.equal(refusal(file), "bad_picture");
  });

  it("refuses a picture that is cut off wherever that is", () => {
    for (const file of [JPEG, PNG, WEBP]) {
      for (let length = 0; length < file.length; length += 1) {
        assert.equal(refusal(file.subarray(0, length)), "bad_picture", `${length} bytes`);
      }
    }
  });

  it("refuses a picture that moves, and one with more pixels than a browser should unpack", () => {
    const moving = Uint8Array.from(WEBP);
    moving[20] = 0x32;
    assert.equal(refusal(moving), "bad_picture");
    const huge = Uint8Array.from(PNG);
    viewOf(huge).setUint32(16, 40_000);
    viewOf(huge).setUint32(20, 40_000);
    assert.equal(refusal(huge), "bad_picture");
    viewOf(huge).setUint32(16, 0);
    assert.equal(refusal(huge), "bad_picture");
    const other = Uint8Array.from(WEBP);
    other[24] = 0xff;
    assert.equal(refusal(other), "bad_picture", "two sizes, of which one could be any");
  });

  it("refuses a file that is too large before it looks at it", () => {
    assert.equal(refusal(new Uint8Array(PICTURE_MAX_BYTES + 1)), "picture_too_large");
    assert.equal(refusal(new Uint8Array(PICTURE_MAX_BYTES)), "bad_picture");
  });

  it("never throws, whatever bytes are changed", () => {
    const files = [jpegOfPhone(6), pngWith("eXIf", exif(6)), webpWith("EXIF", exif(6))];
    const changes = fc.array(fc.tuple(fc.nat(2000), fc.nat(255)), { minLength: 1, maxLength: 6 });
    fc.assert(fc.property(fc.constantFrom(...files), changes, (file, changed) => {
      const broken = Uint8Array.from(file);
      for (const [at, byte] of changed) broken[at % broken.length] = byte;
      const outcome = takePicture(broken);
      assert.ok(outcome.ok || outcome.refusal === "bad_picture");
    }));
  });
});

describe("readTurn()", () => {
  it("reads it in both byte orders, and takes what cannot be read for none", () => {
    assert.deepEqual([readTurn(exif(8)), readTurn(exif(8, false))], [8, 8]);
    assert.deepEqual([readTurn(exif(0)), readTurn(exif(300)), readTurn(ascii("II")), readTurn(new Uint8Array(40))], [
      1,
      1,
      1,
      1,
    ]);
    const far = exif(8);
    viewOf(far).setUint32(4, 0xfffffff0, true);
    assert.equal(readTurn(far), 1);
  });
});
