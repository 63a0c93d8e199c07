import { type DocumentNode, type GraphQLError, type GraphQLSchema, parse, specifiedRules, validate } from 'graphql'
import { LRUCache } from 'lru-cache'
import { limitShape, mostFaults, shapeLimits } from '../platform/graphql/limits/limit-shape.js'

/** A text as it was read: the document, or everything wrong with it. */
export type ReadDocument = { readonly document: DocumentNode } | { readonly faults: readonly GraphQLError[] }

/** Reads the text of a document. Throws GraphQLError when it is none. */
export type ReadDocuments = (text: string) => ReadDocument

/** The characters of all texts that are remembered; a document takes up some forty times its text. */
const mostCharacters = 200_000

/**
 * Reads texts, and remembers the valid ones: thousands of sockets ask for the same, and would each keep a copy for as long
 * as they are open.
 */
export function createReadDocuments(
  schema: GraphQLSchema,
  options: { readonly hideSuggestions: boolean },
): ReadDocuments {
  const known = new LRUCache<string, { readonly document: DocumentNode }>({
    maxSize: mostCharacters,
    sizeCalculation: (_read, text) => text.length + 1,
  })
  const rules = [...specifiedRules, limitShape]
  return (text) => {
    const kept = known.get(text)
    if (kept) return kept
    const document = parse(text, { maxLexicalTokens: shapeLimits.tokens })
    const faults = validate(schema, document, rules, { maxErrors: mostFaults, ...options })
    if (faults.length > 0) return { faults }
    const read = { document }
    known.set(text, read)
    return read
  }
}
