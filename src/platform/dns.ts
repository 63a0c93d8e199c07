import { Resolver } from 'node:dns/promises'

/** What can be asked of the domain name system. */
export interface Dns {
  /** The texts published at `name` (TXT records), in no order; none when there is no such name. Throws DnsAway. */
  texts(name: string): Promise<readonly string[]>
}

/** No name server gave an answer, neither that there is something nor that there is not. */
export class DnsAway extends Error {
  override readonly name = 'DnsAway'
}

/** Whether this is the address of a name server, with or without a port. */
export function isServerAddress(text: string): boolean {
  try {
    new Resolver().setServers([text])
    return true
  } catch {
    return false
  }
}

/** Answers that say: there is nothing at this name. */
const nothing: ReadonlySet<unknown> = new Set(['ENODATA', 'ENOTFOUND'])

/** Asks `servers` (addresses, with or without a port), or those of the machine when there are none named. */
export function createDns(servers: readonly string[] = []): Dns {
  return {
    async texts(name) {
      // One for each question: a resolver does not notice that the machine's servers have changed.
      const resolver = new Resolver({ timeout: 2000, tries: 2 })
      if (servers.length > 0) resolver.setServers(servers)
      try {
        const records = await resolver.resolveTxt(name)
        // A text of more than 255 bytes comes in pieces.
        return records.map((pieces) => pieces.join(''))
      } catch (error) {
        const { code } = error as NodeJS.ErrnoException
        if (nothing.has(code)) return []
        throw new DnsAway(`The name servers did not answer (${code ?? 'unknown'}).`)
      }
    },
  }
}
