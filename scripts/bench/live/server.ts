import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { flagsOfStart } from '../flags-of-start.js'
import type { Probed } from './probe.js'

/** Where a built server finds what it needs. */
export interface ServerSettings {
  readonly databaseUrl: string
  readonly redisUrl: string
  readonly key: string
  readonly port: number
}

/** The built server, in a process of its own. */
export interface BuiltServer {
  readonly pid: number
  /** What it says of itself; for `memory` it collects its garbage first. */
  ask(question: 'memory' | 'cpu'): Promise<Probed>
  /** Ends it with this signal; resolves when it is gone. */
  end(signal: NodeJS.Signals): Promise<void>
}

/** Starts `dist/main.js` as in production; resolves when it answers. */
export async function startBuilt(settings: ServerSettings): Promise<BuiltServer> {
  const args = [...flagsOfStart(), '--expose-gc', '--import', './scripts/bench/live/probe.ts', 'dist/main.js']
  const child = spawn(process.execPath, args, {
    env: environmentOf(settings),
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  })
  const exited = once(child, 'exit')
  await Promise.race([
    untilReady(settings.port),
    exited.then(() => {
      throw new Error('The server ended before it was ready.')
    }),
  ])
  process.once('exit', () => child.kill('SIGKILL'))
  return {
    pid: child.pid ?? 0,
    ask: (question) => ask(child, question),
    async end(signal) {
      child.kill(signal)
      await exited
    },
  }
}

const environmentOf = ({ databaseUrl, redisUrl, key, port }: ServerSettings): NodeJS.ProcessEnv => ({
  PATH: process.env['PATH'],
  HOME: process.env['HOME'],
  NODE_ENV: 'production',
  // 10,000 sockets of one machine, and authors who write without a pause.
  RATE_LIMITS: 'off',
  BASE_DOMAIN: 'localhost',
  HOST: '127.0.0.1',
  PORT: String(port),
  DATABASE_URL: databaseUrl,
  REDIS_URL: redisUrl,
  JWT_PRIVATE_KEY: key,
  ENCRYPTION_KEY: Buffer.alloc(32).toString('base64'),
  DATA_DIR: mkdtempSync(join(tmpdir(), 'faithflow-live-')),
  WARM_CHURCHES: '0',
  WORKER: 'off',
  LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'error',
})

async function ask(child: ChildProcess, question: string): Promise<Probed> {
  const answer = once(child, 'message')
  child.send(question)
  const [probed] = (await answer) as [Probed]
  return probed
}

async function untilReady(port: number): Promise<void> {
  for (;;) {
    const isReady = await fetch(`http://127.0.0.1:${port}/health`).then(
      ({ ok }) => ok,
      () => false,
    )
    if (isReady) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
