/** Why somebody reports a room or a person. */
export const REPORT_REASONS = ["harassment", "sexual", "violence", "child_safety", "spam", "other"] as const;

export type ReportReason = (typeof REPORT_REASONS)[number];
