import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'

/** A server that runs beside this process. */
export interface Running {
  readonly port: number
  readonly pid: number
  stop(): Promise<void>
}

/** What Node is given to run, with which variables; `ready` finds the port in what it prints. */
export interface Program {
  readonly args: readonly string[]
  readonly variables: Readonly<Record<string, string>>
  readonly ready: RegExp
}

/** Starts a server and waits until it says where it listens. Throws with what it said when it ends before. */
export async function startProgram({ args, variables, ready }: Program): Promise<Running> {
  const child = spawn(process.execPath, args, {
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], NODE_ENV: 'production', ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const endWithUs = (): void => void child.kill('SIGKILL')
  process.on('exit', endWithUs)
  const port = await portOf(child, ready)
  return {
    port,
    pid: child.pid ?? 0,
    async stop() {
      process.off('exit', endWithUs)
      if (child.exitCode !== null || child.signalCode !== null) return
      const ended = once(child, 'exit')
      child.kill('SIGTERM')
      const late = setTimeout(() => child.kill('SIGKILL'), 10_000)
      await ended
      clearTimeout(late)
    },
  }
}

function portOf(child: ChildProcess, ready: RegExp): Promise<number> {
  let said = ''
  return new Promise((resolve, reject) => {
    const hear = (chunk: Buffer): void => {
      said = (said + chunk.toString()).slice(-10_000)
      const found = ready.exec(said)?.[1]
      if (found) resolve(Number(found))
    }
    child.stdout?.on('data', hear)
    child.stderr?.on('data', hear)
    child.once('exit', () => reject(new Error(`It ended before it listened:\n${said}`)))
  })
}

/** Milliseconds of CPU that a process has used so far. */
export const cpuOf = async (pid: number): Promise<number> => (await timesOf(pid)).own

/** What the kernel tells of a process: whose child it is, and milliseconds of CPU. */
export interface Times {
  readonly parent: number
  /** Its own so far. */
  readonly own: number
  /** Of its children that have ended. */
  readonly children: number
}

/** Asks the kernel; rejects when there is no such process. */
export async function timesOf(pid: number): Promise<Times> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8')
  // The name, in brackets, may hold anything. Behind it (proc_pid_stat(5)): state, parent; utime, stime, cutime, cstime.
  const fields = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number)
  const [user = 0, system = 0, childUser = 0, childSystem = 0] = fields.slice(11, 15)
  // The kernel counts in hundredths of a second.
  return { parent: fields[1] ?? 0, own: (user + system) * 10, children: (childUser + childSystem) * 10 }
}

/** Megabytes of memory that a process holds. */
export async function memoryOf(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8')
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024
}
