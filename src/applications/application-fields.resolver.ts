import DataLoader from 'dataloader'
import { requireViewer } from '../access/index.js'
import { loadMember, type Member } from '../members/index.js'
import { MemberType } from '../members/member.graphql.js'
import { batchedByOwner } from '../platform/batched.js'
import type { Ctx } from '../platform/context.js'
import { FieldResolver, FromContext, Resolver, Root } from '../platform/graphql/decorators.js'
import { inTransaction } from '../platform/transaction.js'
import { ApplicationSensitiveType, ApplicationType } from './application.graphql.js'
import type { Application } from './application.js'
import { mayDecideApplications } from './application.policy.js'
import { type PossibleMember, possibleMembers } from './possible-members.queries.js'

const loadPossible = batchedByOwner(({ applicationId }: PossibleMember) => applicationId, possibleMembers)

/** Tells the audit log, in one transaction, whose SENSITIVE fields are read. */
async function tellRead(ctx: Ctx, ids: readonly string[]): Promise<true[]> {
  await inTransaction(ctx, async ({ audit }) => {
    for (const entityId of ids) {
      audit({ action: 'application.readSensitive', entity: 'membershipApplication', entityId })
    }
  })
  return ids.map(() => true)
}

/** What of an application is not in its row, or is read by few. */
@Resolver(() => ApplicationType)
export class ApplicationFieldsResolver {
  @FieldResolver(() => MemberType, {
    nullable: true,
    description: 'Who the applicant has become; null until confirmed.',
  })
  async member(@Root() { memberId }: Application, @FromContext() ctx: Ctx): Promise<Member | null> {
    return memberId ? loadMember(ctx, memberId) : null
  }

  @FieldResolver(() => [MemberType], {
    description: 'A warning: members who may be this person, by name and birth date, e-mail or phone. Ten at most.',
  })
  async possibleMembers(@Root() { id }: Application, @FromContext() ctx: Ctx): Promise<readonly Member[]> {
    const found = await loadPossible(ctx, id)
    const members = await Promise.all(found.map(({ memberId }) => loadMember(ctx, memberId)))
    return members.filter((member) => member !== null).slice(0, 10)
  }

  @FieldResolver(() => ApplicationSensitiveType, {
    nullable: true,
    description: 'Marital status and the staff’s notes: for `members.manage`, whose reading is audited.',
  })
  async sensitive(@Root() application: Application, @FromContext() ctx: Ctx): Promise<Application | null> {
    if (!mayDecideApplications(requireViewer(ctx))) return null
    const loader = ctx.loaders.of(
      tellRead,
      () => new DataLoader<string, true>((ids) => tellRead(ctx, ids), { maxBatchSize: 100 }),
    )
    await loader.load(application.id)
    return application
  }
}
