import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql'
import { LRUCache } from 'lru-cache'
import type { Run } from '../platform/graphql/compiled/compile-operation.js'
import type { CompiledOperations } from '../platform/graphql/compiled/compiled-operations.js'
import type { Variables } from '../platform/graphql/compiled/settle-switches.js'
import { readVariables } from '../platform/graphql/limits/cost.js'

/** How many texts are known; what Apollo keeps beside them is as large. */
const mostKnown = 1000

/** An operation that Apollo has read and found valid, of which this text is the source. */
export interface ReadOperation {
  readonly source: string
  /** As the request named it; null where it named none. */
  readonly name: string | null
  readonly document: DocumentNode
  readonly operation: OperationDefinitionNode
}

/** An operation with its variables, and what runs it. */
export interface ShortRun {
  readonly document: DocumentNode
  readonly operation: OperationDefinitionNode
  /** As they were sent. */
  readonly sent: Variables
  /** As resolvers will see them. */
  readonly variables: Variables
  readonly run: Run
}

/** What a request asks for. */
export interface ShortRequest {
  readonly source: string
  readonly name: string | null
  readonly sent: Variables
}

/**
 * The operations that need no more reading: Apollo has read, judged valid and compiled them before. Whatever is not found
 * here goes to Apollo; so does every first time.
 */
export interface ShortWay {
  remember(read: ReadOperation): void
  find(request: ShortRequest): ShortRun | null
}

/** Knows nothing at first; what runs is what `compiled` holds. */
export function createShortWay(schema: GraphQLSchema, compiled: CompiledOperations): ShortWay {
  const known = new LRUCache<string, ReadOperation>({ max: mostKnown })
  const keyOf = (source: string, name: string | null): string => (name === null ? source : `${name} of ${source}`)
  return {
    remember: (read) => void known.set(keyOf(read.source, read.name), read),
    find({ source, name, sent }) {
      const read = known.get(keyOf(source, name))
      // What one text and its name are kept by may be a text by itself.
      if (read?.source !== source || read.name !== name) return null
      const { document, operation } = read
      const variables = readVariables({ schema, operation, variables: sent })
      // It was worth compiling before. Faults are explained where it is done for all.
      const run = variables && compiled.find({ document, operation, variables, isTrusted: true })
      return run && variables ? { document, operation, sent, variables, run } : null
    },
  }
}
