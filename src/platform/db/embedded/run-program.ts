import { spawn } from 'node:child_process'

/** Whom a program runs as, when that is not the user of this process. */
export interface Account {
  readonly uid: number
  readonly gid: number
}

/** How a program is run besides its arguments. */
export interface RunOptions {
  readonly account?: Account | undefined
  readonly cwd?: string | undefined
  /**
   * An open file that takes all output, of what the program leaves running too; collected in the outcome when absent.
   */
  readonly logFd?: number | undefined
  /** An open file that the program finds as its file 3. */
  readonly fd3?: number | undefined
}

/** How a program ended. */
export interface Outcome {
  readonly ok: boolean
  readonly output: string
}

/**
 * Runs a program to its end. Throws only when it cannot be started (ENOENT, EACCES, EPERM).
 *
 * It is out of reach of the terminal's Ctrl-C, and sees nothing of our environment, where secrets are.
 */
export function runProgram(file: string, args: readonly string[], options: RunOptions = {}): Promise<Outcome> {
  const { account, cwd, logFd, fd3 } = options
  const sink = logFd ?? 'pipe'
  const child = spawn(file, args, {
    ...account,
    cwd,
    detached: true,
    env: { LC_ALL: 'C', TZ: 'UTC' },
    stdio: ['ignore', sink, sink, ...(fd3 === undefined ? [] : [fd3])],
  })

  const chunks: Buffer[] = []
  child.stdout?.on('data', (chunk: Buffer) => chunks.push(chunk))
  child.stderr?.on('data', (chunk: Buffer) => chunks.push(chunk))
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => resolve({ ok: code === 0, output: Buffer.concat(chunks).toString('utf8') }))
  })
}
