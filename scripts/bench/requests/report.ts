import { round } from '../measure.js'
import type { Measured } from './measure-question.js'
import type { Question } from './questions.js'

/** A question's figures as a table, each beside the floor's. */
export function figuresOf({ mark, title }: Question, measured: readonly Measured[]): string {
  const floor = measured.find(({ server }) => server === 'floor')
  const rows = measured.map(({ server, perSecond, p50, p99, cpu, memory }) => {
    const ratio = floor ? `${(perSecond / floor.perSecond).toFixed(2)} ×` : ''
    return `| ${server} | ${round(perSecond)} | ${ratio} | ${round(p50)} | ${round(p99)} | ${round(cpu)} | ${Math.round(memory)} |`
  })
  return `(${mark}) ${title}

| Server | requests/s | beside the floor | p50, ms | p99, ms | CPU, ms each | memory, MB |
|---|---|---|---|---|---|---|
${rows.join('\n')}
`
}
