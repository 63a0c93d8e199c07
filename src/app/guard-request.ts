import type { Request } from 'express'
import { refuseLongText } from '../platform/graphql/limits/limit-shape.js'
import { judgeEntry } from './judge-operation.js'
import type { Parts } from './parts.js'
import type { Somewhere } from './somewhere.js'
import { documentIdOf } from './trusted-documents.js'

/**
 * What a request must pass before GraphQL reads it: the budget of who asks, the list of trusted documents, the length of
 * its text. A document's id becomes its text here. Everything else about the body is for GraphQL to say.
 */
export async function guardRequest(parts: Parts, somewhere: Somewhere, request: Request): Promise<void> {
  await judgeEntry(parts, somewhere)
  const body: unknown = request.body
  if (typeof body === 'object' && body !== null && !Array.isArray(body)) {
    request.body = trusted(parts, somewhere, body as Readonly<Record<string, unknown>>)
  }
}

function trusted({ documents }: Parts, somewhere: Somewhere, body: Readonly<Record<string, unknown>>) {
  const documentId = documents.trust === 'off' ? null : documentIdOf(body)
  const viewer = somewhere.church === null ? null : somewhere.viewer
  const query = documents.textOf({ query: body['query'], documentId }, viewer)
  if (typeof query === 'string') refuseLongText(query)
  if (documentId === null) return body
  // Apollo would take the id for one of its own kind, and refuse it.
  const { extensions: _extensions, ...rest } = body
  return { ...rest, query }
}
