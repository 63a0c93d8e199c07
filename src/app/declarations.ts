import {
  getNamedType,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  isObjectType,
} from 'graphql'
import type { Feature } from '../platform/feature.js'
import { type AccessRule, declaredOn, type SubscriptionClass } from '../platform/graphql/decorators.js'

/** An operation of the schema and everything it declares (domain.md, I7). */
export interface DeclaredOperation {
  readonly name: string
  readonly kind: 'query' | 'mutation' | 'subscription'
  readonly access: AccessRule
  /** The feature that opens it; null for what every church has. */
  readonly feature: Feature | null
  readonly subscription: SubscriptionClass
}

/**
 * Every operation of the schema with what it declares. Throws when one says not who may call it, or answers what a
 * feature opens without being gated itself.
 */
export function declaredOperations(schema: GraphQLSchema): readonly DeclaredOperation[] {
  return [
    ...operationsOf('query', schema.getQueryType()),
    ...operationsOf('mutation', schema.getMutationType()),
    ...operationsOf('subscription', schema.getSubscriptionType()),
  ]
}

const operationsOf = (
  kind: DeclaredOperation['kind'],
  root: GraphQLObjectType | null | undefined,
): readonly DeclaredOperation[] => Object.values(root?.getFields() ?? {}).map((field) => declaredBy(kind, field))

function declaredBy(kind: DeclaredOperation['kind'], field: GraphQLField<unknown, unknown>): DeclaredOperation {
  const { access, feature, subscription } = declaredOn(field)
  if (!access) throw new Error(`Who may call ${field.name}? Declare it with @Access.`)
  const forgotten = [...gatesBehind(getNamedType(field.type))].find((gate) => gate !== feature)
  if (forgotten) throw new Error(`${field.name} answers what the feature ${forgotten} opens. Declare it with @Feature.`)
  const derived = kind === 'mutation' ? 'writes' : 'reads'
  return { name: field.name, kind, access, feature, subscription: subscription ?? derived }
}

/** The features of the type that an operation answers, or of what its page or payload holds. */
function gatesBehind(answer: GraphQLNamedType): ReadonlySet<Feature> {
  const gates = new Set<Feature>()
  const look = (type: GraphQLNamedType): void => {
    const { feature } = declaredOn(type)
    if (feature) gates.add(feature)
    else if (isObjectType(type) && /(Connection|Payload)$/.test(type.name)) {
      for (const field of Object.values(type.getFields())) look(getNamedType(field.type))
    }
  }
  look(answer)
  return gates
}
