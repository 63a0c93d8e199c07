import {
  type ASTNode,
  type DirectiveNode,
  type DocumentNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  visit,
} from 'graphql'

/** Variables by name, as graphql-js has read them. */
export type Variables = Readonly<Record<string, unknown>>

/** The variables that `@skip` and `@include` ask in this document, each once. */
export function switchesOf(document: DocumentNode): readonly string[] {
  const names = new Set<string>()
  visit(document, {
    Directive: (node) => {
      const asked = conditionOf(node)
      if (asked?.kind === Kind.VARIABLE) names.add(asked.name.value)
    },
  })
  return [...names]
}

/**
 * The document with this operation alone, as if it had been written for these variables: what `@skip` and `@include` leave
 * out is gone, and so are they. Every variable is of the type `anything`, a scalar that takes values as they come: they
 * have been read already.
 */
export function settleSwitches(
  document: DocumentNode,
  { operation, variables, anything }: { operation: OperationDefinitionNode; variables: Variables; anything: string },
): DocumentNode {
  const definitions = document.definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION)
  const settle = (node: SelectionNode): SelectionNode | null | undefined => {
    if (!node.directives?.length) return undefined
    return node.directives.every((one) => lets(one, variables)) ? { ...node, directives: [] } : null
  }
  const named = { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: anything } } as const
  return visit<DocumentNode>(
    { ...document, definitions: [operation, ...definitions] },
    {
      [Kind.FIELD]: { enter: settle },
      [Kind.INLINE_FRAGMENT]: { enter: settle },
      [Kind.FRAGMENT_SPREAD]: { enter: settle },
      [Kind.VARIABLE_DEFINITION]: {
        enter: ({ variable }) => ({ kind: Kind.VARIABLE_DEFINITION, variable, type: named }),
      },
    },
  )
}

const conditionOf = ({ arguments: given }: DirectiveNode): ASTNode | null =>
  given?.find(({ name }) => name.value === 'if')?.value ?? null

function lets(directive: DirectiveNode, variables: Variables): boolean {
  const asked = conditionOf(directive)
  const isOn =
    asked?.kind === Kind.VARIABLE ? variables[asked.name.value] === true : asked?.kind === Kind.BOOLEAN && asked.value
  return directive.name.value === 'skip' ? !isOn : isOn
}
