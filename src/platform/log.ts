import { type DestinationStream, pino } from 'pino'
import { withoutValues } from './db/without-values.js'

/** Levels are promises: `error` means that a person must act now; `warn`, that the system healed itself but not for ever. */
export interface Log {
  debug(fields: object, message: string): void
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
  /** A log whose every line carries `fields` too: church, request. */
  child(fields: object): Log
}

/** The levels that may be asked for, from most lines to none. */
export const logLevels = ['debug', 'info', 'warn', 'error', 'silent'] as const

/** One of `logLevels`. */
export type LogLevel = (typeof logLevels)[number]

/**
 * One JSON object a line, on standard output unless `destination` is given.
 * Fields that carry secrets by name are blanked, wherever a caller forgot: passwords and tokens never reach a log, nor
 * does what a database error spells out of the row that it is about: its `detail`, where in a value it stands, and the
 * value that its message repeats.
 */
export function createLog(level: LogLevel, destination?: DestinationStream): Log {
  const secrets = ['password', 'token', 'accessToken', 'refreshToken', 'authorization', 'passwordHash']
  const ofDatabase = ['detail', 'where', 'internalQuery']
  const redact = {
    paths: [...secrets, ...ofDatabase].flatMap((name) => [name, `*.${name}`, `*.*.${name}`]),
    censor: '[secret]',
  }
  const serializers = { err: errorWithoutValues }
  return pino({ level, redact, serializers, base: null, timestamp: pino.stdTimeFunctions.isoTime }, destination)
}

function errorWithoutValues(error: unknown): unknown {
  if (!(error instanceof Error)) return error
  const plain = pino.stdSerializers.err(error)
  const [message, stack] = [plain.message, plain.stack].map((text) => withoutValues(error, text))
  return { ...plain, message, stack }
}

/**
 * What `log.child(fields)` is, made with its first line: fields are searched for secrets and written out at once, which
 * costs more than the rest of a ctx that logs nothing.
 */
export function childWhenNeeded(log: Log, fields: object): Log {
  let made: Log | null = null
  const child = (): Log => (made ??= log.child(fields))
  return {
    debug: (more, message) => child().debug(more, message),
    info: (more, message) => child().info(more, message),
    warn: (more, message) => child().warn(more, message),
    error: (more, message) => child().error(more, message),
    child: (more) => child().child(more),
  }
}
