import {
  type DocumentNode,
  type FragmentDefinitionNode,
  getNamedType,
  GraphQLError,
  getVariableValues,
  type GraphQLSchema,
  isCompositeType,
  isListType,
  isNonNullType,
  type OperationDefinitionNode,
} from 'graphql'
import { type ComplexityEstimator, fieldExtensionsEstimator, getComplexity } from 'graphql-query-complexity'
import { OverLimit } from '../../blocked.js'
import { maxPageSize } from '../../page.js'
import { knownCost } from './known-costs.js'
import { fieldNames, fragmentsOf } from './shape.js'

/** The most that one operation may cost, and the most nodes that are looked at to find out. */
const costLimits = { cost: 5000, nodes: 10_000 } as const

const mutationCost = 10
const countCost = 10
const searchCost = 20
const introspectionCost = 10
/** What a list without pages is taken to hold: those are short by nature. */
const shortList = 10

/** An operation that is about to run. */
export interface Asked {
  readonly schema: GraphQLSchema
  readonly document: DocumentNode
  readonly operation: OperationDefinitionNode
  readonly variables: Readonly<Record<string, unknown>>
  /** Whether faults keep to themselves which names would have been right. */
  readonly hideSuggestions: boolean
}

/**
 * What an operation costs with these variables: 0 for a scalar, 1 for an object, 1 and n times what is asked of each
 * entry for a list with pages (the largest page when `first` is absent), 10 for a count, 20 for a search, 10 for a
 * mutation and 1 for each row it is given; or what a field itself declares as `complexity`.
 *
 * `isReadable` says whether its variables can be read, where that is known.
 *
 * Throws QUERY_TOO_COMPLEX above the limit, and BAD_USER_INPUT as GraphQLError when variables or arguments cannot be
 * read.
 */
export function costOf(asked: Asked, isReadable = readVariables(asked) !== null): number {
  const cost = isReadable ? knownCost(asked, () => estimate(asked)) : estimate(asked)
  if (cost > costLimits.cost) throw tooCostly(cost)
  return cost
}

/** The variables of an operation as its resolvers will see them; null when they cannot be read. */
export function readVariables({
  schema,
  operation,
  variables,
}: Pick<Asked, 'schema' | 'operation' | 'variables'>): Readonly<Record<string, unknown>> | null {
  return getVariableValues(schema, operation.variableDefinitions ?? [], variables, { maxErrors: 1 }).coerced ?? null
}

function estimate({ schema, document, operation, variables, hideSuggestions }: Asked): number {
  try {
    return getComplexity({
      schema,
      query: document,
      variables: { ...variables },
      ...(operation.name ? { operationName: operation.name.value } : {}),
      estimators: [free, introspection, fieldExtensionsEstimator(), mutation, connection, list, object],
      context: { fragments: fragmentsOf(document) },
      maxQueryNodes: costLimits.nodes,
    })
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error
    if (error.message.includes('maximum allowed number of nodes')) throw tooCostly(costLimits.nodes)
    const message = hideSuggestions ? error.message.replace(/ Did you mean .+\?$/s, '') : error.message
    throw new GraphQLError(message, { nodes: error.nodes ?? null, extensions: { code: 'BAD_USER_INPUT' } })
  }
}

const tooCostly = (cost: number): OverLimit =>
  new OverLimit(
    'QUERY_TOO_COMPLEX',
    `The operation costs ${cost}; ${costLimits.cost} are allowed. Ask for shorter pages.`,
    {
      ...{ limit: 'cost', maximum: costLimits.cost, actual: cost },
    },
  )

/** Scalars, and what an answer says about itself. */
const free: ComplexityEstimator = ({ field, childComplexity }) => {
  const type = getNamedType(field.type)
  if (!isCompositeType(type)) return 0
  return type.name === 'UserError' || type.name === 'PageInfo' ? childComplexity : undefined
}

const introspection: ComplexityEstimator = ({ field, type }) => {
  if (field.name.startsWith('__')) return introspectionCost
  return type.name.startsWith('__') ? 0 : undefined
}

const mutation: ComplexityEstimator = ({ type, args, childComplexity }) =>
  type.name === 'Mutation' ? mutationCost + rowsOf(args['input']) + childComplexity : undefined

function rowsOf(input: unknown): number {
  const values: readonly unknown[] = typeof input === 'object' && input !== null ? Object.values(input) : []
  return values.reduce<number>((rows, value) => rows + (Array.isArray(value) ? value.length : 0), 0)
}

const connection: ComplexityEstimator = ({ field, node, args, childComplexity, context }) => {
  if (!getNamedType(field.type).name.endsWith('Connection')) return undefined
  const { first, search } = args as { readonly first?: number | null; readonly search?: string | null }
  const counts = node.selectionSet && fieldNames(node.selectionSet, fragmentsIn(context))
  const isCounted = counts?.has('totalCount') || counts?.has('totalCountIsCapped')
  // Negative numbers are refused later; they must not be a discount.
  const entries = Math.max(1, first ?? maxPageSize)
  return 1 + entries * childComplexity + (isCounted ? countCost : 0) + (search ? searchCost : 0)
}

// Put there by `estimate`.
const fragmentsIn = (context: Record<string, unknown> | undefined) =>
  context?.['fragments'] as ReadonlyMap<string, FragmentDefinitionNode>

const list: ComplexityEstimator = ({ field, type, childComplexity }) => {
  const inner = isNonNullType(field.type) ? field.type.ofType : field.type
  if (!isListType(inner)) return undefined
  // The connection above knows how many entries there are.
  const isPage = type.name.endsWith('Connection')
  return (isPage ? 1 : shortList) * (1 + childComplexity)
}

const object: ComplexityEstimator = ({ childComplexity }) => 1 + childComplexity
