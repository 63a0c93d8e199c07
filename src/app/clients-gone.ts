import type { RequestListener, ServerResponse } from 'node:http'
import type { Origin } from '../platform/context.js'
import type { OriginOf } from './origin.js'
import { endCtx, type Somewhere } from './somewhere.js'

const gone = new WeakSet<Origin>()

/** Hands requests on to `routes`, and notes whose client goes away before it is answered. */
export function noteLeaving(originOf: OriginOf, routes: RequestListener): RequestListener {
  return (request, response) => {
    // Before those who end what the request holds: whoever is told of that can ask why.
    response.once('close', () => {
      if (!response.writableEnded) gone.add(originOf(request))
    })
    return routes(request, response)
  }
}

/** Whether the client of the request from here went away before it was answered. */
export const hasLeft = (origin: Origin): boolean => gone.has(origin)

/** Ends a ctx with the connection that its answer would go to. */
export function endWithConnection(response: ServerResponse, somewhere: Somewhere): void {
  // It may be gone already, since it was found out who asks.
  if (response.destroyed) void endCtx(somewhere)
  else response.once('close', () => void endCtx(somewhere))
}
