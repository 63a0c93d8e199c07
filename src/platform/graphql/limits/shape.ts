import {
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql'

/** What an operation asks for, its fragments spelt out wherever they are spread. */
export interface Shape {
  /** The longest way from the operation down to a field. */
  readonly depth: number
  readonly aliases: number
  readonly directives: number
  readonly selections: number
  /** The fields at its top. */
  readonly rootFields: number
}

const nothing: Shape = { depth: 0, aliases: 0, directives: 0, selections: 0, rootFields: 0 }

/**
 * Measures one operation of `document` in one walk: each fragment is measured once, however often it is spread. One that
 * spreads itself ends there; so does the depth inside `__schema` and `__type`, which graphql-js bounds itself.
 */
export function shapeOf(document: DocumentNode, operation: OperationDefinitionNode): Shape {
  const fragments = fragmentsOf(document)
  const known = new Map<string, Shape>()

  const measureSet = (set: SelectionSetNode | undefined): Shape =>
    (set?.selections ?? []).map(measure).reduce(sum, nothing)

  const measure = (node: SelectionNode): Shape => {
    const own = { ...nothing, directives: node.directives?.length ?? 0, selections: 1 }
    if (node.kind === Kind.FRAGMENT_SPREAD) return sum(own, measureFragment(node.name.value))
    const inside = measureSet(node.selectionSet)
    if (node.kind === Kind.INLINE_FRAGMENT) return sum(own, inside)
    const depth = node.name.value.startsWith('__') ? 1 : inside.depth + 1
    return { ...sum({ ...own, aliases: node.alias ? 1 : 0 }, inside), depth, rootFields: 1 }
  }

  const measureFragment = (name: string): Shape => {
    const found = known.get(name)
    if (found) return found
    known.set(name, nothing)
    const fragment = fragments.get(name)
    const inside = measureSet(fragment?.selectionSet)
    const measured = { ...inside, directives: inside.directives + (fragment?.directives?.length ?? 0) }
    known.set(name, measured)
    return measured
  }

  const measured = measureSet(operation.selectionSet)
  return { ...measured, directives: measured.directives + directivesBefore(operation) }
}

const sum = (one: Shape, other: Shape): Shape => ({
  depth: Math.max(one.depth, other.depth),
  aliases: one.aliases + other.aliases,
  directives: one.directives + other.directives,
  selections: one.selections + other.selections,
  rootFields: one.rootFields + other.rootFields,
})

const directivesBefore = ({ directives, variableDefinitions }: OperationDefinitionNode): number =>
  [...(variableDefinitions ?? []), { directives }].reduce((count, node) => count + (node.directives?.length ?? 0), 0)

/** The fragments of a document by name. */
export const fragmentsOf = (document: DocumentNode): ReadonlyMap<string, FragmentDefinitionNode> =>
  new Map(
    document.definitions.flatMap((node) => (node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node]] : [])),
  )

/** The names of the fields directly in a selection, those of its fragments included. */
export function fieldNames(set: SelectionSetNode, fragments: ReturnType<typeof fragmentsOf>): ReadonlySet<string> {
  const names = new Set<string>()
  const seen = new Set<string>()
  const collect = ({ selections }: SelectionSetNode): void => {
    for (const node of selections) {
      if (node.kind === Kind.FIELD) names.add(node.name.value)
      else if (node.kind === Kind.INLINE_FRAGMENT) collect(node.selectionSet)
      else if (!seen.has(node.name.value)) {
        seen.add(node.name.value)
        const fragment = fragments.get(node.name.value)
        if (fragment) collect(fragment.selectionSet)
      }
    }
  }
  collect(set)
  return names
}
