import DataLoader from 'dataloader'
import { requireViewer } from '../access/index.js'
import type { Ctx } from '../platform/context.js'
import { FieldResolver, FromContext, Resolver, Root } from '../platform/graphql/decorators.js'
import { inTransaction } from '../platform/transaction.js'
import { recordOf } from './load-member.js'
import { MemberSensitiveType } from './member-record.graphql.js'
import type { MemberParent } from './member-related.js'
import { idNumbersOf, parentsOf } from './member-related.repository.js'
import { MemberType } from './member.graphql.js'
import type { MemberCard } from './member.js'
import { mayReadSensitive } from './member.policy.js'
import { idNumberColumn } from './store-related.js'

/** What of SENSITIVE stands outside of the member's own row, as it is read. */
interface Secrets {
  readonly idNumber: string | null
  readonly parents: readonly MemberParent[]
}

/** Reads them for a page of members at once, and tells the audit log whose the viewer has read. */
async function readSecrets(ctx: Ctx, ids: readonly string[]): Promise<Secrets[]> {
  const { memberId: self } = requireViewer(ctx)
  const read = async ({ db }: Pick<Ctx, 'db'>) => [await idNumbersOf(db, ids), await parentsOf(db, ids)] as const
  const others = ids.filter((id) => id !== self)
  const [numbers, parents] =
    others.length === 0
      ? await read(ctx)
      : await inTransaction(ctx, async (ctx) => {
          for (const entityId of others) ctx.audit({ action: 'member.readSensitive', entity: 'member', entityId })
          return read(ctx)
        })
  return ids.map((rowId) => {
    const sealed = numbers.find(({ id }) => id === rowId)?.idNumber
    const idNumber = sealed ? ctx.seals.open(sealed, { column: idNumberColumn, rowId }) : null
    return { idNumber, parents: parents.filter(({ memberId }) => memberId === rowId) }
  })
}

/** The SENSITIVE fields of a member. */
@Resolver(() => MemberType)
export class MemberSensitiveResolver {
  @FieldResolver(() => MemberSensitiveType, {
    nullable: true,
    description:
      'Marital status, identity paper and parents: for the member and for members.manage, whose reading is audited; null for others.',
  })
  async sensitive(@Root() member: MemberCard, @FromContext() ctx: Ctx) {
    if (!mayReadSensitive(requireViewer(ctx), member)) return null
    const loader = ctx.loaders.of(
      readSecrets,
      () => new DataLoader<string, Secrets>((ids) => readSecrets(ctx, ids), { maxBatchSize: 100 }),
    )
    const [record, secrets] = await Promise.all([recordOf(ctx, member), loader.load(member.id)])
    return record && { ...record, ...secrets }
  }
}
