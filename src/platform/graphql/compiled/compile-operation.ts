import {
  type DocumentNode,
  type ExecutionResult,
  GraphQLBoolean,
  GraphQLError,
  GraphQLInt,
  type GraphQLSchema,
  GraphQLString,
} from 'graphql'
import { compileQuery, isCompiledQuery } from 'graphql-jit'
import type { Variables } from './settle-switches.js'

/** Runs one operation, a subscription for one delivery as its `root`: what graphql-js would answer, data and errors. */
export type Run = (context: unknown, variables: Variables, root?: unknown) => Promise<ExecutionResult>

const options = {
  disablingCapturingStackErrors: true,
  // What rows hold is nearly always right already; everything else is for graphql-js to judge.
  customSerializers: {
    String: (value: unknown) => (typeof value === 'string' ? value : GraphQLString.serialize(value)),
    Boolean: (value: unknown) => (typeof value === 'boolean' ? value : GraphQLBoolean.serialize(value)),
    Int: (value: unknown) => (typeof value === 'number' && value === (value | 0) ? value : GraphQLInt.serialize(value)),
  },
}

/** Compiles the only operation of `document`, which `isCompilable` has let pass; null when graphql-jit cannot. */
export function compileOperation(schema: GraphQLSchema, document: DocumentNode): Run | null {
  const compiled = compileQuery(schema, document, undefined, options)
  if (!isCompiledQuery(compiled)) return null
  return async (context, variables, root) => {
    const { data, errors } = await compiled.query(root, context, variables)
    return { data: data ?? null, ...(errors && { errors: errors.map(asGraphqlJs) }) }
  }
}

/** graphql-jit's errors look like those of graphql-js, but what they hold cannot be written to, and is in part missing. */
function asGraphqlJs({ message, path, locations, originalError, stack }: GraphQLError): GraphQLError {
  const error = new GraphQLError(message, { path: path ?? null, originalError: originalError ?? null })
  if (stack && originalError) error.stack = stack
  return Object.assign(error, { locations })
}
