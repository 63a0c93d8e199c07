import { expect, it } from 'vitest'
import type { ChurchWorld, Person } from '../testing/church-world.js'
import { askStep, importNow, openImport, sendFile } from '../testing/import-bed.js'
import { createWorld } from '../testing/world.js'
import { applyTask, previewTask } from './index.js'

// Steps are done here and not by a worker, so that a last try needs no waiting for those before it.
const world = await createWorld()

interface Stage {
  readonly church: ChurchWorld
  readonly person: Person
  readonly id: string
}

async function run({ church, person, id }: Stage, task: typeof applyTask, isLast: boolean): Promise<void> {
  const { step } = await church.write((db) =>
    db.selectFrom('member_import').select('step').where('id', '=', id).executeTakeFirstOrThrow(),
  )
  await church.as(person, (ctx) => task.run(ctx, { importId: id, step }, { id: 'x', number: isLast ? 9 : 1, isLast }))
}

/** From where the numbers of members go on. */
const count = ({ church }: Stage, value: string) =>
  church.write((db) => db.updateTable('counter').set({ value }).where('name', '=', 'member').execute())

const start = ({ person, id }: Stage) => askStep(person, 'startImport', { id, idempotencyKey: crypto.randomUUID() })

it('says FAILED when the last try of a step came to nothing, and goes on once it is asked for again', async () => {
  const church = await world.church()
  const person = await church.person('ADMIN')
  await church.member()
  const { id, path } = await openImport(person)
  const at = { church, person, id }
  await sendFile(church, path, 'First Name,Last Name\nNew,Person\n')
  await askStep(person, 'previewImport', { id })
  await run(at, previewTask, false)
  expect(await start(at)).toEqual([])

  // The next number is that of somebody, whose it stays.
  await count(at, '0')
  await expect(run(at, applyTask, false)).rejects.toThrow('member_member_number_key')
  expect(await importNow(person, id)).toMatchObject({ status: 'APPLYING', fault: null })
  await expect(run(at, applyTask, true)).rejects.toThrow('member_member_number_key')
  expect(await importNow(person, id)).toMatchObject({ status: 'APPLYING', fault: { code: 'FAILED' } })
  const told = await church.write((db) => db.selectFrom('notification').select(['type', 'priority']).execute())
  expect(told).toEqual([{ type: 'IMPORT_FINISHED', priority: 'HIGH' }])

  await count(at, '1')
  expect(await start(at)).toEqual([])
  expect(await importNow(person, id)).toMatchObject({ status: 'APPLYING', fault: null })
  await run(at, applyTask, false)
  expect(await importNow(person, id)).toMatchObject({ status: 'DONE', counts: { create: 1 } })
})
