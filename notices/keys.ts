/** Names that stand for a notice outside the house: the same for every attempt, and telling nobody what it is about. */
import { createHash } from "node:crypto";

const TOPIC_BYTES = 24;

/** 32 characters of base64url, as a push Topic may have (RFC 8030, 5.4); also the notification's tag. */
export function topicOf(dedupKey: string): string {
  return createHash("sha256").update(dedupKey).digest().subarray(0, TOPIC_BYTES).toString("base64url");
}

/** Mail programs show what comes twice under one Message-ID once. `host`: of this house. */
export function messageIdOf(dedupKey: string, host: string): string {
  return `<${topicOf(dedupKey)}@${host}>`;
}
