import { type AccessRule, declaredOn } from '../platform/graphql/decorators.js'
import type { Asked } from '../platform/graphql/limits/cost.js'
import { fieldNames, fragmentsOf } from '../platform/graphql/limits/shape.js'

const openToStrangers: readonly AccessRule[] = ['anywhere', 'platform', 'public']

/**
 * Whether nothing of an operation will run when nobody is signed in: each field at its top declares that it wants
 * somebody. Then it is refused in a line, and costs no more than that.
 */
export function runsNothingForStrangers({ schema, document, operation }: Asked): boolean {
  const fields = schema.getRootType(operation.operation)?.getFields()
  const names = fieldNames(operation.selectionSet, fragmentsOf(document))
  return [...names].every((name) => {
    const { access } = declaredOn(fields?.[name])
    return access !== null && !openToStrangers.includes(access)
  })
}
