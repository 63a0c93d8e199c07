import type { OperationDefinitionNode } from 'graphql'

/** What costs are known by. */
interface Way {
  readonly operation: OperationDefinitionNode
  readonly variables: Readonly<Record<string, unknown>>
}

/** More ways of asking one operation are not kept: they are estimated each time. */
const mostWays = 50
const longestWay = 200

const known = new WeakMap<OperationDefinitionNode, Map<string, number>>()

/**
 * What `estimate` says of an operation, or said before when it was asked in the same way: what an operation costs depends
 * on its numbers, its switches and the lengths of its lists, and not on what its texts say, only on whether there is one.
 */
export function knownCost({ operation, variables }: Way, estimate: () => number): number {
  const way = JSON.stringify(variables, onlyWhetherThereIsOne)
  const ways = known.get(operation) ?? new Map<string, number>()
  const found = ways.get(way)
  if (found !== undefined) return found
  const cost = estimate()
  if (way.length <= longestWay && ways.size < mostWays) known.set(operation, ways.set(way, cost))
  return cost
}

const onlyWhetherThereIsOne = (_name: string, value: unknown): unknown =>
  typeof value === 'string' ? value !== '' && 'text' : value
