/** SQLSTATE class 22, data exceptions: PostgreSQL repeats the value that it could not read (appendix A). */
const dataException = /^22[0-9A-Z]{3}$/

/**
 * `text`, which tells of `error`, without the values that the database repeats in it: a name where a number belongs is
 * still somebody's name. What kind of error it is stays.
 */
export function withoutValues(error: unknown, text: string): string {
  if (!(error instanceof Error)) return text
  const { message, cause } = error
  const isAboutValue = 'code' in error && typeof error.code === 'string' && dataException.test(error.code)
  // From the first quotation mark to the last: there may be others in the value.
  const told =
    isAboutValue && message !== ''
      ? text.replaceAll(
          message,
          message.replace(/".*"/s, () => '"…"'),
        )
      : text
  return withoutValues(cause, told)
}
