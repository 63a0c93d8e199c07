/** Where technical pieces write what happened: fields for machines, one sentence for people. Never throws. */
export interface Log {
  debug(fields: object, message: string): void
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
  /** A person must act now. */
  error(fields: object, message: string): void
}
