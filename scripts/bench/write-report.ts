import { readFile, writeFile } from 'node:fs/promises'
import { cpus, loadavg, totalmem } from 'node:os'
import type { Figure } from './measure.js'

const file = 'docs/benchmarks.md'
const preface = `# Benchmarks

Measured by hand with the commands below, on the machine that each table names; nothing is timed in tests or in CI. Trust
ratios, not absolutes: on a shared machine times vary by half.
`

/** A section of the page, and the command that writes it. */
export interface Section {
  readonly mark: string
  readonly title: string
}

/** The figures as a table, with the machine they are of. */
export function reportOf(figures: readonly Figure[], { title }: Section, postgres: string): string {
  const memory = Math.round(totalmem() / 2 ** 30)
  const load = loadavg()[0]?.toFixed(1) ?? '?'
  const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'CPU'}, ${memory} GB, load ${load} at the end`
  const rows = figures.map(({ name, measured, wanted, reached }) => {
    const mark = reached === null ? '' : reached ? 'yes' : '**no**'
    return `| ${name} | ${measured} | ${wanted} | ${mark} |`
  })
  const day = new Date().toISOString().slice(0, 10)
  return `## ${title}

${day}, Node ${process.versions.node}, PostgreSQL ${postgres} (embedded, durable settings), ${machine}.

| What | Measured | Wanted | Reached |
|---|---|---|---|
${rows.join('\n')}
`
}

/** Puts the report into docs/benchmarks.md, in the place of the last one; what else stands there stays. */
export async function writeReport(report: string, { mark }: Section): Promise<void> {
  const [begin, end] = [`<!-- ${mark} -->`, `<!-- /${mark} -->`]
  const before = await readFile(file, 'utf8').catch(() => preface)
  const section = `${begin}\n\n${report}\n${end}`
  const [from, to] = [before.indexOf(begin), before.indexOf(end)]
  const text =
    from < 0 ? `${before.trimEnd()}\n\n${section}\n` : before.slice(0, from) + section + before.slice(to + end.length)
  await writeFile(file, text)
}
