import { expect, it } from 'vitest'
import { askStep, openImport, sendFile } from '../testing/import-bed.js'
import { createWorld } from '../testing/world.js'

const world = await createWorld()
await world.startJobs()
const text = 'subscription ($id: ID!) { importProgress(id: $id) { status doneRows } }'

it('begins with the present state and tells each further one, and nothing to a neighbour', async () => {
  const [church, other] = [await world.church(), await world.church()]
  const [person, neighbour] = [await church.person('ADMIN'), await other.person('ADMIN')]
  const { id, path } = await openImport(person)
  const clients = [person.api.socket(), neighbour.api.socket()]
  const [own, theirs] = clients.map((client) => client.iterate({ query: text, variables: { id } }))
  expect((await own?.next())?.value).toMatchObject({ data: { importProgress: { status: 'AWAITING_FILE' } } })
  expect(await theirs?.next()).toMatchObject({ done: true })

  await sendFile(church, path, 'First Name,Last Name\nAma,Mensah\n')
  await askStep(person, 'previewImport', { id })
  let told: unknown
  // States in between may be over before anybody looks.
  for (let turn = 0; turn < 4 && !JSON.stringify(told ?? '').includes('PREVIEWED'); turn += 1) {
    told = (await own?.next())?.value
  }
  expect(told).toEqual({ data: { importProgress: { status: 'PREVIEWED', doneRows: 1 } } })
  for (const client of clients) await client.dispose()
})
