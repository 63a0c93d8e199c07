/** What lies behind an error of the database, as far as a client should hear of it. */
export type DatabaseFault = 'UNREADABLE_TEXT' | 'UNAVAILABLE' | 'TOO_SLOW'

// SQLSTATE classes and codes: PostgreSQL, appendix A. Node's own codes are those of a connection that failed or broke.
const faults: ReadonlyMap<string, DatabaseFault> = new Map([
  ['22021', 'UNREADABLE_TEXT'],
  ['22P05', 'UNREADABLE_TEXT'],
  ['57014', 'TOO_SLOW'],
  ['55P03', 'TOO_SLOW'],
  ['25P03', 'TOO_SLOW'],
  ['57P01', 'UNAVAILABLE'],
  ['57P02', 'UNAVAILABLE'],
  ['57P03', 'UNAVAILABLE'],
  ['53300', 'UNAVAILABLE'],
  ['08001', 'UNAVAILABLE'],
  ['08003', 'UNAVAILABLE'],
  ['08004', 'UNAVAILABLE'],
  ['08006', 'UNAVAILABLE'],
  ['EAI_AGAIN', 'UNAVAILABLE'],
  ['ECONNREFUSED', 'UNAVAILABLE'],
  ['ECONNRESET', 'UNAVAILABLE'],
  ['EHOSTUNREACH', 'UNAVAILABLE'],
  ['ENETUNREACH', 'UNAVAILABLE'],
  ['ENOTFOUND', 'UNAVAILABLE'],
  ['EPIPE', 'UNAVAILABLE'],
  ['ETIMEDOUT', 'UNAVAILABLE'],
])

/** Errors that pg raises itself, without a code. */
const withoutCode =
  /^(timeout exceeded when trying to connect|timeout expired|Connection terminated|Client has encountered a connection error)/

/** The fault behind an error; null when it is no such error, or one that only a defect can cause. */
export function databaseFault(error: unknown): DatabaseFault | null {
  if (!(error instanceof Error)) return null
  if ('code' in error && typeof error.code === 'string') return faults.get(error.code) ?? null
  return withoutCode.test(error.message) ? 'UNAVAILABLE' : null
}

/** Whether the database refused this for want of a right: a defect, unless the church is being moved. */
export const isRightMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === '42501'

/** Whether the database refused a row because another one has what only one may have, by the name of what says so. */
export const isTaken = (error: unknown, constraint: string): boolean =>
  error instanceof Error &&
  'code' in error &&
  error.code === '23505' &&
  'constraint' in error &&
  error.constraint === constraint
