import { Blocked } from '../platform/blocked.js'
import type { ControlDesk } from '../platform/db/handles.js'
import { remembered } from '../platform/remembered.js'
import { type Whereabouts, whereIsPlace } from './church-move.repository.js'
import type { Church } from './church.js'
import { churchAt, churchAtHost } from './churches.repository.js'
import { isHost } from './host.js'

/** How long what is known of a church may be old, in milliseconds. */
const maxAge = 30_000
/** How many names are known at a time. */
const maxKnown = 10_000
const nobody = { church: null }

/** Names no church can have; a look-up for them is answered without one. */
const subdomainPattern = /^[a-z0-9]+(-[a-z0-9]+)*$/

/** Finds churches by subdomain or by a host of their own, through a cache of this process. */
export interface Catalogue {
  /**
   * The church that may be entered at `subdomain`, in any case of letters.
   * Throws TENANT_NOT_FOUND, TENANT_SUSPENDED or TENANT_ARCHIVED, and CHURCH_UPGRADING while its tables are older than
   * this server's code.
   */
  findChurch(subdomain: string): Promise<Church>
  /** The same at a host outside the platform's domain, which the church has proved to be its own. */
  findChurchAtHost(host: string): Promise<Church>
  /**
   * The cell that the church with this key is in. A church moves while sockets listen to it. Throws TENANT_NOT_FOUND when
   * there is none.
   */
  cellOf(placeKey: string): Promise<string>
  /** Where the church with this key is at this moment, asked anew; null when there is none. */
  whereIs(placeKey: string): Promise<Whereabouts | null>
  /** Forgets what is known at a subdomain or a host; everything, when it is null. */
  readonly forget: (name: string | null) => void
}

/** A catalogue that reads through `desk`, for code that needs tables of at least `codeVersion`. */
export function createCatalogue(desk: ControlDesk, codeVersion: number): Catalogue {
  // A host has a dot and a subdomain never, so both are known in one place. An unknown name is remembered too: nobody can
  // make us ask the database about it again and again.
  const look = async (name: string) => {
    const churchHere = name.includes('.') ? churchAtHost : churchAt
    return { church: await desk.read((db) => churchHere(db, name)) }
  }
  const churches = remembered(look, { maxAge, max: maxKnown })
  const whereIs = (placeKey: string) => desk.read((db) => whereIsPlace(db, placeKey))
  const cells = rememberedCells(whereIs)

  const find = async (name: string, isPossible: boolean): Promise<Church> => {
    const { church } = isPossible ? await churches.get(name) : nobody
    const admitted = admit(church, name)
    if (admitted.version >= codeVersion) return admitted
    // Known again as soon as it is done: the catalogue tells of every change.
    throw new Blocked('CHURCH_UPGRADING', 'This church is being upgraded: try again in a minute.')
  }

  return {
    findChurch(name) {
      const subdomain = name.toLowerCase()
      return find(subdomain, subdomain.length <= 63 && subdomainPattern.test(subdomain))
    },
    findChurchAtHost(name) {
      const host = name.toLowerCase()
      return find(host, isHost(host))
    },
    cellOf: (placeKey) => cells.cellOf(placeKey),
    whereIs,
    forget(name) {
      churches.forget(name?.toLowerCase() ?? null)
      cells.forget(name?.toLowerCase() ?? null)
    },
  }
}

/** Cells by key. What changes is told by subdomain: hence which key goes with which. */
function rememberedCells(whereIs: (placeKey: string) => Promise<Whereabouts | null>) {
  const keys = new Map<string, string>()
  let asking = 0
  const look = async (placeKey: string): Promise<{ readonly cell: string | null }> => {
    asking += 1
    try {
      const found = await whereIs(placeKey)
      if (found?.subdomain) keys.set(found.subdomain, placeKey)
      return { cell: found?.cell ?? null }
    } finally {
      asking -= 1
    }
  }
  const cells = remembered(look, { maxAge, max: maxKnown })
  const forget = (subdomain: string | null): void => {
    const key = subdomain === null ? undefined : keys.get(subdomain)
    // A name that is not known yet may be that of a church which is being asked for at this moment.
    if (key !== undefined) cells.forget(key)
    else if (subdomain === null || asking > 0) cells.forget(null)
    if (subdomain !== null) keys.delete(subdomain)
    else keys.clear()
  }
  return {
    forget,
    async cellOf(placeKey: string): Promise<string> {
      if (keys.size > maxKnown) forget(null)
      const { cell } = await cells.get(placeKey)
      if (cell !== null) return cell
      throw new Blocked('TENANT_NOT_FOUND', 'There is no such church here.')
    },
  }
}

function admit(church: Church | null, name: string): Church {
  switch (church?.status) {
    case 'ACTIVE':
      return church
    case 'SUSPENDED':
      throw new Blocked('TENANT_SUSPENDED', `The church "${church.subdomain}" is suspended.`)
    case 'ARCHIVED':
    case 'ERASED':
      throw new Blocked('TENANT_ARCHIVED', `The church "${church.subdomain}" is archived.`)
    case 'WARM':
    case undefined:
    default:
      throw new Blocked('TENANT_NOT_FOUND', `There is no church "${name.slice(0, 63)}" here.`)
  }
}
