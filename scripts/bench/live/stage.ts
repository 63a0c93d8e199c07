import { openSession } from '../../../src/identity/index.js'
import { createAccessTokens } from '../../../src/platform/access-tokens.js'
import { systemClock } from '../../../src/platform/clock.js'
import { newId } from '../../../src/platform/ids.js'
import type { Bed } from '../bed.js'
import { signUp } from '../sign-up.js'

/** A church with people who are signed in, though nobody hashed a password for them. */
export interface StagedChurch {
  readonly id: string
  readonly subdomain: string
  /** Its schema. */
  readonly schema: string
  /** Of somebody who may create events. */
  readonly author: string
  /** Access tokens, one for each listener. */
  readonly listeners: readonly string[]
}

/** What the bench and its servers agree on. */
export interface StageOptions {
  /** PKCS #8 PEM of the key that signs access tokens. */
  readonly key: string
  readonly prefix: string
  readonly churches: number
  readonly listeners: number
}

/** Founds churches, each with an author and so many listeners who hold a session and the role MEMBER. */
export async function stageChurches(bed: Bed, options: StageOptions): Promise<readonly StagedChurch[]> {
  const tokens = await createAccessTokens({
    ...{ privateKey: options.key, previousKeys: [], issuer: 'https://api.localhost', clock: systemClock },
  })
  const staged: StagedChurch[] = []
  for (let index = 0; index < options.churches; index += 1) {
    const subdomain = `${options.prefix}-${index}`
    await bed.pool.build()
    await signUp(bed, subdomain)
    staged.push(await stagePeople(bed, { tokens, subdomain, count: options.listeners + 1 }))
  }
  return staged
}

interface Company {
  readonly tokens: Awaited<ReturnType<typeof createAccessTokens>>
  readonly subdomain: string
  readonly count: number
}

async function stagePeople({ database }: Bed, { tokens, subdomain, count }: Company): Promise<StagedChurch> {
  const { rows } = await database.owner.query<{ id: string; schema: string }>(
    'select id, schema_name as schema from control.church where subdomain = $1',
    [subdomain],
  )
  const { id, schema } = rows[0] ?? { id: '', schema: '' }
  const origin = { requestId: subdomain, ip: null, userAgent: null }
  const people = await Promise.all(
    Array.from({ length: count }, async () => {
      const userId = newId(systemClock)
      const owner = { userId, churchId: id, epoch: 1 }
      return { userId, ...(await openSession({ tokens, clock: systemClock, origin }, owner)) }
    }),
  )
  const userIds = people.map(({ userId }) => userId)
  await database.owner.query(
    `insert into control.user_account (id, church_id, email, name, password_hash, status)
     select user_id, $1, user_id || '@bench.example', 'Bench', 'none', 'ACTIVE' from unnest($2::uuid[]) as user_id`,
    [id, userIds],
  )
  await database.owner.query(
    `insert into control.refresh_session
       (id, church_id, user_id, family_id, token_hash, expires_at, family_expires_at, created_at, updated_at)
     select id, $1, user_id, family_id, sha256(id::text::bytea), now() + interval '1 day', now() + interval '1 day', now(), now()
     from unnest($2::uuid[], $3::uuid[], $4::uuid[]) as one (id, user_id, family_id)`,
    [id, people.map(({ row }) => row.id), userIds, people.map(({ row }) => row.familyId)],
  )
  await database.owner.query(
    `insert into ${schema}.user_role (id, user_id, role_id)
     select gen_random_uuid(), user_id, role.id from unnest($1::uuid[]) with ordinality as one (user_id, place)
     join ${schema}.role on role.key = case place when 1 then 'ADMIN' else 'MEMBER' end`,
    [userIds],
  )
  const [author = '', ...listeners] = people.map(({ session }) => session.accessToken)
  return { id, subdomain, schema, author, listeners }
}
