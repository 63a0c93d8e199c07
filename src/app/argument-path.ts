import { type ASTNode, type DocumentNode, type GraphQLError, Kind, visit } from 'graphql'

/**
 * Where in an operation's arguments the value stands that an error is about, outermost first: `['input', 'startsAt']`.
 * Null when the error is about no value written into the document.
 */
export function argumentPathOf(document: DocumentNode, error: GraphQLError): readonly string[] | null {
  const [culprit] = error.nodes ?? []
  if (!culprit) return null

  const path: string[] = []
  let found: readonly string[] | null = null
  visit(document, {
    enter(node) {
      if (found) return false
      const step = stepOf(node)
      if (step !== null) path.push(step)
      if (node === culprit && path.length > 0) found = [...path]
      return undefined
    },
    leave(node) {
      if (stepOf(node) !== null) path.pop()
    },
  })
  return found
}

const stepOf = (node: ASTNode): string | null =>
  node.kind === Kind.ARGUMENT || node.kind === Kind.OBJECT_FIELD ? node.name.value : null
