import { type DocumentNode, type GraphQLSchema, isObjectType, type OperationDefinitionNode } from 'graphql'
import { LRUCache } from 'lru-cache'
import { compileOperation, type Run } from './compile-operation.js'
import { isCompilable } from './is-compilable.js'
import { settleSwitches, switchesOf, type Variables } from './settle-switches.js'

/** Each is compiled once for each way its switches can stand, so no more than three. */
const mostSwitches = 3
/** How many are kept; some 50 KB each. */
const mostKept = 500

/** An operation that is about to run, with its variables as graphql-js has read them. */
export interface AboutToRun {
  readonly document: DocumentNode
  readonly operation: OperationDefinitionNode
  readonly variables: Variables
  /** Whether it is one of our own clients': those are compiled at once. */
  readonly isTrusted: boolean
}

/** The operations that were compiled, and those that may be. */
export interface CompiledOperations {
  /** What runs this operation; null when graphql-js has to. */
  find(asked: AboutToRun): Run | null
}

/** When operations are compiled, and with what. */
export interface CompileOptions {
  /** The name of a scalar of the schema that reads every value as it is. */
  readonly anything: string
  /** How often a text of strangers has to come before it is worth compiling. */
  readonly after: number
}

interface Known {
  readonly id: number
  seen: number
  /** What `@skip` and `@include` ask in it; null when it is never compiled. Left out until that has been looked at. */
  switches?: readonly string[] | null
}

/** Compiles nothing. */
export const noCompiledOperations: CompiledOperations = { find: () => null }

/**
 * Compiles operations of `schema` when they come again: a document must be the same object each time, as it is in the
 * cache of the server.
 *
 * Throws when two resolvers of the schema have names that graphql-jit could not tell apart.
 */
export function createCompiledOperations(
  schema: GraphQLSchema,
  { anything, after }: CompileOptions,
): CompiledOperations {
  assertDistinctNames(schema)
  const known = new WeakMap<OperationDefinitionNode, Known>()
  const kept = new LRUCache<string, { readonly run: Run | null }>({ max: mostKept })
  let count = 0

  const knownOf = (operation: OperationDefinitionNode): Known => {
    const found = known.get(operation) ?? { id: (count += 1), seen: 0 }
    known.set(operation, found)
    return found
  }

  return {
    find(asked) {
      const one = knownOf(asked.operation)
      one.seen += 1
      if (one.seen < after && !asked.isTrusted) return null
      if (one.switches === undefined)
        one.switches = isCompilable(schema, asked.document, asked.operation) ? fewSwitches(asked.document) : null
      if (!one.switches || isAmbiguous(asked)) return null
      const key = `${one.id} ${one.switches.map((name) => String(asked.variables[name])).join()}`
      const found = kept.get(key)
      if (found) return found.run
      const run = compileOperation(schema, settleSwitches(asked.document, { ...asked, anything }))
      kept.set(key, { run })
      return run
    },
  }
}

function fewSwitches(document: DocumentNode): readonly string[] | null {
  const switches = switchesOf(document)
  return switches.length <= mostSwitches ? switches : null
}

/** A null in the place of a default is refused by graphql-js where the argument must not be null. */
const isAmbiguous = ({ operation, variables }: AboutToRun): boolean =>
  (operation.variableDefinitions ?? []).some(
    ({ variable, defaultValue }) => defaultValue && variables[variable.name.value] === null,
  )

/** graphql-jit keeps resolvers by the names of type and field, one written behind the other. */
function assertDistinctNames(schema: GraphQLSchema): void {
  const names = new Set<string>()
  for (const type of Object.values(schema.getTypeMap())) {
    for (const { name } of isObjectType(type) ? Object.values(type.getFields()) : []) {
      const joined = type.name + name
      if (names.has(joined)) throw new Error(`${type.name}.${name} could be taken for a field of another type.`)
      names.add(joined)
    }
  }
}
