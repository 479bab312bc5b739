import { describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import {
  decideQuestion,
  isAnswerable,
  QUESTION_GOOD_MS,
  QUESTIONS_COUNTED_MS,
  QUESTIONS_OF_HOST,
  QUESTIONS_TO_ADDRESS,
} from "./reminder.ts";
import { granted, tooMany } from "./refusal.ts";

const NONE = { toAddress: 0, toAddressOfRoom: 0, ofHost: 0 };
const NOON = new Date("2026-03-01T12:00:00Z");

describe("decideQuestion()", () => {
  it("asks an address once about a room, and only so often at all", () => {
    assert.deepEqual(decideQuestion(NONE), granted(true));
    assert.deepEqual(decideQuestion({ ...NONE, toAddress: QUESTIONS_TO_ADDRESS - 1 }), granted(true));
    assert.deepEqual(decideQuestion({ ...NONE, toAddress: 1, toAddressOfRoom: 1 }), granted(false));
    assert.deepEqual(decideQuestion({ ...NONE, toAddress: QUESTIONS_TO_ADDRESS }), granted(false));
  });

  it("says the same of an address whatever was written to it, and names the host's limit alone", () => {
    const spent = { ...NONE, ofHost: QUESTIONS_OF_HOST };
    const answers = [0, QUESTIONS_TO_ADDRESS].map((toAddress) => decideQuestion({ ...spent, toAddress }));
    for (const answer of answers) assert.deepEqual(answer, tooMany(QUESTIONS_COUNTED_MS / 1000));
  });
});

describe("isAnswerable()", () => {
  it("ends a question after a week, and a yes not at all", () => {
    const later = (ms: number) => new Date(NOON.getTime() + ms);
    const question = { askedAt: NOON, told: false };
    assert.equal(isAnswerable(question, later(QUESTION_GOOD_MS - 1)), true);
    assert.equal(isAnswerable(question, later(QUESTION_GOOD_MS)), false);
    assert.equal(isAnswerable({ ...question, told: true }, later(QUESTION_GOOD_MS * 9)), true);
  });
});
