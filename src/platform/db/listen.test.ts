import { once } from 'node:events'
import { type AddressInfo, connect, createServer } from 'node:net'
import { it } from 'vitest'
import { eventually } from '../../testing/eventually.js'
import { ownDatabase } from '../../testing/own-database.js'
import { recordedLog } from '../../testing/recorded-log.js'
import { listenTo } from './listen.js'

const { url, owner } = await ownDatabase()

it('lets go of the database when it is closed while it comes back', async () => {
  const { hostname, port } = new URL(url)
  const proxy = createServer((client) => {
    const database = connect(Number(port), hostname)
    client.pipe(database).pipe(client)
    for (const end of [client, database]) end.on('error', () => client.destroy())
  }).listen(0, '127.0.0.1')
  await once(proxy, 'listening')
  const through = new URL(url)
  through.host = `127.0.0.1:${(proxy.address() as AddressInfo).port}`
  through.searchParams.set('application_name', 'a listener')
  const listening = { url: through.href, channel: 'anything', hear: () => undefined, log: recordedLog(), retryEvery: 1 }
  const listener = await listenTo(listening)

  const back = once(proxy, 'connection')
  await owner.query(`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'a listener'`)
  await back
  await listener.close()

  await eventually(async () => {
    const { rowCount } = await owner.query(`select from pg_stat_activity where application_name = 'a listener'`)
    return rowCount
  }).toBe(0)
  proxy.close()
})
