import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { eventually } from '../testing/eventually.js'
import { createLog } from './log.js'
import { EndedEarly, type Processes, startProcesses } from './server-processes.js'

/** Writes down that it was started; `FATE` says of each number what becomes of it. */
const source = `
import { appendFileSync } from 'node:fs'
const number = process.env.FAITHFLOW_WORKER
appendFileSync(process.env.STARTS, number + ' ' + process.pid + '\\n')
const fate = JSON.parse(process.env.FATE)[number]
if (fate === 'early') process.exit(1)
process.on('SIGTERM', () => process.exit(0))
process.send('ready')
setTimeout(() => process.exit(3), fate === 'again' ? 20 : 60_000)`

let folder: string
let processes: Processes | null
let lines: { worker: number; pause: number; code: number }[]

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'faithflow-processes-'))
  await writeFile(join(folder, 'program.mjs'), source)
  processes = null
  lines = []
})
afterEach(async () => {
  await processes?.stop()
  await rm(folder, { recursive: true, force: true })
})

async function start(count: number, fate: Readonly<Record<number, 'early' | 'again'>>): Promise<void> {
  const log = createLog('warn', { write: (line) => void lines.push(JSON.parse(line) as (typeof lines)[number]) })
  const variables = { STARTS: join(folder, 'starts'), FATE: JSON.stringify(fate) }
  processes = await startProcesses({ count, variables, log, pause: 10, program: join(folder, 'program.mjs') })
}

/** Numbers and processes, in the order of their starts. */
async function starts(): Promise<readonly (readonly [number, number])[]> {
  const text = await readFile(join(folder, 'starts'), 'utf8')
  return text
    .trim()
    .split('\n')
    .map((line) => [Number(line.split(' ')[0]), Number(line.split(' ')[1])])
}

function lives(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

it('replaces one that dies, after waits that grow, and leaves the others alone', async () => {
  await start(2, { 2: 'again' })

  await eventually(() => lines.length).toBeGreaterThanOrEqual(3)

  expect(lines.slice(0, 3)).toMatchObject([10, 20, 40].map((pause) => ({ worker: 2, code: 3, pause })))
  expect((await starts()).filter(([number]) => number === 1)).toHaveLength(1)
})

it('ends all of them, and starts none any more', async () => {
  await start(3, { 3: 'again' })

  await processes?.stop()
  const before = await starts()

  expect(before.filter(([, pid]) => lives(pid))).toEqual([])
  expect(new Set(before.map(([number]) => number))).toEqual(new Set([1, 2, 3]))
})

it('starts no other when the first ends before it is ready', async () => {
  await expect(start(3, { 1: 'early' })).rejects.toThrow(EndedEarly)

  expect((await starts()).map(([number]) => number)).toEqual([1])
})

it('leaves none when another ends before it is ready', async () => {
  await expect(start(3, { 2: 'early' })).rejects.toThrow(EndedEarly)

  expect((await starts()).filter(([, pid]) => lives(pid))).toEqual([])
})
