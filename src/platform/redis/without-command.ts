/**
 * The same error without the command that met it: ioredis attaches it whole, with the password of an AUTH or the text
 * of a message, and loggers write every property of an error. What is no error becomes one.
 */
export function withoutCommand(error: unknown): Error {
  if (!(error instanceof Error)) return new Error(String(error))
  if ('command' in error) delete error.command
  return error
}
