import { sampleChurches } from '../churches/index.js'
import type { ControlDesk } from '../platform/db/handles.js'
import type { Place } from '../platform/tenancy/place.js'

/** Where some churches are, chosen by chance among those whose tables are at `target`; at most `drift` of them. */
export async function placesAt(
  catalogue: ControlDesk,
  { drift, target }: { readonly drift: number; readonly target: number },
): Promise<readonly Place[]> {
  const sampled = await catalogue.read((control) => sampleChurches(control, { from: target, to: target, limit: drift }))
  return sampled.map(({ cell, placeKey }) => ({ cell, key: placeKey }))
}
