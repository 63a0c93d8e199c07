import { sql } from 'kysely'
import type { Db } from '../platform/db/handles.js'
import type { Instant } from '../platform/instant.js'
import type { Application, ApplicationDraft } from './application.js'

/** The columns of an application, in the names of the API. */
export const applicationColumns = [
  'membership_application.id',
  'membership_application.first_name as firstName',
  'membership_application.last_name as lastName',
  'membership_application.email',
  'membership_application.phone',
  'membership_application.address',
  'membership_application.birth_date as birthDate',
  'membership_application.gender',
  'membership_application.marital_status as maritalStatus',
  'membership_application.occupation',
  'membership_application.emergency_name as emergencyName',
  'membership_application.emergency_phone as emergencyPhone',
  'membership_application.emergency_relation as emergencyRelation',
  'membership_application.church_experience as churchExperience',
  'membership_application.reason',
  'membership_application.heard_from as heardFrom',
  'membership_application.special_needs as specialNeeds',
  'membership_application.skills',
  'membership_application.interests',
  'membership_application.status',
  'membership_application.reviewed_by as reviewedBy',
  'membership_application.reviewed_at as reviewedAt',
  'membership_application.confirmed_by as confirmedBy',
  'membership_application.confirmed_at as confirmedAt',
  'membership_application.withdrawn_at as withdrawnAt',
  'membership_application.staff_notes as staffNotes',
  'membership_application.rejection_reason as rejectionReason',
  'membership_application.member_id as memberId',
  'membership_application.created_at as createdAt',
  'membership_application.updated_at as updatedAt',
  'membership_application.version',
] as const

/** Keeps an application, PENDING; null when one of its address waits already. */
export async function addApplication(
  db: Db,
  draft: ApplicationDraft & { readonly id: string; readonly now: Instant },
): Promise<Application | null> {
  const { id, email, phone, address, gender, occupation, reason, now } = draft
  const kept = await db
    .insertInto('membership_application')
    .values({
      ...{ id, email, phone, address, gender, occupation, reason },
      first_name: draft.firstName,
      last_name: draft.lastName,
      birth_date: draft.birthDate,
      marital_status: draft.maritalStatus,
      emergency_name: draft.emergencyName,
      emergency_phone: draft.emergencyPhone,
      emergency_relation: draft.emergencyRelation,
      church_experience: draft.churchExperience,
      heard_from: draft.heardFrom,
      special_needs: draft.specialNeeds,
      skills: [...draft.skills],
      interests: [...draft.interests],
      created_at: now,
      updated_at: now,
    })
    // Spelt out: an index is not found by a condition with parameters.
    .onConflict((conflict) =>
      conflict
        .column('email')
        .where(sql<boolean>`status in ('PENDING', 'APPROVED')`)
        .doNothing(),
    )
    .returning(applicationColumns)
    .executeTakeFirst()
  return kept ?? null
}

/** The id of the application of this address that waits; null when none does. */
export async function openApplicationOf(db: Db, email: string): Promise<string | null> {
  const found = await db
    .selectFrom('membership_application')
    .select('id')
    .where('email', '=', email)
    .where('status', 'in', ['PENDING', 'APPROVED'])
    .executeTakeFirst()
  return found?.id ?? null
}

/** One application, in whatever state; null when there is none. */
export async function findApplication(db: Db, id: string): Promise<Application | null> {
  const found = await db
    .selectFrom('membership_application')
    .select(applicationColumns)
    .where('id', '=', id)
    .executeTakeFirst()
  return found ?? null
}

/** As `findApplication`, locked until the transaction ends. */
export async function lockApplication(db: Db, id: string): Promise<Application | null> {
  const found = await db
    .selectFrom('membership_application')
    .select(applicationColumns)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return found ?? null
}

/** The application whose mailed secret has this hash, locked until the transaction ends; null when there is none. */
export async function lockApplicationByHash(db: Db, hash: Buffer): Promise<Application | null> {
  const found = await db
    .selectFrom('membership_application')
    .select(applicationColumns)
    .where('withdraw_token_hash', '=', hash)
    .forUpdate()
    .executeTakeFirst()
  return found ?? null
}

/** Keeps the hash of the secret that is mailed. */
export async function armApplication(db: Db, id: string, hash: Buffer): Promise<void> {
  await db.updateTable('membership_application').set({ withdraw_token_hash: hash }).where('id', '=', id).execute()
}

/** What may change of an application; what is left out stays. */
export type ApplicationChange = Partial<
  Pick<
    Application,
    | ('status' | 'reviewedBy' | 'reviewedAt' | 'confirmedBy' | 'confirmedAt')
    | ('withdrawnAt' | 'staffNotes' | 'rejectionReason' | 'memberId')
  >
> & { readonly now: Instant }

/** Writes the named fields and raises the version. */
export async function changeApplication(db: Db, id: string, change: ApplicationChange): Promise<Application> {
  const { status, reviewedBy, reviewedAt, confirmedBy, confirmedAt } = change
  const { withdrawnAt, staffNotes, rejectionReason, memberId, now } = change
  return db
    .updateTable('membership_application')
    .set((eb) => ({
      ...(status && { status }),
      ...(reviewedBy !== undefined && { reviewed_by: reviewedBy }),
      ...(reviewedAt !== undefined && { reviewed_at: reviewedAt }),
      ...(confirmedBy !== undefined && { confirmed_by: confirmedBy }),
      ...(confirmedAt !== undefined && { confirmed_at: confirmedAt }),
      ...(withdrawnAt !== undefined && { withdrawn_at: withdrawnAt }),
      ...(staffNotes !== undefined && { staff_notes: staffNotes }),
      ...(rejectionReason !== undefined && { rejection_reason: rejectionReason }),
      ...(memberId !== undefined && { member_id: memberId }),
      updated_at: now,
      version: eb('version', '+', 1),
    }))
    .where('id', '=', id)
    .returning(applicationColumns)
    .executeTakeFirstOrThrow()
}
