import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'

/** A FaithFlow of its own: another process, started as people start it. */
export interface ServerUnderTest {
  readonly port: number
  /** Everything it has printed so far. */
  output(): string
  /** Sends a signal and resolves to the exit code, or to the signal that ended it. */
  end(signal: NodeJS.Signals): Promise<number | NodeJS.Signals | null>
}

/** What became of a server that could not start. */
export interface FailedStart {
  readonly code: number | null
  readonly output: string
}

const environmentOf = (settings: Readonly<Record<string, string>>): NodeJS.ProcessEnv => ({
  PATH: process.env['PATH'],
  HOME: process.env['HOME'],
  ...settings,
})

const fromSource = ['--import', 'tsx', 'src/main.ts']

function run(settings: Readonly<Record<string, string>>, program: readonly string[]) {
  const child: ChildProcess = spawn(process.execPath, program, {
    env: environmentOf(settings),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const chunks: string[] = []
  child.stdout?.on('data', (chunk: Buffer) => chunks.push(chunk.toString()))
  child.stderr?.on('data', (chunk: Buffer) => chunks.push(chunk.toString()))
  return { child, output: () => chunks.join('') }
}

/**
 * Starts a server with these settings on a free port; resolves when it says that it is ready. `program` is what Node is
 * given to run: the sources unless named.
 */
export async function startServer(
  settings: Readonly<Record<string, string>>,
  program: readonly string[] = fromSource,
): Promise<ServerUnderTest> {
  const { child, output } = run({ PORT: '0', ...settings }, program)
  const exited = once(child, 'exit')
  const port = await new Promise<number>((resolve, reject) => {
    child.stdout?.on('data', () => {
      const found = /is ready[\s\S]*?:(\d+)\/graphql/.exec(output())?.[1]
      if (found) resolve(Number(found))
    })
    void exited.then(() => reject(new Error(`The server did not start:\n${output()}`)))
  })
  return {
    port,
    output,
    async end(signal) {
      child.kill(signal)
      await exited
      return child.exitCode ?? child.signalCode
    },
  }
}

/** Starts a server that is expected to give up. */
export async function failToStart(settings: Readonly<Record<string, string>>): Promise<FailedStart> {
  const { child, output } = run(settings, fromSource)
  await once(child, 'close')
  return { code: child.exitCode, output: output() }
}
