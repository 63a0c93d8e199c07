import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Account } from '../platform/db/embedded/run-program.js'
import { freePort } from '../platform/db/embedded/run-server.js'

/** A server that tests started; it ends with this process at the latest. */
export interface ServerProcess {
  /** Asks it to end, and waits until it did. Does nothing once it has ended. */
  stop(): Promise<void>
  /** Ends it at once, as a crash would, and waits until it is gone. */
  kill(): Promise<void>
}

/** What to start, and how to know that it is ready. */
export interface ServerProgram {
  readonly file: string
  readonly args: readonly string[]
  readonly account?: Account | undefined
  readonly port: number
  /**
   * Sent to the port; ready when the answer holds `answer`, told its process number. A connection is enough when
   * absent.
   */
  readonly greeting?: { readonly text: string; answer(pid: number): string }
}

const pauseMs = 20
const pauses = 500

/** Starts a server and waits until it is ready; throws with its last words when it ends before. */
export async function startServerProcess(program: ServerProgram): Promise<ServerProcess> {
  const child = spawn(program.file, program.args, { ...program.account, stdio: ['ignore', 'pipe', 'pipe'], cwd: '/' })
  let said = ''
  const listen = (chunk: Buffer) => {
    said = (said + chunk.toString('utf8')).slice(-2_000)
  }
  child.stdout.on('data', listen)
  child.stderr.on('data', listen)

  let hasEnded = false
  const ended = once(child, 'close')
    .catch((error: unknown) => {
      said += String(error)
    })
    .finally(() => {
      hasEnded = true
      process.off('exit', endAtOnce)
    })
  const endAtOnce = () => child.kill('SIGKILL')
  process.on('exit', endAtOnce)
  const end = async (signal: 'SIGTERM' | 'SIGKILL') => {
    if (!hasEnded) child.kill(signal)
    await ended
  }

  for (let pause = 0; pause < pauses && !hasEnded; pause += 1) {
    const isReady = await answers(program, child.pid ?? 0)
    // Whoever answers may have had the port before; ours then ends within the pause.
    await sleep(pauseMs)
    if (isReady && !hasEnded) return { stop: () => end('SIGTERM'), kill: () => end('SIGKILL') }
  }
  await end('SIGKILL')
  throw new Error(`${program.file} did not start: ${said.trim()}`)
}

/**
 * As `start`, with a free port; again with another one while somebody else was given the same port and took it first.
 */
export async function startOnFreePort<Server>(start: (port: number) => Promise<Server>): Promise<Server> {
  try {
    return await start(await freePort())
  } catch (error) {
    if (!String(error).includes('in use')) throw error
    return startOnFreePort(start)
  }
}

function answers({ port, greeting }: ServerProgram, pid: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    const finish = (isReady: boolean) => {
      socket.destroy()
      resolve(isReady)
    }
    socket.setTimeout(1_000, () => finish(false))
    socket.once('error', () => finish(false))
    socket.once('connect', () => (greeting ? socket.write(greeting.text) : finish(true)))
    socket.once('data', (chunk) => finish(chunk.toString('utf8').includes(greeting?.answer(pid) ?? '')))
  })
}
