import { type Figure, round } from '../measure.js'
import type { Measured } from './measure-question.js'
import type { Question, Server } from './questions.js'
import type { Mixed } from './screen-mix.js'

/** One question and what every server did with it. */
export interface Answered {
  readonly question: Question
  readonly measured: readonly Measured[]
}

/** A question's figures as a table, each server beside the floor. */
export function tableOf({ question: { mark, title }, measured }: Answered): string {
  const floor = measured.find(({ server }) => server === 'floor')
  const rows = measured.map(({ server, perSecond, p50, p99, cpu, databaseCpu, memory }) => {
    const beside = (value: number, its: number | undefined): string =>
      its ? `${round(value)} (${round(value / its)} ×)` : round(value)
    const own = beside(cpu, floor?.cpu)
    const theirs = beside(databaseCpu, floor?.databaseCpu)
    return `| ${server} | ${beside(perSecond, floor?.perSecond)} | ${round(p50)} | ${round(p99)} | ${own} | ${theirs} | ${Math.round(memory)} |`
  })
  return `**(${mark}) ${title}**

| Server | requests/s (beside the floor) | p50, ms | p99, ms | CPU of the server, ms each | CPU of PostgreSQL, ms each | memory, MB |
|---|---|---|---|---|---|---|
${rows.join('\n')}
`
}

const wantedBesideFloor: Readonly<Record<string, number>> = { a: 0.4, b: 0.65, d: 0.6 }
const wantedBesidePostgraphile: Readonly<Record<string, number>> = { a: 1, b: 1.2 }

/** What was promised of a question, and whether it was reached. */
export function figuresOf({ question: { mark }, measured }: Answered): readonly Figure[] {
  const beside = (peer: Server, wanted: number | undefined): readonly Figure[] => {
    const [ours, theirs] = (['faithflow', peer] as const).map((name) => measured.find(({ server }) => server === name))
    if (!ours || !theirs || wanted === undefined) return []
    const ratio = ours.perSecond / theirs.perSecond
    return [
      {
        name: `(${mark}) beside ${peer}`,
        measured: `${ratio.toFixed(2)} ×`,
        wanted: `≥ ${wanted} ×`,
        reached: ratio >= wanted,
      },
    ]
  }
  return [...beside('floor', wantedBesideFloor[mark]), ...beside('postgraphile', wantedBesidePostgraphile[mark])]
}

/** How many answers of the database each question waits for. */
export const tripFigures = (trips: ReadonlyMap<string, number>): readonly Figure[] =>
  [...trips].map(([mark, count]) => {
    const isPromised = mark === 'c'
    return {
      name: `(${mark}) round trips to the database on the critical path`,
      measured: String(count),
      wanted: isPromised ? '≤ 2' : '',
      reached: isPromised ? count <= 2 : null,
    }
  })

/** What became of (f). */
export function mixFigures({ perSecond, p50, p99, wrong, memory }: Mixed, minutes: number): readonly Figure[] {
  const faults = Object.entries(wrong).map(([what, count]) => `${count} × ${what}`)
  const name = `(f) 1,000 connections, 500 requests/s, ${minutes} minutes`
  const early = memory.find(({ second }) => second >= Math.min(120, minutes * 20))
  const late = memory.at(-1)
  const growth = early && late ? late.megabytes / early.megabytes : Number.NaN
  return [
    { name: `${name}: errors`, measured: faults.join(', ') || 'none', wanted: 'none', reached: faults.length === 0 },
    {
      name: '– p99',
      measured: `${round(p99)} ms (p50 ${round(p50)} ms, ${round(perSecond)}/s)`,
      wanted: '≤ 250 ms',
      reached: p99 <= 250,
    },
    {
      name: `– memory after ${early?.second} s and after ${late?.second} s`,
      measured: `${Math.round(early?.megabytes ?? 0)} MB, ${Math.round(late?.megabytes ?? 0)} MB`,
      wanted: 'level (≤ 1.1 ×)',
      reached: minutes >= 10 ? growth <= 1.1 : null,
    },
  ]
}
