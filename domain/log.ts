/** The shape of a logger, so that every layer can take one without knowing where its lines go. */
export type LogFields = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** Messages are sentence case without a final period; facts go into `fields`, errors as their stack. Never secrets, never SDP. */
export interface Log {
  debug(message: string, fields?: LogFields): void;
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields, error?: unknown): void;
  error(message: string, fields?: LogFields, error?: unknown): void;
}
