import type { IncomingMessage, RequestListener } from 'node:http'
import cors from 'cors'
import { allowedOrigins } from './allowed-origins.js'
import { unreadableBody } from './answer-error.js'
import { answerShortly, type Read, sendFault, type ShortOptions } from './answer-shortly.js'
import { formatError } from './format-error.js'
import { isPlain } from './plain-requests.js'

/**
 * Answers requests whose operation is known by the short way, and hands everything else on to `rest`: with its body, where
 * that has been read meanwhile.
 */
export function shortWayFirst(options: ShortOptions, maxBody: number, rest: RequestListener): RequestListener {
  const letPages = cors(allowedOrigins(options))
  return (request, response) => {
    if (!isPlain(request, maxBody)) return rest(request, response)
    const hear = (text: string): void => {
      const body = parseBody(text)
      if (body === undefined) {
        const { requestId } = options.parts.originOf(request)
        const fault = formatError(unreadableBody(), { requestId, log: options.parts.log })
        return sendFault({ request, response, isProduction: options.isProduction, requestId }, fault)
      }
      void answerOr(options, { request, response, body }, rest)
    }
    // What a page of another host may do; its headers are the same when they are written twice.
    if (request.headers.origin === undefined) readBody(request, hear)
    else letPages(request, response, () => readBody(request, hear))
  }
}

async function answerOr(options: ShortOptions, read: Read, rest: RequestListener): Promise<void> {
  if (await answerShortly(options, read)) return
  const { request, response, body } = read
  // Express takes what has been read already as it is.
  rest(Object.assign(request, { body }), response)
}

// Leaves out a byte order mark, as Express does.
const utf8 = new TextDecoder()

/** A client that goes away in the middle of its body is not answered. */
function readBody(request: IncomingMessage, hear: (text: string) => void): void {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.once('end', () => hear(utf8.decode(Buffer.concat(chunks))))
}

/** An object or a list; undefined for anything else. */
function parseBody(text: string): unknown {
  try {
    const body: unknown = JSON.parse(text)
    return typeof body === 'object' && body !== null ? body : undefined
  } catch {
    return undefined
  }
}
