import { GraphQLError, type GraphQLFormattedError } from 'graphql'
import { Blocked, type BlockedCode, blockedStatus, OverLimit } from '../platform/blocked.js'
import { type DatabaseFault, databaseFault } from '../platform/db/database-fault.js'
import { RequestOver } from '../platform/db/request-over.js'
import type { Log } from '../platform/log.js'

/** Codes that GraphQL and Apollo give to requests that could not be understood; their messages name nothing of ours. */
const clientCodes = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
  'BAD_REQUEST',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_SUPPORTED',
])

const databaseAnswers: Readonly<Record<DatabaseFault, { code: string; message: string }>> = {
  UNREADABLE_TEXT: {
    code: 'BAD_USER_INPUT',
    message: 'A text holds a character that cannot be stored, such as U+0000.',
  },
  UNAVAILABLE: { code: 'SERVICE_UNAVAILABLE', message: 'The database cannot be reached at the moment: try again.' },
  TOO_SLOW: { code: 'TIMEOUT', message: 'This took too long and was stopped: ask for less, or try again.' },
}

/** What every code of ours answers as HTTP status when the response holds no data. */
const statuses: ReadonlyMap<string, number> = new Map<string, number>([
  ...Object.entries(blockedStatus),
  ['TIMEOUT', 504],
  ['INTERNAL_SERVER_ERROR', 500],
])

/** Codes of a church that is worked on: it comes back by itself. */
const waitingHelps = new Set<string>(['CHURCH_MOVING', 'CHURCH_UPGRADING'] satisfies BlockedCode[])

/** Which request an error belongs to, so that its reader and the log can be brought together. */
export interface ErrorPlace {
  readonly requestId: string
  readonly log: Log
  /** Where a value stands that the error is about and that was written into the document; see `argumentPathOf`. */
  readonly argumentPath?: readonly string[] | null
  /** Whether its client went away before it was answered. */
  readonly hasLeft?: boolean
}

/**
 * The only place where a thrown error becomes an answer. What was meant for the client keeps its code and message, with
 * `extensions.argumentPath` where an argument is at fault. Everything else is a defect: logged once, answered as
 * INTERNAL_SERVER_ERROR with the request id, and nothing of what happened. What was left undone for a client that had
 * gone is no defect: nobody reads the answer, and nobody must act.
 */
export function formatError(
  error: unknown,
  { requestId, log, argumentPath = null, hasLeft = false }: ErrorPlace,
): GraphQLFormattedError {
  const located = error instanceof GraphQLError ? error : null
  const cause = causeOf(error)
  const where = locationOf(located)

  if (cause instanceof Blocked) {
    const numbers = cause instanceof OverLimit ? cause.numbers : {}
    const argument = cause.argumentPath ? { argumentPath: cause.argumentPath } : {}
    return { message: cause.message, ...where, extensions: { code: cause.code, ...argument, ...numbers } }
  }
  const fault = databaseFault(cause)
  if (fault) {
    const { code, message } = databaseAnswers[fault]
    if (fault === 'UNAVAILABLE') log.error({ requestId, err: cause }, 'the database could not be reached')
    if (fault === 'TOO_SLOW') log.warn({ requestId, err: cause }, 'the database did not answer in time')
    return { message, ...where, extensions: { code, requestId } }
  }
  if (cause instanceof GraphQLError) {
    const answer = clientError(cause, argumentPath)
    if (answer) return { ...answer, ...where }
  }
  if (hasLeft && cause instanceof RequestOver) {
    log.debug({ requestId, path: located?.path }, 'a request ended before its answer: its client went away')
    return { message: cause.message, ...where }
  }
  log.error({ requestId, path: located?.path, err: cause }, 'a request failed by a defect')
  const message = `Something went wrong on our side. Tell us the request id ${requestId}.`
  return { message, ...where, extensions: { code: 'INTERNAL_SERVER_ERROR', requestId } }
}

/** The HTTP status of a response with these errors: null, for 200, as soon as any of its data is there, unless nobody is signed in. */
export function statusOf(errors: readonly GraphQLFormattedError[], data: unknown): number | null {
  const codes = errors.map(({ extensions }) => String(extensions?.['code']))
  if (codes.some((code) => code === 'UNAUTHENTICATED' || code === 'TOKEN_EXPIRED')) return 401
  if (Object.values(data ?? {}).some((value) => value !== null && value !== undefined)) return null
  return codes.map((code) => statuses.get(code)).find((status) => status !== undefined) ?? null
}

/** What was thrown inside a resolver, without the places that GraphQL wrapped around it; GraphQL's own errors as they are. */
function causeOf(error: unknown): unknown {
  if (!(error instanceof GraphQLError) || !error.originalError) return error
  const cause = causeOf(error.originalError)
  return cause instanceof GraphQLError ? error : cause
}

function locationOf(error: GraphQLError | null): Pick<GraphQLFormattedError, 'path' | 'locations'> {
  return {
    ...(error?.locations ? { locations: error.locations } : {}),
    ...(error?.path ? { path: error.path } : {}),
  }
}

/** Seconds after which to come back, for the header `Retry-After` (RFC 9110, 10.2.3); null when no error says so. */
export function retryAfterOf(errors: readonly GraphQLFormattedError[]): number | null {
  const waits = errors.map(({ extensions }) => waitOf(extensions)).filter((wait) => wait !== null)
  return waits.length > 0 ? Math.ceil(Math.max(...waits) / 1000) : null
}

function waitOf(extensions: GraphQLFormattedError['extensions']): number | null {
  const wait = extensions?.['retryAfterMs']
  if (typeof wait === 'number') return wait
  return waitingHelps.has(String(extensions?.['code'])) ? 30_000 : null
}

function clientError(error: GraphQLError, argumentPath: readonly string[] | null): GraphQLFormattedError | null {
  // A scalar of ours marks what it cannot read; graphql-js and Apollo give the whole an own code where it is a literal.
  const isBadValue = error.extensions['badValue'] === true
  const code = isBadValue ? 'BAD_USER_INPUT' : error.extensions['code']
  if (typeof code !== 'string' || !clientCodes.has(code)) return null
  const place = argumentPath ?? variablePath(error.message)
  return { message: error.message, extensions: { code, ...(place ? { argumentPath: place } : {}) } }
}

/** graphql-js tells the place of a bad variable only in words: `Variable "$input" got invalid value … at "input.rows[0]"`. */
function variablePath(message: string): readonly string[] | null {
  const [, variable, inside] = /^Variable "\$([^"]+)"(?:.*? at "([^"]+)";)?/s.exec(message) ?? []
  if (!variable) return null
  return inside ? inside.split(/[.[\]]+/).filter(Boolean) : [variable]
}
