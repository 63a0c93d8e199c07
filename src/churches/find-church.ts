import { LRUCache } from 'lru-cache'
import { Blocked } from '../platform/blocked.js'
import type { ControlDesk } from '../platform/db/handles.js'
import type { Church } from './church.js'
import { churchAt } from './churches.repository.js'

/** How long what is known of a church may be old, in milliseconds. */
const maxAge = 30_000

/** Names no church can have; a look-up for them is answered without one. */
const subdomainPattern = /^[a-z0-9]+(-[a-z0-9]+)*$/

/** Finds churches by subdomain, through a cache of this process. */
export interface Catalogue {
  /**
   * The church that may be entered at `subdomain`, in any case of letters.
   * Throws TENANT_NOT_FOUND, TENANT_SUSPENDED or TENANT_ARCHIVED, and CHURCH_UPGRADING while its tables are older than
   * this server's code.
   */
  findChurch(subdomain: string): Promise<Church>
  /** Forgets what is known of `subdomain`; of every church, when it is null. */
  readonly forget: (subdomain: string | null) => void
}

/** A catalogue that reads through `desk`, for code that needs tables of at least `codeVersion`. */
export function createCatalogue(desk: ControlDesk, codeVersion: number): Catalogue {
  // An unknown name is remembered too, as false: nobody can make us ask the database about it again and again.
  const known = new LRUCache<string, Church | false>({ max: 10_000, ttl: maxAge })
  const asked = new Map<string, Promise<Church | false>>()

  const ask = (subdomain: string): Promise<Church | false> => {
    const answer = keep(subdomain)
    asked.set(subdomain, answer)
    return answer

    async function keep(name: string): Promise<Church | false> {
      try {
        const church = await desk.read(async (db) => (await churchAt(db, name)) ?? false)
        // Forgotten meanwhile: what was read may be older than the change, and is not kept.
        if (asked.get(name) === answer) known.set(name, church)
        return church
      } finally {
        if (asked.get(name) === answer) asked.delete(name)
      }
    }
  }

  return {
    async findChurch(name) {
      const subdomain = name.toLowerCase()
      const isPossible = subdomain.length <= 63 && subdomainPattern.test(subdomain)
      const church = isPossible && (known.get(subdomain) ?? (await (asked.get(subdomain) ?? ask(subdomain))))
      const admitted = admit(church || null, subdomain)
      if (admitted.version >= codeVersion) return admitted
      // Known again as soon as it is done: the catalogue tells of every change.
      throw new Blocked('CHURCH_UPGRADING', 'This church is being upgraded: try again in a minute.')
    },
    forget(subdomain) {
      if (subdomain === null) {
        known.clear()
        asked.clear()
      } else {
        known.delete(subdomain.toLowerCase())
        asked.delete(subdomain.toLowerCase())
      }
    },
  }
}

function admit(church: Church | null, subdomain: string): Church {
  switch (church?.status) {
    case 'ACTIVE':
      return church
    case 'SUSPENDED':
      throw new Blocked('TENANT_SUSPENDED', `The church "${subdomain}" is suspended.`)
    case 'ARCHIVED':
    case 'ERASED':
      throw new Blocked('TENANT_ARCHIVED', `The church "${subdomain}" is archived.`)
    case 'WARM':
    case undefined:
    default:
      throw new Blocked('TENANT_NOT_FOUND', `There is no church "${subdomain.slice(0, 63)}" here.`)
  }
}
