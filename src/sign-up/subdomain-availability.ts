import { foldSubdomain, isSubdomainTaken, subdomainFault, type SubdomainState } from '../churches/index.js'
import type { Lobby } from '../platform/lobby.js'

/** What can be said of a name somebody wants for a church's host, in any case of letters. */
export async function subdomainAvailability(lobby: Lobby, wanted: string): Promise<SubdomainState> {
  const subdomain = foldSubdomain(wanted)
  const fault = subdomainFault(subdomain)
  if (fault) return fault
  return (await lobby.catalogue.read((db) => isSubdomainTaken(db, subdomain))) ? 'TAKEN' : 'AVAILABLE'
}
