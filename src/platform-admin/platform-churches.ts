import type { Lobby } from '../platform/lobby.js'
import type { Page, PageRequest } from '../platform/page.js'
import type { PlatformChurch } from './platform-church.js'
import { countPlatformChurches, type PlatformChurchFilter, platformChurchPage } from './platform-churches.queries.js'

/** A page of the churches that have or had owners, newest first. Throws BAD_CURSOR, BAD_USER_INPUT. */
export function platformChurches(
  { catalogue }: Lobby,
  request: PageRequest & { readonly filter?: PlatformChurchFilter | null },
): Promise<Page<PlatformChurch>> {
  // Counted when asked for, by when the read of the page is over.
  const count = () => catalogue.read((churches) => countPlatformChurches(churches, request.filter))
  return catalogue.read((churches) => platformChurchPage(churches, request, count))
}
