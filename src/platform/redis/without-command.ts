/**
 * The same error without the command that met it: ioredis attaches it whole, with the password of an AUTH or the text of a
 * message, and loggers write every property of an error.
 */
export function withoutCommand(error: unknown): unknown {
  if (error instanceof Error && 'command' in error) delete error.command
  return error
}
