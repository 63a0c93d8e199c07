/** Why the embedded PostgreSQL cannot be used; the message is one sentence that says what to do about it. */
export class EmbeddedPostgresError extends Error {
  override readonly name = 'EmbeddedPostgresError'
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'is not writable for this user',
  EPERM: 'is not writable for this user',
  EROFS: 'is on a read-only disk',
  ENOSPC: 'is on a full disk',
  EDQUOT: 'is over this user’s disk quota',
  ENOTDIR: 'lies below something that is not a folder',
  EEXIST: 'is not a folder',
}

/** The system's code of a failed call (`ENOENT`, …), or an empty text when `error` carries none. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
}

/** Rephrases whatever went wrong around `dataDir` as an EmbeddedPostgresError; the original is its `cause`. */
export function explain(error: unknown, dataDir: string): EmbeddedPostgresError {
  if (error instanceof EmbeddedPostgresError) return error

  const text = error instanceof Error ? error.message : String(error)
  const reason = reasons[codeOf(error)]
  if (reason === undefined)
    return new EmbeddedPostgresError(`The embedded PostgreSQL failed: ${text}`, { cause: error })
  const advice = 'make it writable, or choose another folder with DATA_DIR'
  return new EmbeddedPostgresError(`The data folder ${dataDir} ${reason} (${text}): ${advice}.`, { cause: error })
}
