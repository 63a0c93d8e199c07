import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Lexer, Source, TokenKind } from 'graphql'
import { LRUCache } from 'lru-cache'
import { Blocked } from '../platform/blocked.js'
import type { Viewer } from '../platform/context.js'
import type { Log } from '../platform/log.js'
import { mayImprovise } from './may-explore.js'

/** `off`: any text runs. `log`: those in no manifest are told of. `enforce`: they are refused. */
export type Trust = (typeof trusts)[number]

/** Every `Trust`, from least to most. */
export const trusts = ['off', 'log', 'enforce'] as const

/** What a client sent in place of, or beside, the text of its operation. */
export interface Sent {
  readonly query: unknown
  /** The id of a document; null when none was sent. */
  readonly documentId: string | null
}

/** The operations that our own clients were built with. */
export interface TrustedDocuments {
  readonly trust: Trust
  /**
   * The text to run for what was sent, or `query` as it came. Throws PERSISTED_QUERY_NOT_FOUND for an id of no manifest,
   * and where trust is enforced PERSISTED_QUERY_REQUIRED for a text of none, unless the viewer may improvise.
   */
  textOf(sent: Sent, viewer: Viewer | null): unknown
  /** The text with this id; null when it stands in no manifest. */
  find(documentId: string): string | null
  /** Whether a text stands in a manifest. */
  holds(text: string): boolean
}

/** Nobody is asked for an id, and no id is known. */
export const anyDocument: TrustedDocuments = {
  ...{ trust: 'off', textOf: ({ query }) => query, find: () => null, holds: () => false },
}

/**
 * Reads every manifest (`*.json`: id to text) in `folder`: those of older clients stay there until their tabs are closed.
 * Throws an Error with a sentence for people when there is none, or one cannot be read.
 */
export async function readTrustedDocuments(folder: string, trust: Trust, log: Log): Promise<TrustedDocuments> {
  if (trust === 'off') return anyDocument
  const texts = new Map<string, string>()
  const files = (await readdir(folder)).filter((file) => file.endsWith('.json'))
  if (files.length === 0) throw new Error('it holds no manifest')
  for (const file of files) {
    for (const [id, text] of parseManifest(file, await readFile(join(folder, file), 'utf8'))) texts.set(bare(id), text)
  }
  return trustedDocuments(texts, trust, log)
}

// Some write the algorithm in front, Apollo's clients do not.
const bare = (id: string): string => id.replace(/^sha256:/, '')

function parseManifest(file: string, json: string): [string, string][] {
  const manifest: unknown = JSON.parse(json)
  const entries: [string, unknown][] =
    typeof manifest === 'object' && manifest !== null && !Array.isArray(manifest) ? Object.entries(manifest) : []
  const read = entries.flatMap(([id, text]): [string, string][] => (typeof text === 'string' ? [[id, text]] : []))
  if (entries.length === 0 || read.length < entries.length) throw new Error(`${file} is not an object of id to text`)
  return read
}

function trustedDocuments(texts: ReadonlyMap<string, string>, trust: Trust, log: Log): TrustedDocuments {
  const known = new Set(texts.values())
  // Each is told once in a while, however often it is sent.
  const told = new LRUCache<string, true>({ max: 1000, ttl: 3_600_000 })
  const tell = (text: string): void => {
    const hash = createHash('sha256').update(text).digest('hex')
    if (!told.has(hash))
      log.warn({ hash, text: withoutValues(text).slice(0, 200) }, 'an operation stands in no manifest')
    told.set(hash, true)
  }

  return {
    trust,
    find: (documentId) => texts.get(bare(documentId)) ?? null,
    holds: (text) => known.has(text),
    textOf({ query, documentId }, viewer) {
      if (documentId !== null) {
        const text = texts.get(bare(documentId))
        if (text === undefined)
          throw new Blocked(
            'PERSISTED_QUERY_NOT_FOUND',
            'No manifest lists this document: send the id of an operation that one does.',
          )
        return text
      }
      if (typeof query !== 'string' || known.has(query) || mayImprovise(viewer)) return query
      if (trust === 'enforce') {
        throw new Blocked('PERSISTED_QUERY_REQUIRED', 'Send the `documentId` of an operation this server knows.')
      }
      tell(query)
      return query
    },
  }
}

/**
 * The words of an operation, as far as it can be read, and none of its values: somebody may have written a password where
 * a variable belongs. Comments are left out.
 */
function withoutValues(text: string): string {
  const words: string[] = []
  try {
    const lexer = new Lexer(new Source(text))
    for (let token = lexer.advance(); token.kind !== TokenKind.EOF; token = lexer.advance()) {
      words.push(values.has(token.kind) ? '…' : (token.value ?? token.kind))
    }
  } catch {
    // What comes from here on is no GraphQL.
    words.push('…')
  }
  return words.join(' ')
}

const values: ReadonlySet<TokenKind> = new Set([
  ...[TokenKind.STRING, TokenKind.BLOCK_STRING],
  ...[TokenKind.INT, TokenKind.FLOAT],
])

/** The id of a document in a request: as `documentId`, or as Apollo's clients send it; null when there is none. */
export function documentIdOf(request: Readonly<Record<string, unknown>>): string | null {
  const { documentId, extensions } = request
  const [fromExtensions, persisted] = [read(extensions, 'documentId'), read(extensions, 'persistedQuery')]
  const id = documentId ?? fromExtensions ?? read(persisted, 'sha256Hash')
  return typeof id === 'string' ? id : null
}

const read = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined
