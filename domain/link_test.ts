import { describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import { roomId, seatId } from "./ids.ts";
import { reportPath } from "./link.ts";

describe("reportPath()", () => {
  it("stays within its page, whatever the ids are", () => {
    assert.equal(reportPath(roomId("r1")), "/rooms/r1/report");
    assert.equal(reportPath(roomId("../x?"), seatId("a&b")), "/rooms/..%2Fx%3F/report?seat=a%26b");
  });
});
