import type { ControlDb } from '../platform/db/handles.js'
import type { Instant } from '../platform/instant.js'

/** A second factor as it stands. */
export interface SecondFactor {
  readonly userId: string
  /** Sealed for `second_factor.secret` and the user's id. */
  readonly secret: Buffer
  readonly confirmedAt: Instant | null
  readonly lastStep: number
  readonly failures: number
  readonly lockedUntil: Instant | null
}

/** That of an account; null when it has none. */
export async function findSecondFactor(control: ControlDb, userId: string): Promise<SecondFactor | null> {
  const factor = await control
    .selectFrom('second_factor')
    .select(['user_id as userId', 'secret', 'confirmed_at as confirmedAt', 'last_step as lastStep'])
    .select(['failures', 'locked_until as lockedUntil'])
    .where('user_id', '=', userId)
    .executeTakeFirst()
  return factor ? { ...factor, lastStep: Number(factor.lastStep) } : null
}

/** Keeps a secret that its owner has not shown a code for yet, in place of an earlier such one. */
export async function proposeSecret(
  control: ControlDb,
  factor: { readonly userId: string; readonly churchId: string; readonly secret: Buffer; readonly now: Instant },
): Promise<void> {
  const { userId, churchId, secret, now } = factor
  await control
    .insertInto('second_factor')
    .values({ user_id: userId, church_id: churchId, secret, created_at: now, updated_at: now })
    .onConflict((conflict) =>
      conflict
        .column('user_id')
        .doUpdateSet({ secret, last_step: '0', updated_at: now })
        .where('second_factor.confirmed_at', 'is', null),
    )
    .execute()
}

/** From now on the second factor is asked for at sign-in. */
export async function confirmSecret(control: ControlDb, userId: string, now: Instant): Promise<void> {
  await control
    .updateTable('second_factor')
    .set({ confirmed_at: now, updated_at: now })
    .where('user_id', '=', userId)
    .execute()
}

/** What became of a try: the step of a code that was taken, the wrong ones in a row, and until when no code is taken. */
export type Tried = Partial<Pick<SecondFactor, 'lastStep'>> & Pick<SecondFactor, 'userId' | 'failures' | 'lockedUntil'>

/** Notes what became of a try. */
export async function noteTry(
  control: ControlDb,
  { userId, lastStep, failures, lockedUntil, now }: Tried & { readonly now: Instant },
): Promise<void> {
  await control
    .updateTable('second_factor')
    .set({ failures, locked_until: lockedUntil, updated_at: now })
    .set(lastStep === undefined ? {} : { last_step: String(lastStep) })
    .where('user_id', '=', userId)
    .execute()
}

/** Removes an account's second factor and its recovery codes. */
export async function removeSecondFactor(control: ControlDb, userId: string): Promise<void> {
  await control.deleteFrom('recovery_code').where('user_id', '=', userId).execute()
  await control.deleteFrom('second_factor').where('user_id', '=', userId).execute()
}

/** A recovery code to be kept. */
export interface NewRecoveryCode {
  readonly id: string
  readonly churchId: string
  readonly userId: string
  readonly codeHash: Buffer
}

/** Keeps recovery codes. */
export async function addRecoveryCodes(control: ControlDb, codes: readonly NewRecoveryCode[]): Promise<void> {
  await control
    .insertInto('recovery_code')
    .values(
      codes.map(({ id, churchId, userId, codeHash }) => ({
        id,
        church_id: churchId,
        user_id: userId,
        code_hash: codeHash,
      })),
    )
    .execute()
}

/** Uses up a recovery code; false when the account has no such one left. */
export async function useRecoveryCode(
  control: ControlDb,
  { userId, codeHash, now }: { readonly userId: string; readonly codeHash: Buffer; readonly now: Instant },
): Promise<boolean> {
  const { numUpdatedRows } = await control
    .updateTable('recovery_code')
    .set({ used_at: now })
    .where('user_id', '=', userId)
    .where('code_hash', '=', codeHash)
    .where('used_at', 'is', null)
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}

/** How many recovery codes an account has left. */
export async function countRecoveryCodes(control: ControlDb, userId: string): Promise<number> {
  const { count } = await control
    .selectFrom('recovery_code')
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .where('user_id', '=', userId)
    .where('used_at', 'is', null)
    .executeTakeFirstOrThrow()
  return Number(count)
}
