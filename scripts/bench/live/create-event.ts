import { type Figure, percentile, round, timed } from '../measure.js'
import { plantMembers } from '../plant-members.js'
import { createEvent, type Theatre } from './theatre.js'

const rounds = 200
const warmUp = 30

/** Whether creating an event costs more in a large church, in turns with a small one. */
export async function measureCreateEvent({ bed, port, stage }: Theatre, members: number): Promise<readonly Figure[]> {
  const churches = await stage('members', { churches: 2, listeners: 0 })
  const [small, large] = churches
  if (!small || !large) throw new Error('There are no churches.')
  await plantMembers(bed, small.subdomain, 50)
  await plantMembers(bed, large.subdomain, members)
  const times = { small: [] as number[], large: [] as number[] }
  for (let round = 0; round < rounds + warmUp; round += 1) {
    const [inSmall, inLarge] = [await timed(() => made(port, small)), await timed(() => made(port, large))]
    if (round < warmUp) continue
    times.small.push(inSmall)
    times.large.push(inLarge)
  }
  const [beside, among] = [percentile(times.small, 50), percentile(times.large, 50)]
  const ratio = among / beside
  return [
    {
      name: `createEvent among ${members} members beside 50, p50 of ${rounds} in turns`,
      measured: `${round(ratio)} × (${round(among)} ms beside ${round(beside)} ms)`,
      wanted: '≤ 1.5 ×',
      reached: ratio <= 1.5,
    },
  ]
}

async function made(...[port, church]: Parameters<typeof createEvent>): Promise<void> {
  if (!(await createEvent(port, church))) throw new Error('An event could not be created.')
}
