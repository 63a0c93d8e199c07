import { expect, it } from 'vitest'
import { createLog } from '../platform/log.js'
import { trackState } from '../platform/tenancy/check-database.js'
import { withOwner } from '../platform/tenancy/owner-connection.js'
import { ownDatabase } from '../testing/own-database.js'
import { oneDatabase } from './database-settings.js'
import { prepareDatabases } from './prepare-database.js'

const log = createLog('silent')

it('refuses in production a database that is behind, names the command, and changes nothing', async () => {
  const { url, owner } = await ownDatabase()
  await owner.query('delete from control._meta where version = (select max(version) from control._meta)')
  const before = await withOwner(url, (client) => trackState(client, 'control'))

  const refused = prepareDatabases(oneDatabase(url), { isProduction: true, log })

  await expect(refused).rejects.toThrow(/at version \d+ of its control schema.*npx faithflow migrate up/)
  expect(await withOwner(url, (client) => trackState(client, 'control'))).toEqual(before)
})

it('refuses in production a database that was never set up', async () => {
  const { url, owner } = await ownDatabase()
  await owner.query('drop schema control cascade')

  await expect(prepareDatabases(oneDatabase(url), { isProduction: true, log })).rejects.toThrow(
    /is not set up.*npx faithflow migrate up/,
  )
})

it('starts in production when only churches are behind: they answer for themselves', async () => {
  const { url, owner } = await ownDatabase()
  await owner.query('update control.church set version = 0')

  const logins = await prepareDatabases(oneDatabase(url), { isProduction: true, log })

  expect(logins.cells.map(({ gateway }) => gateway.user)).toEqual(['gw_main'])
  const { rows } = await owner.query('select from control.church where version = 0')
  expect(rows.length).toBe(12)
})

it('brings everything up to date elsewhere, its churches too', async () => {
  const { url, owner } = await ownDatabase()
  await owner.query('update control.church set version = 0')

  await prepareDatabases(oneDatabase(url), { isProduction: false, log })

  const { rows } = await owner.query('select from control.church where version = 0')
  expect(rows).toEqual([])
})
