/** Codes of requests that cannot be served as asked, whoever mends it: they appear in `extensions.code`. */
export type BlockedCode =
  | 'BAD_CURSOR'
  | 'BAD_REQUEST'
  | 'BAD_USER_INPUT'
  | 'CHURCH_MOVING'
  | 'CHURCH_UPGRADING'
  | 'FEATURE_DISABLED'
  | 'FORBIDDEN'
  | 'IDEMPOTENCY_IN_PROGRESS'
  | 'IDEMPOTENCY_KEY_REUSED'
  | 'NOT_FOUND'
  | 'PASSWORD_CHANGE_REQUIRED'
  | 'SECOND_FACTOR_REQUIRED'
  | 'PERSISTED_QUERY_NOT_FOUND'
  | 'PERSISTED_QUERY_REQUIRED'
  | 'QUERY_TOO_COMPLEX'
  | 'SERVICE_UNAVAILABLE'
  | 'TENANT_ARCHIVED'
  | 'TENANT_NOT_FOUND'
  | 'TENANT_SUSPENDED'
  | 'THROTTLED'
  | 'TOKEN_EXPIRED'
  | 'UNAUTHENTICATED'

/** The HTTP status each code answers with when nothing else of the request could be served. */
export const blockedStatus: Readonly<Record<BlockedCode, number>> = {
  BAD_CURSOR: 400,
  BAD_REQUEST: 400,
  BAD_USER_INPUT: 400,
  CHURCH_MOVING: 503,
  CHURCH_UPGRADING: 503,
  FEATURE_DISABLED: 403,
  FORBIDDEN: 403,
  IDEMPOTENCY_IN_PROGRESS: 409,
  IDEMPOTENCY_KEY_REUSED: 409,
  NOT_FOUND: 404,
  PASSWORD_CHANGE_REQUIRED: 403,
  SECOND_FACTOR_REQUIRED: 403,
  PERSISTED_QUERY_NOT_FOUND: 400,
  PERSISTED_QUERY_REQUIRED: 400,
  QUERY_TOO_COMPLEX: 400,
  SERVICE_UNAVAILABLE: 503,
  TENANT_ARCHIVED: 403,
  TENANT_NOT_FOUND: 404,
  TENANT_SUSPENDED: 403,
  THROTTLED: 429,
  TOKEN_EXPIRED: 401,
  UNAUTHENTICATED: 401,
}

/**
 * A no that cuts across domains: not signed in, not allowed, not readable. Thrown, never returned; the client sees it as
 * a top-level error with this code and message. Nobody is woken for it.
 */
export class Blocked extends Error {
  override readonly name = 'Blocked'
  readonly code: BlockedCode
  /** Where in the arguments the fault lies, outermost first; null when it is not about an argument. */
  readonly argumentPath: readonly string[] | null

  constructor(code: BlockedCode, message: string, argumentPath: readonly string[] | null = null) {
    super(message)
    this.code = code
    this.argumentPath = argumentPath
  }
}

/** A no because of numbers, which the client sees beside the code: how much there is, how much may be, how long to wait. */
export class OverLimit extends Blocked {
  readonly numbers: Readonly<Record<string, string | number>>

  constructor(code: BlockedCode, message: string, numbers: Readonly<Record<string, string | number>>) {
    super(code, message)
    this.numbers = numbers
  }
}

/** Somebody asks too often. `reason` is a sentence without its end. */
export function throttled(reason: string, retryAfterMs: number): OverLimit {
  const seconds = Math.max(1, Math.ceil(retryAfterMs / 1000))
  return new OverLimit('THROTTLED', `${reason}: try again in ${inMinutes(seconds)}.`, { retryAfterMs: seconds * 1000 })
}

const inMinutes = (seconds: number): string =>
  seconds < 120 ? `${seconds} second${seconds === 1 ? '' : 's'}` : `${Math.ceil(seconds / 60)} minutes`

/** Nobody is signed in, or not with a token that counts. */
export const notSignedIn = (): Blocked =>
  new Blocked('UNAUTHENTICATED', 'Sign in first: send `Authorization: Bearer <accessToken>`.')

/** The central host was called without a church where one is needed. */
export const nameTheChurch = (): Blocked =>
  new Blocked('TENANT_NOT_FOUND', 'Say which church: call its own host, or send the header `X-Church: <church>`.')

/** The viewer lacks a permission, or asks at the wrong door. */
export const notAllowed = (message: string): Blocked => new Blocked('FORBIDDEN', message)
