import { findOrInstall } from './installed-binary.js'
import { type ServerProcess, startOnFreePort, startServerProcess } from './server-process.js'

/** A real Redis of our own, empty at first, that writes nothing to disk. */
export interface RedisServer {
  readonly url: string
  readonly port: number
  stop(): Promise<void>
  /** Ends it as a crash would: its clients see broken connections. */
  kill(): Promise<void>
  /** Ends it if it still runs, and starts an empty one on the same port. */
  restart(): Promise<void>
}

/**
 * Starts redis-server on a free port of 127.0.0.1; throws with the apt command when there is none and it cannot be
 * installed.
 */
export async function startRedisServer(): Promise<RedisServer> {
  const file = await findOrInstall({ binary: 'redis-server', package: 'redis-server' })
  const { port, server } = await startOnFreePort(async (free) => ({ port: free, server: await startOn(file, free) }))

  let current = server
  return {
    url: `redis://127.0.0.1:${port}`,
    port,
    stop: () => current.stop(),
    kill: () => current.kill(),
    restart: async () => {
      await current.stop()
      current = await startOn(file, port)
    },
  }
}

function startOn(file: string, port: number): Promise<ServerProcess> {
  const settings = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no']
  // Its process number tells our server from one that already was at that port.
  const greeting = { text: 'INFO server\r\n', answer: (pid: number) => `process_id:${pid}\r\n` }
  return startServerProcess({ file, args: settings, port, greeting })
}
