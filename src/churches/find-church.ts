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
   * Throws TENANT_NOT_FOUND, TENANT_SUSPENDED or TENANT_ARCHIVED.
   */
  findChurch(subdomain: string): Promise<Church>
  /** Forgets what is known of `subdomain`. */
  forget(subdomain: string): void
}

/** A catalogue that reads through `desk`. */
export function createCatalogue(desk: ControlDesk): Catalogue {
  // An unknown name is remembered too, as false: nobody can make us ask the database about it again and again.
  const known = new LRUCache<string, Church | false>({
    max: 10_000,
    ttl: maxAge,
    fetchMethod: async (subdomain) => (await desk.read((db) => churchAt(db, subdomain))) ?? false,
  })

  return {
    async findChurch(name) {
      const subdomain = name.toLowerCase()
      const isPossible = subdomain.length <= 63 && subdomainPattern.test(subdomain)
      const church = isPossible ? await known.fetch(subdomain) : false
      return admit(church || null, subdomain)
    },
    forget: (subdomain) => void known.delete(subdomain.toLowerCase()),
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
