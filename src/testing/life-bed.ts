import { runCommand } from '../app/commands/run-command.js'
import type { Environment } from '../app/environment.js'
import { type OwnDatabase, ownDatabase } from './own-database.js'

/** What a command line said, and how it ended. */
export interface Said {
  readonly code: number
  readonly printed: string
  readonly told: string
}

/** Calls `npx faithflow` with these words on the database at `url`, in this process. */
export const faithflow = (url: string, ...words: readonly string[]): Promise<Said> =>
  faithflowWith({ DATABASE_URL: url }, ...words)

/** Calls `npx faithflow` with these words and settings, in this process. */
export async function faithflowWith(environment: Environment, ...words: readonly string[]): Promise<Said> {
  let [printed, told] = ['', '']
  const code = await runCommand(words, {
    environment,
    print: (text) => void (printed += text),
    tell: (text) => void (told += text),
    isWatched: false,
    readInput: async () => '',
    signal: new AbortController().signal,
  })
  return { code, printed, told }
}

/** A test's own database with the two demo churches, olamchurch and gracechurch, and no other. */
export async function demoChurches(): Promise<OwnDatabase> {
  const database = await ownDatabase()
  // Those of the template share their roles with every copy of it: such a role cannot be dropped.
  await database.owner.query('delete from control.church')
  await faithflow(database.url, 'demo')
  return database
}

/** The key of the church at `subdomain`, in whatever state. */
export async function placeKeyOf({ owner }: Pick<OwnDatabase, 'owner'>, subdomain: string): Promise<string> {
  const { rows } = await owner.query<{ key: string }>(
    'select substr(schema_name, 3) as key from control.church where subdomain = $1',
    [subdomain],
  )
  return rows[0]?.key ?? ''
}
