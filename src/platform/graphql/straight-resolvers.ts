import { type GraphQLFieldResolver, type GraphQLSchema, isObjectType } from 'graphql'
import { type ClassType, type FieldResolverMetadata, getMetadataStorage } from './decorators.js'

type Resolve = GraphQLFieldResolver<unknown, unknown>

/**
 * Lets graphql call the methods of field resolvers itself where they take the row, the ctx, or both, and nothing has to be
 * checked before: type-graphql gathers what they take anew for each row, which takes longer than most of them.
 */
export function straightenFieldResolvers(schema: GraphQLSchema, instanceOf: (resolver: unknown) => object): void {
  const { fieldResolvers, objectTypes } = getMetadataStorage()
  const names = new Map(objectTypes.map(({ target, name }) => [target, name]))
  for (const metadata of fieldResolvers) {
    const type = schema.getType(names.get(metadata.getObjectType?.() ?? Object) ?? '')
    const field = isObjectType(type) ? type.getFields()[metadata.schemaName] : undefined
    const resolve = field?.resolve && straightResolve(metadata, instanceOf)
    if (resolve) field.resolve = resolve
  }
}

/** Null for one that takes or asks for more. */
function straightResolve(
  { kind, target, methodName, params = [], roles, middlewares = [] }: FieldResolverMetadata,
  instanceOf: (resolver: unknown) => object,
): Resolve | null {
  if (kind !== 'external' || roles || middlewares.length > 0) return null
  const takes = params.toSorted((a, b) => a.index - b.index).map(whatIsTaken)
  const instance = instanceOf(target)
  // A resolver's method; type-graphql would call it in the same way.
  const method = (Reflect.get(instance, methodName) as (...taken: unknown[]) => unknown).bind(instance)
  switch (takes.join(' ')) {
    case '':
      return () => method()
    case 'row':
      return (row) => method(row)
    case 'ctx':
      return (_row, _args, ctx) => method(ctx)
    case 'row ctx':
      return (row, _args, ctx) => method(row, ctx)
    default:
      return null
  }
}

function whatIsTaken(param: NonNullable<FieldResolverMetadata['params']>[number]): 'row' | 'ctx' | 'more' {
  if (param.kind === 'context' && param.propertyName === undefined) return 'ctx'
  // A row that is typed by a class is made one first.
  const isPlain = param.kind === 'root' && (param.getType === undefined || param.getType() === (Object as ClassType))
  return isPlain && param.propertyName === undefined ? 'row' : 'more'
}
