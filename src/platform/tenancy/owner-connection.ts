import pg from 'pg'

/** The database cannot be reached, as one line that says what to do. */
export class DatabaseUnreachable extends Error {
  override readonly name = 'DatabaseUnreachable'
}

/** Runs `work` on one connection of the owner, for set-up and operators. Throws DatabaseUnreachable without one. */
export async function withOwner<T>(ownerUrl: string, work: (owner: pg.Client) => Promise<T>): Promise<T> {
  const owner = new pg.Client({ connectionString: ownerUrl, connectionTimeoutMillis: 5000 })
  // A connection that breaks in mid-work is told by the query that was running.
  owner.on('error', () => undefined)
  await owner.connect().catch((error: unknown) => refuse(ownerUrl, error))
  try {
    return await work(owner)
  } finally {
    await owner.end()
  }
}

function refuse(ownerUrl: string, error: unknown): never {
  const why = error instanceof Error ? error.message || ('code' in error && String(error.code)) : String(error)
  const { host } = new URL(ownerUrl)
  throw new DatabaseUnreachable(
    `The database at ${host} cannot be reached (${why}): start it, or correct its DATABASE_URL.`,
    { cause: error },
  )
}
