import { isRefusal, type Refusal, type UserError } from '../refusal.js'
import { Field, InterfaceType, ObjectType, registerEnumType } from './decorators.js'
import { JsonScalar } from './scalars.js'

/** Every refusal code of the running schema. Filled once by `app/schema.ts`, before the schema is built. */
const userErrorCodes: Record<string, string> = {}

/** Publishes the codes that domains refuse with, each with its sentence, as the enum `UserErrorCode`. */
export function registerRefusalCodes(refusals: Readonly<Record<string, string>>): void {
  for (const code of Object.keys(refusals)) userErrorCodes[code] = code
  registerEnumType(userErrorCodes, {
    name: 'UserErrorCode',
    description: 'Why a mutation was refused. New codes may be added: treat an unknown one by its message.',
    valuesConfig: Object.fromEntries(Object.entries(refusals).map(([code, description]) => [code, { description }])),
  })
}

/** One reason, as clients see it. */
@ObjectType('UserError', {
  description: 'One reason why a mutation changed nothing, for the person who can correct it.',
})
class UserErrorType {
  @Field(() => userErrorCodes, {
    description: 'The reason. With `params` it is the contract; `message` may be reworded.',
  })
  declare readonly code: string

  @Field(() => String, { description: 'The reason in a sentence for people.' })
  declare readonly message: string

  @Field(() => [String], {
    description:
      'Where in `input` the fault lies, outermost first: `["startsAt"]`. Empty when it concerns the whole input.',
  })
  declare readonly path: readonly string[]

  @Field(() => JsonScalar, { nullable: true, description: 'The numbers and names inside the message.' })
  declare readonly params: UserError['params']
}

/** What every mutation answers with, beside its own entity. */
@InterfaceType('Payload', { description: 'The answer of a mutation: either the entity it is about, or `errors`.' })
export abstract class Payload {
  @Field(() => [UserErrorType], { description: 'Why nothing was changed; empty when it was done.' })
  declare readonly errors: readonly UserError[]
}

type Answer<Entities> = { readonly [Name in keyof Entities]: Entities[Name] | null } & {
  readonly errors: readonly UserError[]
}

/**
 * The one place where a refusal becomes `errors`: turns a use case's outcome into `{ [entity]: outcome, errors: [] }`,
 * or `{ [entity]: null, errors }`.
 */
export async function payload<Entity extends string, Outcome>(
  entity: Entity,
  outcome: Promise<Outcome>,
): Promise<Answer<Record<Entity, Exclude<Outcome, Refusal>>>> {
  const result = await outcome
  const answer = isRefusal(result) ? { [entity]: null, errors: result.errors } : { [entity]: result, errors: [] }
  // A computed key widens to string; the shape above is the promised one.
  return answer as Answer<Record<Entity, Exclude<Outcome, Refusal>>>
}

/** Like `payload`, for an outcome that holds several entities by name, such as a session and its viewer. */
export async function payloadOf<Outcome extends object>(outcome: Promise<Outcome>) {
  const result = await outcome
  return isRefusal(result) ? { errors: result.errors } : { ...result, errors: [] }
}
