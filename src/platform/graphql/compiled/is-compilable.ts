import {
  type ASTNode,
  type DocumentNode,
  getNamedType,
  type GraphQLSchema,
  isAbstractType,
  Kind,
  type OperationDefinitionNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql'
import { shapeOf } from '../limits/shape.js'

/** Above this an operation costs more to compile than it is worth; fragments count wherever they are spread. */
const mostSelections = 400

/**
 * Whether graphql-jit compiles this operation into what graphql-js would do with it. Much of what it gets wrong, it gets
 * wrong in silence, so whatever is not known to be right is left to graphql-js:
 *
 * - It joins response names with `_` and keeps what a resolver learns of its field by that: `a_b` would be checked by the
 *   rule of `a { b }`. So no response name has one, or looks like its own `idx0`.
 * - It writes string literals into JavaScript, those with its marks (`__MAGIC_…`) as code.
 * - A variable inside a list or an object that was not sent becomes null there, which empties what should stay.
 * - What fails in an abstract type, or in introspection, ends no request and may end the process.
 */
export function isCompilable(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): boolean {
  if (shapeOf(document, operation).selections > mostSelections) return false
  let isRight = true
  const types = new TypeInfo(schema)
  const look = (node: ASTNode): void => {
    const type = getNamedType(types.getType())
    if (isMisread(node) || (node.kind === Kind.FIELD && isAbstractType(type))) isRight = false
  }
  visit(document, visitWithTypeInfo(types, { enter: (node) => (look(node), undefined) }))
  return isRight
}

function isMisread(node: ASTNode): boolean {
  switch (node.kind) {
    case Kind.FIELD:
      return isClashing(node.alias?.value ?? node.name.value) || isOfTheSchema(node.name.value)
    case Kind.STRING:
      return node.value.includes('__MAGIC')
    case Kind.VARIABLE:
      return node.name.value.startsWith('__')
    case Kind.OBJECT_FIELD:
      return node.value.kind === Kind.VARIABLE
    case Kind.LIST:
      return node.values.some(({ kind }) => kind === Kind.VARIABLE)
    default:
      return false
  }
}

const isClashing = (responseName: string): boolean =>
  responseName !== '__typename' && (responseName.includes('_') || /^idx\d+$/.test(responseName))

const isOfTheSchema = (name: string): boolean => name.startsWith('__') && name !== '__typename'
