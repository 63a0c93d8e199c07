import { createLog, type Log } from '../platform/log.js'
import { startProcesses } from '../platform/server-processes.js'
import type { DemoSignIn } from './demo/make-demo.js'
import type { Settings } from './environment.js'
import { makeDemoChurches, openWarmPool } from './found-churches.js'
import { openPools, type Reached, reachDatabases } from './open-database.js'
import { tryPort } from './refuse-busy-port.js'
import type { Started } from './start.js'

/**
 * Starts a server of several processes: this one, which serves nobody, has the embedded database, makes databases and demo
 * ready, and keeps the others alive. Resolves when all of them serve. Throws WrongSetting in a line, or EndedEarly.
 */
export async function startWorkers(settings: Settings): Promise<Started> {
  // Any free port is one and the same for all of them, also for those that come later.
  const port = await tryPort(settings)
  const log = createLog(settings.logLevel)
  const reached = await reachDatabases(settings)
  try {
    const demoSignIns = await makeReady(settings, reached, log)
    const database = settings.databases ? {} : { DATABASE_URL: reached.databases.control.url }
    const variables = { ...database, DEMO: 'off', PORT: String(port) }
    const workers = await startProcesses({ count: settings.workers, variables, log })
    return {
      ...{ port, demoSignIns, log },
      async stop() {
        await workers.stop()
        await reached.stop()
      },
    }
  } catch (error) {
    await reached.stop()
    throw error
  }
}

async function makeReady({ demo }: Settings, reached: Reached, log: Log): Promise<readonly DemoSignIn[]> {
  const database = await openPools({ ...reached, stop: async () => undefined }, log)
  try {
    if (!demo) return []
    const pool = openWarmPool(database, 0, log)
    const demoSignIns = await makeDemoChurches(database, pool)
    await pool.close()
    return demoSignIns
  } finally {
    await database.close()
  }
}
