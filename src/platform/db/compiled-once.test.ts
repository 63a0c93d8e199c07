import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { createWorld } from '../../testing/world.js'
import { compiledOnce } from './compiled-once.js'
import type { Db } from './handles.js'

const world = await createWorld()

let written = 0
const membersNamed = compiledOnce(
  (db: Db, { name, ids }: { readonly name: string; readonly ids: readonly string[] }) => {
    written += 1
    return db
      .selectFrom('member')
      .select(['id', 'last_name as lastName'])
      .where('last_name', '=', name)
      .where('status', '=', 'ACTIVE')
      .where('id', '=', sql<string>`any(${ids}::uuid[])`)
  },
)

it('writes a statement once, and sends it with the arguments of each call to whoever asks', async () => {
  const [one, other] = [await world.church(), await world.church()]
  const ama = await one.member({ lastName: 'Mensah' })
  const kofi = await other.member({ lastName: 'Owusu' })

  const askedOf = (church: typeof one, name: string) =>
    church.write((db) => membersNamed(db, { name, ids: [ama.id, kofi.id] }))
  const answers = [await askedOf(one, 'Mensah'), await askedOf(one, 'Owusu'), await askedOf(other, 'Owusu')]

  expect(answers).toEqual([[{ id: ama.id, lastName: 'Mensah' }], [], [{ id: kofi.id, lastName: 'Owusu' }]])
  expect(written).toBe(1)
})
