import type { IncomingMessage, ServerResponse } from 'node:http'
import { GraphQLError, type GraphQLFormattedError, type GraphQLSchema } from 'graphql'
import type { Ctx } from '../platform/context.js'
import type { Variables } from '../platform/graphql/compiled/settle-switches.js'
import { churchOfRequest, findNamed } from './church-of-request.js'
import { enterByHttp, type HttpDoor } from './enter-by-http.js'
import { formatError, retryAfterOf, statusOf } from './format-error.js'
import { judgeEntry, judgeRead } from './judge-operation.js'
import type { Parts } from './parts.js'
import { typeOfAnswer, usual } from './plain-requests.js'
import { type Asked, failed } from './run-operation.js'
import { securityHeadersOf } from './security-headers.js'
import type { ShortRun, ShortWay } from './short-way.js'
import { endCtx } from './somewhere.js'
import { documentIdOf, type TrustedDocuments } from './trusted-documents.js'

/** What short answers are made of. */
export interface ShortOptions extends HttpDoor {
  readonly schema: GraphQLSchema
  readonly way: ShortWay
  readonly tell: (errors: readonly GraphQLError[], asked: Asked) => readonly GraphQLFormattedError[]
}

/** A request whose body has been read. */
export interface Read {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  /** What its JSON held. */
  readonly body: unknown
}

/**
 * Answers a request whose operation is known, as Express and Apollo would have; false when this one is for them. They take
 * a tenth of a millisecond for what was settled when the same text came first.
 */
export async function answerShortly(options: ShortOptions, { request, response, body }: Read): Promise<boolean> {
  const { parts } = options
  const found = findShort(options, body)
  if (!found) return false
  const head = { request, response, isProduction: options.isProduction, requestId: parts.originOf(request).requestId }
  let somewhere: Ctx | null = null
  try {
    const church = await findNamed(options.catalogue, churchOfRequest(request, options.baseDomain))
    if (!church) return false
    const ctx = await enterByHttp(options, { request, response, church })
    somewhere = ctx
    // Whoever goes away waits for nothing.
    response.once('close', () => void endCtx(ctx))
    await judgeDocument(parts, body as Body, ctx)
    sendResult(head, await runShort(options, ctx, found))
  } catch (error) {
    sendFault(head, formatError(error, { requestId: head.requestId, log: parts.log }))
  } finally {
    if (somewhere) void endCtx(somewhere)
  }
  return true
}

/** The known operation that a body asks for; null when it asks for anything else. */
function findShort({ parts: { documents }, way }: ShortOptions, body: unknown): ShortRun | null {
  if (typeof body !== 'object' || body === null) return null
  const source = sourceOf(documents, body as Body)
  const { variables, operationName } = body as Body
  if (source === null) return null
  if (!isNothing(operationName) && typeof operationName !== 'string') return null
  if (!isNothing(variables) && (typeof variables !== 'object' || Array.isArray(variables))) return null
  return way.find({ source, name: operationName ?? null, sent: (variables ?? {}) as Variables })
}

type Body = Readonly<Record<string, unknown>>

/** The text to run, also of a document that is named by its id; whether it may run is asked when it is known who asks. */
function sourceOf(documents: TrustedDocuments, body: Body): string | null {
  const documentId = documents.trust === 'off' ? null : documentIdOf(body)
  if (documentId !== null) return documents.find(documentId)
  return typeof body['query'] === 'string' && !('extensions' in body) ? body['query'] : null
}

const isNothing = (value: unknown): value is null | undefined => value === null || value === undefined

/** Throws as `textOf` does, when trusted documents are asked for. */
async function judgeDocument(parts: Parts, body: Body, ctx: Ctx): Promise<void> {
  const { documents } = parts
  if (documents.trust === 'off') return
  try {
    documents.textOf({ query: body['query'], documentId: documentIdOf(body) }, ctx.viewer)
  } catch (error) {
    // Asking is paid for all the same.
    await judgeEntry(parts, ctx)
    throw error
  }
}

interface Answer {
  readonly errors?: readonly GraphQLFormattedError[] | undefined
  readonly data?: unknown
}

async function runShort({ schema, parts, tell }: ShortOptions, ctx: Ctx, found: ShortRun): Promise<Answer> {
  const { document, operation, sent, variables, run } = found
  const asked = { document, contextValue: ctx }
  try {
    await judgeRead(parts, ctx, { schema, document, operation, variables: sent, isReadable: true, entry: 1 })
  } catch (error) {
    return { errors: tell([asGraphQLError(error)], asked) }
  }
  const { data = null, errors } = await run(ctx, variables).catch(failed)
  return { errors: errors && tell(errors, asked), data }
}

const asGraphQLError = (error: unknown): GraphQLError =>
  error instanceof GraphQLError ? error : new GraphQLError(String(error), { originalError: error as Error })

/** A request, and what every answer to it says. */
export interface Head {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly isProduction: boolean
  readonly requestId: string
}

/** What GraphQL answered; Apollo ends its lines. */
function sendResult(head: Head, { errors, data }: Answer): void {
  const status = (errors && statusOf(errors, data)) ?? 200
  const type = typeOfAnswer(head.request) ?? usual
  send(head, { status, type, errors, text: `${JSON.stringify({ errors, data })}\n` })
}

/** What was refused before GraphQL took over, as `answerError` tells it. */
export function sendFault(head: Head, fault: GraphQLFormattedError): void {
  const errors = [fault]
  send(head, { status: statusOf(errors, null) ?? 500, type: usual, errors, text: JSON.stringify({ errors }) })
}

interface Told {
  readonly status: number
  readonly type: string
  readonly text: string
  readonly errors: readonly GraphQLFormattedError[] | undefined
}

function send({ response, isProduction, requestId }: Head, { status, type, text, errors }: Told): void {
  const wait = errors ? retryAfterOf(errors) : null
  response.writeHead(status, {
    'x-request-id': requestId,
    ...securityHeadersOf(isProduction),
    'content-type': type,
    'content-length': Buffer.byteLength(text),
    ...(wait === null ? {} : { 'retry-after': String(wait) }),
  })
  response.end(text)
}
