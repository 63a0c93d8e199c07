import { clientsOf } from './app.js'
import type { Bed } from './bed.js'
import { type Figure, round, timed } from './measure.js'

const count = 50
const enter = 'mutation { createMember(input: { firstName: "At", lastName: "Once" }) { member { memberNumber } } }'

/** Creates fifty members at the same time: whether their numbers are distinct and without a gap, and how long it takes. */
export async function measureCreation(bed: Bed, subdomain: string): Promise<readonly Figure[]> {
  const clients = await clientsOf(bed, { subdomains: [subdomain] })
  try {
    const [api] = clients.apis
    let numbers: number[] = []
    const took = await timed(async () => {
      const answers = await Promise.all(Array.from({ length: count }, async () => api?.sendText(enter)))
      numbers = answers.map((answer) => Number(/-(\d+)"/.exec(answer?.text ?? '')?.[1]))
    })
    const inOrder = numbers.toSorted((a, b) => a - b)
    const isWhole = inOrder.every((number, index) => number === (inOrder[0] ?? 0) + index)
    return [
      {
        name: `${count} members created at once, in ${round(took)} ms`,
        measured: `${new Set(numbers).size} distinct numbers, ${isWhole ? 'consecutive' : 'with gaps'}`,
        wanted: `${count}, consecutive`,
        reached: isWhole && new Set(numbers).size === count,
      },
    ]
  } finally {
    await clients.close()
  }
}
