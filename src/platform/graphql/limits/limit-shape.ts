import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  type OperationDefinitionNode,
  OperationTypeNode,
  type ValidationRule,
} from 'graphql'
import { OverLimit } from '../../blocked.js'
import { fieldNames, fragmentsOf, type Shape, shapeOf } from './shape.js'

/** How large an operation may be before anybody asks what it costs. */
export const shapeLimits = {
  /** Bytes of its text. */
  text: 16 * 1024,
  tokens: 2000,
  depth: 12,
  aliases: 30,
  directives: 20,
  selections: 20_000,
  rootFields: { query: 20, mutation: 4, subscription: 1 },
} as const

/** How many faults of one operation, or of its variables, are told at once. */
export const mostFaults = 20

/** The text of an operation, which must not be longer than 16 KB. Throws QUERY_TOO_COMPLEX. */
export function refuseLongText(text: string): void {
  const bytes = Buffer.byteLength(text)
  if (bytes > shapeLimits.text) throw tooLarge('text', shapeLimits.text, bytes)
}

/**
 * A validation rule: refuses with QUERY_TOO_COMPLEX what is too deep, has too many aliases, directives, selections or
 * fields at its top, and operations that must stand alone (`@Alone`) beside others. It sees no variables and no user.
 */
export const limitShape: ValidationRule = (context) => ({
  OperationDefinition(operation) {
    const fault = shapeFault(context.getSchema(), context.getDocument(), operation)
    if (fault) context.reportError(new GraphQLError(fault.message, { nodes: operation, originalError: fault }))
  },
})

function shapeFault(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode) {
  const shape = shapeOf(document, operation)
  const limits = { ...shapeLimits, rootFields: mostRootFields(schema, document, operation) }
  for (const limit of [
    'depth',
    'aliases',
    'directives',
    'selections',
    'rootFields',
  ] as const satisfies (keyof Shape)[]) {
    if (shape[limit] > limits[limit]) return tooLarge(limit, limits[limit], shape[limit])
  }
  return null
}

function mostRootFields(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode): number {
  const most = shapeLimits.rootFields[operation.operation]
  if (operation.operation !== OperationTypeNode.MUTATION) return most
  const fields = schema.getMutationType()?.getFields() ?? {}
  const names = [...fieldNames(operation.selectionSet, fragmentsOf(document))]
  return names.some((name) => fields[name]?.extensions['alone']) ? 1 : most
}

const units: Readonly<Record<string, string>> = {
  text: 'bytes of text',
  depth: 'levels',
  aliases: 'aliases',
  directives: 'directives',
  selections: 'selections',
  rootFields: 'fields at its top',
}

const tooLarge = (limit: string, maximum: number, actual: number): OverLimit =>
  new OverLimit('QUERY_TOO_COMPLEX', `The operation has ${actual} ${units[limit]}; ${maximum} are allowed.`, {
    ...{ limit, maximum, actual },
  })
