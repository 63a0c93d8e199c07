import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'

/** Milliseconds that a client has to send a request. */
export interface Patience {
  /** For the head. */
  readonly headers: number
  /** For all of it. */
  readonly request: number
  /** For a file, as long as something of it comes. */
  readonly upload: number
  /** How long nothing of a file may come. */
  readonly silence: number
}

/** What usual clients get by with; a file of 200 MB comes in over a line of 2 Mbit/s. */
export const usualPatience: Patience = { headers: 15_000, request: 30_000, upload: 900_000, silence: 30_000 }

/** Where files are sent to. */
const uploads = /^\/api\/v1\/(imports\/[^/?]+\/file|photos\/[^/?]+)\/?(\?|$)/

/**
 * Settings of a server that waits as long as for the slowest of all requests; `cutOffSlow` waits less for the others. Node
 * looks after slow clients every 30 seconds otherwise. Connections kept alive outlast those of a proxy (60 seconds).
 */
export const slowClients = ({ headers, request, upload }: Patience) => ({
  headersTimeout: headers,
  requestTimeout: Math.max(request, upload),
  connectionsCheckingInterval: Math.min(5000, headers),
  keepAliveTimeout: 65_000,
})

/**
 * Hands requests on to `routes` and cuts off, with 408 where nothing has been answered, whoever has not sent all of one in
 * time: a file may take longer than other requests, but not be silent. What is left of a file that was answered early has
 * no more time than another request.
 */
export function cutOffSlow(patience: Patience, routes: RequestListener): RequestListener {
  return (request, response) => {
    if (hasBody(request)) {
      const isUpload = uploads.test(request.url ?? '')
      endAfter(isUpload ? patience.upload : patience.request, request, response)
      if (isUpload) {
        endWhenSilent(patience.silence, request, response)
        response.once('finish', () => endAfter(patience.request, request, response))
      }
    }
    return routes(request, response)
  }
}

const hasBody = ({ headers }: IncomingMessage): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0

function endAfter(milliseconds: number, request: IncomingMessage, response: ServerResponse): void {
  if (request.complete) return
  const timer = setTimeout(() => cut(request, response), milliseconds)
  request.once('close', () => clearTimeout(timer))
}

function endWhenSilent(milliseconds: number, request: IncomingMessage, response: ServerResponse): void {
  request.setTimeout(milliseconds)
  request.on('timeout', () => {
    // What has come and was not read yet: the silence is ours, such as a database that takes its time.
    if (request.readableLength > 0) request.socket.setTimeout(milliseconds)
    else cut(request, response)
  })
  request.once('end', () => request.socket.setTimeout(0))
}

/** As Node does with its own limits. */
function cut({ complete, socket }: IncomingMessage, response: ServerResponse): void {
  if (complete) return
  if (socket.writable && !response.headersSent) {
    socket.write('HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n\r\n')
  }
  socket.destroy()
}
