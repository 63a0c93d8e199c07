import { createPool, type Pool } from '../platform/db/pool.js'
import { createLog } from '../platform/log.js'

/** Runs `work` with one connection to a cell as its gateway's login; `url` has no pooler in between. */
export async function withGateway<T>(url: string, work: (gateway: Pool) => Promise<T>): Promise<T> {
  const gateway = createPool({ url, max: 1, log: createLog('silent') })
  try {
    return await work(gateway)
  } finally {
    await gateway.end()
  }
}
