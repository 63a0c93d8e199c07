import { expect, it } from 'vitest'
import { eraseMember } from '../members/erase-member.js'
import { type ChurchWorld, done, type Person, testPassword } from '../testing/church-world.js'
import { openImport } from '../testing/import-bed.js'
import { jobsDone } from '../testing/jobs-done.js'
import { markRows, memberRows } from '../testing/member-rows.js'
import { plantApplication } from '../testing/plant-application.js'
import { plantHousehold, plantMinistry } from '../testing/plant-groups.js'
import { plantNotification } from '../testing/plant-notification.js'
import { plantRegistration } from '../testing/plant-registration.js'
import { plantWorkflow } from '../testing/plant-workflow.js'
import { rowsWith } from '../testing/rows-with.js'
import { createWorld } from '../testing/world.js'

const world = await createWorld()
await world.startJobs()

/** A row in each table that can belong to a member; a new table belongs here. */
async function plantEverywhere(
  church: ChurchWorld,
  { by, memberId }: { readonly by: Person; readonly memberId: string },
) {
  await plantHousehold(church, { HEAD: [{ id: memberId }] })
  await plantMinistry(church, { MEMBER: [memberId] })
  await plantVisit(church, { by, memberId })
  const { id: oldId } = await church.member()
  const { id: workflowId } = await plantWorkflow(church, by)
  const applicationId = await plantApplication(church, by, { status: 'APPROVED' })
  const { id: importId } = await openImport(by)
  const { id: notificationId } = await plantNotification(church, { to: [memberId], kind: 'MEMBER' })
  const [id, own] = [crypto.randomUUID(), { member_id: memberId }]
  const confirmed = {
    ...own,
    status: 'CONFIRMED',
    confirmed_by: by.userId,
    confirmed_at: '2026-01-01T00:00:00Z',
  } as const
  const delivered = {
    id,
    notification_id: notificationId,
    channel: 'EMAIL',
    frequency: 'DAILY',
    status: 'FAILED',
  } as const
  await church.write(async (db) => {
    await db
      .insertInto('member_parent')
      .values({ ...own, id, relation: 'MOTHER', name: 'Esi' })
      .execute()
    await db
      .insertInto('member_education')
      .values({ ...own, id, level: 'SHS', institution: 'Achimota' })
      .execute()
    await db.insertInto('member_faith_profile').values(own).execute()
    await db
      .insertInto('member_alias')
      .values({ ...own, old_id: oldId })
      .execute()
    await db
      .insertInto('document')
      .values({ ...own, id, uploaded_by: by.userId })
      .execute()
    await db.updateTable('member_workflow').set(own).where('id', '=', workflowId).execute()
    await db.updateTable('membership_application').set(confirmed).where('id', '=', applicationId).execute()
    await db
      .insertInto('member_import_row')
      .values({ ...own, import_id: importId, row_no: 2, cells: '[]' })
      .execute()
    await db
      .insertInto('notification_delivery')
      .values({ ...own, ...delivered, due_at: '2026-01-01T00:00:00Z' })
      .execute()
  })
}

/** Somebody who registered, answered, and came. */
async function plantVisit(church: ChurchWorld, { by, memberId }: { readonly by: Person; readonly memberId: string }) {
  const { id: registrationId, eventId, occurrenceAt } = await plantRegistration(church, by, { memberId })
  const [questionId, event] = [crypto.randomUUID(), { event_id: eventId }]
  const came = { ...event, occurrence_at: occurrenceAt, checked_in_at: occurrenceAt, recorded_by: by.userId }
  await church.write(async (db) => {
    await db
      .insertInto('event_question')
      .values({ ...event, id: questionId, position: 1, label: 'Diet?', type: 'TEXT' })
      .execute()
    await db
      .insertInto('event_answer')
      .values({ registration_id: registrationId, question_id: questionId, value: 'None' })
      .execute()
    await db
      .insertInto('attendance_record')
      .values({ ...came, id: crypto.randomUUID(), member_id: memberId })
      .execute()
  })
}

/** What is kept under a name or an address alone: an application in vain, and an address that took no mail. */
async function plantUnlinked(church: ChurchWorld, by: Person, mark: string) {
  const id = await plantApplication(church, by)
  const named = { first_name: mark, last_name: mark, email: mark, status: 'WITHDRAWN' } as const
  await church.write(async (db) => {
    await db
      .updateTable('membership_application')
      .set({ ...named, withdrawn_at: '2026-01-01T00:00:00Z' })
      .where('id', '=', id)
      .execute()
    await db
      .insertInto('notification_dead_address')
      .values({ address: mark, reason: `550 ${mark}` })
      .execute()
  })
}

it('an erased member has left no word in any table that belongs to members, whichever comes', async () => {
  const church = await world.church()
  const admin = await church.person('ADMIN', { onRoll: false })
  await world.database.owner.query('update control.user_account set email_verified_at = now()')
  const { id: memberId } = await church.member()
  await plantEverywhere(church, { by: admin, memberId })
  await jobsDone(world, church.church.placeKey)
  const mark = `q${crypto.randomUUID().slice(0, 8)}`
  const rows = await memberRows(world, church)

  expect(await markRows(world, rows, { memberId, mark })).toEqual([])
  await plantUnlinked(church, admin, mark)
  await church.as(admin, async (ctx) => done(await eraseMember(ctx, { id: memberId, password: testPassword })))
  await jobsDone(world, church.church.placeKey)

  const left = (await rowsWith(world, church, mark)).map((row) => row.split(' ')[0])
  const record = await church.write((db) =>
    db.selectFrom('member').selectAll().where('id', '=', memberId).executeTakeFirstOrThrow(),
  )
  const kept = Object.entries(record).flatMap(([column, value]) =>
    JSON.stringify(value).includes(mark) ? [column] : [],
  )
  // The number stays, as that of whoever was there, and is found.
  expect([left, kept]).toEqual([['member'], ['member_number', 'search_text']])
})
