import { runCommand } from '../app/commands/run-command.js'

/** What a command line said, and how it ended. */
export interface Said {
  readonly code: number
  readonly printed: string
  readonly told: string
}

/** Runs `npx faithflow` with these words on the database at `url`, in this process. */
export async function faithflow(url: string, ...words: readonly string[]): Promise<Said> {
  let printed = ''
  let told = ''
  const code = await runCommand(words, {
    environment: { DATABASE_URL: url },
    print: (text) => (printed += text),
    tell: (text) => (told += text),
    isWatched: false,
    readInput: async () => '',
    signal: new AbortController().signal,
  })
  return { code, printed, told }
}
