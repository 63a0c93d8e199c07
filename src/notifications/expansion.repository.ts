import { sql, type RawBuilder } from 'kysely'
import type { Db } from '../platform/db/handles.js'
import type { Instant } from '../platform/instant.js'
import { shownBeside } from './audiences.queries.js'
import { fixedCategories, immediateCategories, mailedApart } from './preference.js'
import { childlessCategory } from './reader.js'

/** What an expansion goes by. */
export interface Expansion {
  readonly notificationId: string
  /** The zone of who has set none. */
  readonly timeZone: string
  /** Categories and types of which nothing is made. */
  readonly hidden: readonly string[]
  readonly now: Instant
}

/**
 * Makes the deliveries of a notification out of its audience, all in one statement, by what each has chosen; resolves to
 * how many are new. Doing it again adds nothing.
 */
export async function expand(db: Db, { notificationId, timeZone, hidden, now }: Expansion): Promise<number> {
  const { numAffectedRows } = await sql`
    with told as (
      select notification.*, category = any(${fixedCategories}::text[]) as is_fixed, priority = 'URGENT' as is_urgent
      from notification
      where id = ${notificationId} and (expires_at is null or expires_at > ${now})
        and ${shownBeside(hidden)}
    ), people as (${peopleTold(now)}),
    wanted as (
      select told.id as notification_id, people.*, way.channel, told.category, told.is_urgent,
        ${frequency} as frequency,
        coalesce(self.time_zone, ${timeZone}) as zone,
        case when not told.is_urgent and told.category <> 'SECURITY' then self.quiet_start::time end as quiet_start,
        self.quiet_end::time as quiet_end
      from told
      cross join people
      cross join (values ('EMAIL'), ('SMS'), ('PUSH')) as way (channel)
      left join notification_user as self on self.user_id = people.user_id
      left join notification_preference as chosen on chosen.owner_id = coalesce(people.user_id, people.member_id)
        and chosen.channel = way.channel and chosen.category = told.category
      where (told.except_user is null or people.user_id is distinct from told.except_user)
        and told.seq > coalesce(self.since_seq, 0)
        and not (way.channel = 'EMAIL' and told.type = any(${mailedApart}::text[]))
        and case when way.channel = 'EMAIL' then told.is_fixed or coalesce(chosen.enabled, true)
          else people.user_id is not null and coalesce(chosen.enabled, false) end
    )
    insert into notification_delivery (id, notification_id, user_id, member_id, channel, frequency, status, due_at)
    select gen_random_uuid(), notification_id, user_id, member_id, channel, frequency,
      case when is_quiet then 'HELD' else 'PENDING' end,
      (case when is_quiet then date_trunc('day', due) + quiet_end
        + case when due::time >= quiet_end then interval '1 day' else interval '0' end else due end) at time zone zone
    from wanted
    cross join lateral (select ${now}::timestamptz at time zone zone as clock) as local
    cross join lateral (select ${dueByTheClock} as due) as digest
    cross join lateral (select quiet_start is not null and (case when quiet_start < quiet_end then due::time >= quiet_start and due::time < quiet_end
      else due::time >= quiet_start or due::time < quiet_end end) as is_quiet) as rest
    on conflict do nothing`.execute(db)
  return Number(numAffectedRows ?? 0)
}

/** At once, or as somebody has chosen; what is urgent or fixed is no matter of choice. */
const frequency: RawBuilder<string> = sql<string>`case
  when told.is_fixed or told.is_urgent then 'IMMEDIATE'
  when chosen.frequency is not null then chosen.frequency
  when way.channel <> 'EMAIL' or told.category = any(${immediateCategories}::text[]) then 'IMMEDIATE'
  else 'DAILY' end`

/** The next seven o'clock by the clocks of the reader, on Mondays for WEEKLY; in local time. */
const dueByTheClock: RawBuilder<unknown> = sql`case frequency
  when 'IMMEDIATE' then local.clock
  when 'DAILY' then date_trunc('day', local.clock) + interval '7 hours'
    + case when local.clock::time >= '07:00' then interval '1 day' else interval '0' end
  else date_trunc('week', local.clock) + interval '7 hours'
    + case when local.clock >= date_trunc('week', local.clock) + interval '7 hours' then interval '7 days' else interval '0' end
  end`

/** Accounts, and members without one: those of an audience, each once. Parents stand in for their children. */
const peopleTold = (now: Instant): RawBuilder<unknown> => sql`
  select user_role.user_id, null::uuid as member_id
  from told
  join user_role on user_role.expires_at is null or user_role.expires_at > ${now}
  join role on role.id = user_role.role_id
  where told.audience_kind = 'CHURCH' or (told.audience_kind = 'ROLE' and user_role.assigned_at <= told.created_at
    and exists (select from role as named where named.id = any(told.audience_ids)
      and (named.id = role.id or named.key = role.based_on)))
  union
  select named.id, null from told cross join unnest(told.audience_ids) as named (id) where told.audience_kind = 'USER'
  union
  select member.user_id, case when member.user_id is null then member.id end
  from told
  join member on member.archived_at is null and member.status not in ('DECEASED', 'ERASED')
    and (member.user_id is not null or member.email is not null)
  where told.audience_kind = 'CHURCH'
    or (told.audience_kind = 'MEMBER' and (member.id = any(told.audience_ids)
      or (told.category <> ${childlessCategory} and member.id in (${parents}))))
    or (told.audience_kind = 'MINISTRY' and exists (
      select from ministry_membership as stay
      where stay.member_id = member.id and stay.status = 'ACTIVE' and stay.ministry_id = any(told.audience_ids)
        and coalesce(stay.joined_at, stay.created_at) <= told.created_at))`

const parents: RawBuilder<unknown> = sql`
  select keeper.member_id
  from unnest(told.audience_ids) as named (id)
  join household_member as own on own.member_id = named.id and own.until_on is null and own.relation = 'CHILD'
  join member as child on child.id = named.id and child.user_id is null and child.archived_at is null
  join church_settings on child.birth_date > current_date - make_interval(years => church_settings.adult_age)
  join household_member as keeper on keeper.household_id = own.household_id and keeper.until_on is null
    and keeper.relation in ('HEAD', 'SPOUSE')`
