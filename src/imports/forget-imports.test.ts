import { expect, it } from 'vitest'
import { openLobby } from '../app/open-lobby.js'
import { eventually } from '../testing/eventually.js'
import { applied, openImport, previewed } from '../testing/import-bed.js'
import { jobsDone } from '../testing/jobs-done.js'
import { movableClock } from '../testing/movable-clock.js'
import { createWorld } from '../testing/world.js'
import { findOldImports } from './index.js'

const clock = movableClock()
const world = await createWorld({ clock })
await world.startJobs()
const day = 86_400

const night = async () => {
  const { parts, catalogue } = world.app
  const origin = { requestId: 'night', ip: null, userAgent: null }
  await findOldImports.run(openLobby(parts, { catalogue, origin, caller: { superAdmin: null, refusedToken: null } }))
}

it('removes imports at night once they can be undone no more, and a day later those whose file never came', async () => {
  const church = await world.church()
  const person = await church.person('ADMIN')
  const { id } = await previewed({ church, person }, 'First Name,Last Name\nAma,Mensah\n')
  await applied(person, id)
  const kept = () =>
    church.write(async (db) => {
      const imports = await db.selectFrom('member_import').select('id').execute()
      const rows = await db.selectFrom('member_import_row').select('row_no').execute()
      return { imports: imports.map((one) => one.id).toSorted(), rows: rows.length }
    })
  clock.forward(29 * day)
  const late = await openImport(await church.person('ADMIN'))
  await night()
  await jobsDone(world, church.church.placeKey)
  expect(await kept()).toEqual({ imports: [id, late.id].toSorted(), rows: 1 })

  clock.forward(2 * day)
  await night()
  await eventually(kept).toEqual({ imports: [], rows: 0 })
  const members = await church.write((db) => db.selectFrom('member').select('first_name').execute())
  expect(members).toEqual([{ first_name: 'Ama' }])
})
