import { monitorEventLoopDelay } from 'node:perf_hooks'
import { Readable } from 'node:stream'
import { ctxFor } from '../../src/app/context.js'
import type { Parts } from '../../src/app/parts.js'
import { noToken } from '../../src/app/read-token.js'
import { endCtx } from '../../src/app/somewhere.js'
import type { Church } from '../../src/churches/index.js'
import { createMemberImport } from '../../src/imports/create-member-import.js'
import { applyTask, previewTask, receiveFile, undoTask } from '../../src/imports/index.js'
import { findImport } from '../../src/imports/member-imports.repository.js'
import { previewImport } from '../../src/imports/preview-import.js'
import { startImport } from '../../src/imports/start-import.js'
import { undoImport } from '../../src/imports/undo-import.js'
import { newPrivateKey } from '../../src/platform/access-tokens.js'
import { systemClock } from '../../src/platform/clock.js'
import type { Ctx, Viewer } from '../../src/platform/context.js'
import { newId } from '../../src/platform/ids.js'
import type { Task } from '../../src/platform/jobs/task.js'
import { isRefusal } from '../../src/platform/refusal.js'
import { serve } from './app.js'
import type { Bed } from './bed.js'
import { type Figure, round, timed } from './measure.js'

const [seconds, megabytes] = [60, 150]

/** Families of four, in a system's own words; every one new. */
function* file(rows: number): Generator<Buffer> {
  yield Buffer.from(
    'Family ID,Family Role,Person ID,First Name,Last Name,Birth Date,Gender,Email,Cell Phone,Address,City\r\n',
  )
  const roles = ['Head', 'Spouse', 'Child', 'Child']
  for (let at = 0; at < rows; at += 1) {
    const family = Math.floor(at / 4)
    const day = `${1940 + (at % 80)}-${String(1 + (at % 12)).padStart(2, '0')}-${String(1 + (at % 28)).padStart(2, '0')}`
    const name = `Akosua${at % 977},Boaténg${family}`
    const contact = `import${at}@people.example,+233 20 ${1_000_000 + at},"${family} Ring Road, East",Accra`
    yield Buffer.from(`F${family},${roles[at % 4]},P${at},${name},${day},${at % 2 ? 'Male' : 'Female'},${contact}\r\n`)
  }
}

const secretary: Viewer = {
  ...{ userId: newId(systemClock), email: 'bench@bench.example', name: 'Bench', sessionId: '', memberId: null },
  ...{ roles: [], roleIds: [], apiKeyId: null },
  grants: new Map([['members.manage', 'ALL']]),
}

interface Stage {
  readonly parts: Parts
  readonly church: Church
  /** How many rows the file has. */
  readonly rows: number
}

async function as<T>({ parts, church }: Stage, viewer: Viewer | null, work: (ctx: Ctx) => Promise<T>): Promise<T> {
  const origin = { requestId: newId(systemClock), ip: null, userAgent: null }
  const ctx = ctxFor(parts, { church, token: noToken, origin }, viewer)
  try {
    return await work(ctx)
  } finally {
    await endCtx(ctx)
  }
}

interface Watched {
  readonly took: number
  readonly grown: number
  readonly stalled: number
}

/** How long a step takes, by how many megabytes the process grows, and how long it answers nobody at most. */
async function watched(work: () => Promise<unknown>): Promise<Watched> {
  globalThis.gc?.()
  const before = process.memoryUsage().rss
  let most = before
  const timer = setInterval(() => (most = Math.max(most, process.memoryUsage().rss)), 20)
  const delay = monitorEventLoopDelay({ resolution: 5 })
  delay.enable()
  const took = await timed(work)
  delay.disable()
  clearInterval(timer)
  return { took, grown: (Math.max(most, process.memoryUsage().rss) - before) / 2 ** 20, stalled: delay.max / 1e6 }
}

const figureOf = ({ rows }: Stage, name: string, { took, grown, stalled }: Watched): Figure => ({
  name: `import of ${rows} rows: ${name}`,
  measured: `${round(took / 1000)} s, ${round(grown)} MB more, the event loop held up ${round(stalled)} ms at most`,
  wanted: `≤ ${seconds} s, ≤ ${megabytes} MB`,
  reached: took <= seconds * 1000 && grown <= megabytes,
})

/** Imports so many people into the large church, once more, which changes nothing, and takes them back. */
export async function measureImport(
  bed: Bed,
  { subdomain, rows }: { readonly subdomain: string; readonly rows: number },
): Promise<readonly Figure[]> {
  const { app } = await serve({ bed, gate: bed.database.gate, key: newPrivateKey() })
  const stage = { parts: app.parts, church: await app.catalogue.findChurch(subdomain), rows }
  try {
    const first = await once(stage, '')
    const again = await once(stage, ', all known by now')
    return [...first.figures, ...again.figures, await undone(stage, first.id)]
  } finally {
    await app.close()
  }
}

interface Imported {
  readonly id: string
  readonly figures: readonly Figure[]
}

async function once(stage: Stage, note: string): Promise<Imported> {
  const opened = await as(stage, secretary, (ctx) => createMemberImport(ctx, { fileName: 'bench.csv' }))
  if (isRefusal(opened)) throw new Error('The import was not opened.')
  const { id } = opened.memberImport
  const token = new URL(opened.uploadUrl).searchParams.get('token') ?? ''
  const received = await watched(() =>
    as(stage, null, (ctx) => receiveFile(ctx, { importId: id, token, file: Readable.from(file(stage.rows)) })),
  )
  await as(stage, secretary, (ctx) => previewImport(ctx, { id }))
  const looked = await watched(() => step(stage, previewTask, id))
  const key = crypto.randomUUID()
  await as(stage, secretary, (ctx) => startImport(ctx, { id, idempotencyKey: key }))
  const applied = await watched(() => step(stage, applyTask, id))
  const end = await as(stage, null, (ctx) => findImport(ctx.db, id))
  if (end?.status !== 'DONE') throw new Error(`The import stands at ${end?.status}.`)
  const told = `${end.counts.create} new, ${end.counts.unchanged} unchanged, ${end.counts.refused} refused`
  const figures = [
    { ...figureOf(stage, `the file comes${note}`, received), wanted: '', reached: null },
    figureOf(stage, `dry run${note}`, looked),
    figureOf(stage, `applied${note} (${told})`, applied),
  ]
  return { id, figures }
}

async function undone(stage: Stage, id: string): Promise<Figure> {
  await as(stage, secretary, (ctx) => undoImport(ctx, { id }))
  const took = await watched(() => step(stage, undoTask, id))
  const end = await as(stage, null, (ctx) => findImport(ctx.db, id))
  return figureOf(stage, `undone (${end?.counts.undone} undone, ${end?.counts.kept} kept)`, took)
}

const step = (stage: Stage, task: Task, importId: string) =>
  as(stage, null, async (ctx) => {
    const found = await findImport(ctx.db, importId)
    const attempt = { id: 'bench', number: 1, isLast: true }
    await task.run(ctx, { importId, step: found?.step ?? 0 }, attempt)
  })
