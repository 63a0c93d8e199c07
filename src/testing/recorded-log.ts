import type { Log } from '../platform/log.js'

/** A log that keeps what was written, by its children too, as `level: message` lines. */
export function recordedLog(): Log & { readonly lines: readonly string[] } {
  const lines: string[] = []
  const write = (level: string) => (_fields: object, message: string) => {
    lines.push(`${level}: ${message}`)
  }
  const log: Log = {
    debug: write('debug'),
    info: write('info'),
    warn: write('warn'),
    error: write('error'),
    child: () => log,
  }
  return { ...log, lines }
}
