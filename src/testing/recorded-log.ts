import type { Log } from '../platform/log.js'

/** A log that keeps what was written, as `level: message` lines. */
export function recordedLog(): Log & { readonly lines: readonly string[] } {
  const lines: string[] = []
  const write = (level: string) => (_fields: object, message: string) => {
    lines.push(`${level}: ${message}`)
  }
  return { lines, debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') }
}
