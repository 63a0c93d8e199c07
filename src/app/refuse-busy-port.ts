import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { type Settings, WrongSetting } from './environment.js'

/** Where a server is to listen. */
type Address = Pick<Settings, 'host' | 'port'>

/**
 * Listens for a moment, before anything else is opened: who cannot listen is told at once, and in one line. Throws
 * WrongSetting for a port that is taken or not allowed, and for a host that is none of this machine. Returns the port.
 */
export async function tryPort({ host, port }: Address): Promise<number> {
  const trial = createServer()
  try {
    trial.listen(port, host)
    await once(trial, 'listening')
    // A server that listens on a port has an address with one.
    const { port: found } = trial.address() as AddressInfo
    trial.close()
    await once(trial, 'close')
    return found
  } catch (error) {
    return refuseBusyPort(error, { host, port })
  }
}

/** Turns the error of listening into a line that says what to do; throws any other on. */
export function refuseBusyPort(error: unknown, { host, port }: Address): never {
  const code = error instanceof Error && 'code' in error ? error.code : null
  if (code === 'EADDRINUSE') {
    throw new WrongSetting(`Port ${port} is in use: stop the program that has it, or set PORT to another.`)
  }
  if (code === 'EACCES') throw new WrongSetting(`Port ${port} may not be opened by this user: set PORT above 1023.`)
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
    throw new WrongSetting(`HOST ${host} is no address of this machine: correct it, or leave it out.`)
  }
  throw error
}
