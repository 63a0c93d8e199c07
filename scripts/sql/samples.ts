import * as giveRoles from '../../src/access/give-roles.repository.js'
import * as churchChange from '../../src/churches/church-change.repository.js'
import * as churchEnd from '../../src/churches/church-end.repository.js'
import * as churchLife from '../../src/churches/church-life.repository.js'
import * as churchMove from '../../src/churches/church-move.repository.js'
import * as churchRecord from '../../src/churches/church-record.repository.js'
import * as churchSettings from '../../src/churches/church-settings.repository.js'
import * as churches from '../../src/churches/churches.repository.js'
import * as domains from '../../src/churches/domains.repository.js'
import * as migrationQueue from '../../src/churches/migration-queue.repository.js'
import * as exportLog from '../../src/exports/export-log.repository.js'
import * as linkedAccounts from '../../src/members/linked-accounts.repository.js'
import * as memberList from '../../src/members/member-list.queries.js'
import * as memberRows from '../../src/members/member-rows.queries.js'
import * as members from '../../src/members/members.repository.js'
import * as onRoll from '../../src/members/on-roll.queries.js'
import * as wantedMembers from '../../src/members/wanted-members.queries.js'
import type { Viewer } from '../../src/platform/context.js'
import * as counters from '../../src/platform/counters/counters.repository.js'
import * as idempotency from '../../src/platform/idempotency/idempotency.repository.js'
import * as jobs from '../../src/platform/jobs/jobs.repository.js'
import * as jobQueue from '../../src/platform/jobs/queue.repository.js'
import * as outbox from '../../src/platform/outbox/outbox.repository.js'
import { encodeCursor } from '../../src/platform/page.js'
import type { Scope } from '../../src/platform/permission.js'
import { type Call, callsOf } from './calls.js'
import { platformSamples } from './platform-samples.js'
import { samplesOfAccounts } from './samples-of-accounts.js'
import { samplesOfAnnouncements } from './samples-of-announcements.js'
import { samplesOfApplications } from './samples-of-applications.js'
import { samplesOfAttendance } from './samples-of-attendance.js'
import { samplesOfEvents } from './samples-of-events.js'
import { samplesOfGroups } from './samples-of-groups.js'
import { samplesOfImports } from './samples-of-imports.js'
import { samplesOfNotifications } from './samples-of-notifications.js'
import { samplesOfPeople } from './samples-of-people.js'
import { samplesOfRegistrations } from './samples-of-registrations.js'
import { samplesOfResources } from './samples-of-resources.js'
import { samplesOfRoles } from './samples-of-roles.js'
import { samplesOfWorkflows } from './samples-of-workflows.js'

/** What the recorded statements are answered with, beside '1' in every other column. */
export const answer = { denomination: 'PENTECOSTAL', entity: 'event' }

const id = '01890a5d-ac96-774b-bcce-b302099a8057'
const now = '2026-03-01T10:00:00Z'
const today = '2026-03-01'
const clock = { now: () => now }
const name = 'a name'
const secondPage = (sort: string, ...keys: readonly string[]) => ({ first: 25, after: encodeCursor(sort, keys) })

const person = { firstName: name, lastName: name, email: 'a@b.example', birthDate: today, joinedOn: today }
const newMember = { ...person, id }
const viewerReading = (scope: Scope): Viewer => ({
  ...{ userId: id, email: 'a@b.example', name, sessionId: id, memberId: id, roles: [], roleIds: [] },
  grants: new Map([['members.read', scope]]),
  apiKeyId: null,
})
const everybody = viewerReading('ALL')
const leader = viewerReading('GROUP')

const church = { name, subdomain: 'name', denomination: 'PENTECOSTAL', timeZone: 'UTC', currency: 'GHS' } as const
const keptChurch: churchRecord.ChurchRecord = {
  ...church,
  ...{ id, status: 'ACTIVE', locale: 'en', plan: 'TRIAL', trialEndsAt: null, createdAt: now },
  features: [{ feature: 'pledges', enabled: true }],
}

/**
 * For every `*.repository.ts` and `*.queries.ts`, by its path in src without the ending: what each of its functions is
 * called with, after the handle, to print its SQL. Several calls have names.
 */
export const samples: Readonly<Record<string, readonly Call[]>> = {
  ...samplesOfAccounts,
  ...platformSamples,
  ...samplesOfRoles,
  ...samplesOfAnnouncements,
  ...samplesOfGroups,
  ...samplesOfImports,
  ...samplesOfNotifications,
  ...samplesOfApplications,
  ...samplesOfWorkflows,
  ...samplesOfAttendance,
  ...samplesOfRegistrations,
  'access/give-roles.repository': callsOf(giveRoles, {
    giveRoles: [clock, { userId: id, roleIds: [id] }],
    takeRoles: [id],
  }),
  'churches/church-change.repository': callsOf(churchChange, {
    lockChurch: [id],
    renameOwnChurch: ['name'],
    changeChurch: [id, { name, email: null, timeZone: 'UTC', denomination: 'OTHER', currency: 'GHS', now }],
    chooseFeatures: [{ churchId: id, userId: id, now }, new Map([['pledges', true]] as const)],
    forgetChoices: [id, ['pledges']],
  }),
  'churches/church-settings.repository': callsOf(churchSettings, {
    churchSettings: [],
    lockChurchSettings: [],
    changeChurchSettings: [{ values: { memberPrefix: 'GR' }, now }],
    changeFiscalStart: [{ month: 1, now }],
  }),
  'churches/church-end.repository': callsOf(churchEnd, { condemnChurch: [id], leaveTombstone: [id] }),
  'churches/church-life.repository': callsOf(churchLife, {
    listChurches: ['ACTIVE'],
    activePlaces: [],
    changeStatus: [{ subdomain: name, from: 'ACTIVE', to: 'SUSPENDED' }],
    renameSubdomain: [{ from: name, to: name }],
  }),
  'churches/church-move.repository': callsOf(churchMove, {
    whereIsPlace: ['name'],
    whereIs: ['name'],
    beginMove: [{ id, from: 'main', to: 'west' }],
    switchCell: [{ id, from: 'main', to: 'west' }],
    turnBack: [id],
    endMove: [id],
    leftoversOf: [id],
    forgetLeftover: [{ id, cell: 'main' }],
    countCells: [],
  }),
  'churches/church-record.repository': callsOf(churchRecord, {
    churchRecord: [id],
    isChurchId: [id],
    addChurchRecord: [keptChurch, { schemaName: 'c_name', cell: 'main', version: 1 }],
  }),
  'churches/domains.repository': callsOf(domains, {
    domainsOfChurch: [],
    lockDomains: [],
    isHostOfAnother: [{ host: 'grace.org', churchId: id }],
    lockHost: ['grace.org'],
    addCustomDomain: [{ id, churchId: id, host: 'grace.org', token: name }],
    markVerified: [id, now],
    makePrimary: [id],
    deleteDomain: [id],
  }),
  'churches/migration-queue.repository': callsOf(migrationQueue, {
    planWaves: [{ target: 2, first: [name] }],
    leaseChurches: [{ target: 2, worker: name, lasts: 30 }],
    renewLeases: [{ worker: name, lasts: 30 }],
    releaseLeases: [name],
    finishChurches: [[{ id, version: 2 }]],
    postponeChurch: [id, 5],
    failChurch: [id, { step: name, statement: name, error: name }],
    forgiveFailures: [],
    countQueue: [2],
    failedChurches: [2],
    countVersions: [],
    sampleChurches: [{ from: 1, to: 2, limit: 3 }],
  }),
  'churches/churches.repository': callsOf(churches, {
    churchAt: ['name'],
    churchAtHost: ['grace.org'],
    churchById: [id],
    featureChoices: [id],
    closedAmong: [[id]],
    churchWithKey: [name],
    addWarmChurch: [{ id, schemaName: 'c_name', cell: 'main', version: 1 }],
    claimChurch: [church, ['main']],
    isSubdomainTaken: ['name'],
    lockSettings: [],
    addChurchSettings: [clock, 'GR'],
    memberNumbering: [],
  }),
  ...samplesOfEvents,
  ...samplesOfResources,
  'exports/export-log.repository': callsOf(exportLog, {
    hasEnded: [id],
    addExport: [
      {
        id,
        userId: id,
        kind: 'MEMBERS',
        format: 'CSV',
        filters: {},
        rowCount: 1,
        byteSize: 1,
        duration: 1,
        outcome: 'DONE',
      },
    ],
  }),
  'members/on-roll.queries': callsOf(onRoll, { isOnRoll: [id] }),
  'members/member-rows.queries': callsOf(memberRows, {
    memberRows: {
      'all of them': [everybody, { wanted: { withArchived: true }, columns: ['lastName', 'birthDate', 'occupation'] }],
      narrowed: [everybody, { wanted: { search: name, filter: { status: 'ACTIVE' } }, columns: ['lastName'] }],
    },
  }),
  'members/member-list.queries': callsOf(memberList, {
    memberList: {
      'first page': [everybody, {}],
      'found by name': [everybody, { search: name, filter: { status: 'ACTIVE' } }],
      'found, by number': [everybody, { search: name, sort: ['MEMBER_NUMBER_DESC'] }],
      'of a leader': [leader, {}],
      'filtered, next page': [
        everybody,
        {
          search: 'ama mensah',
          filter: {
            status: 'ACTIVE',
            gender: 'FEMALE',
            ministryId: id,
            householdId: id,
            joinedFrom: today,
            joinedBefore: today,
          },
          sort: ['JOINED_ON_DESC'],
          ...secondPage('joinedOn:desc,id:desc', today, id),
        },
      ],
    },
  }),
  'members/wanted-members.queries': callsOf(wantedMembers, { isInGroupLedBy: [leader, id] }),
  ...samplesOfPeople,
  'members/members.repository': callsOf(members, {
    memberCardsAskedFor: [[id]],
    membersById: [[id]],
    lockMember: [id],
    isRollEmpty: [],
    addMember: [newMember],
    changeMember: [id, { ...person, now }],
    setPhoto: [id, { documentId: id, now }],
  }),
  'members/linked-accounts.repository': callsOf(linkedAccounts, {
    membersByUser: [[id]],
    linkUser: [id, id],
    unlinkAccount: [id],
    linkFreeMember: [id, id],
  }),
  'platform/counters/counters.repository': callsOf(counters, {
    takeNumber: ['member'],
    takeNumbers: ['member', { count: 3 }],
    lastNumber: ['member'],
  }),
  'platform/idempotency/idempotency.repository': callsOf(idempotency, {
    takeKey: [{ actorId: id, operation: 'createMember', key: id }],
    findDone: [{ actorId: id, operation: 'createMember', key: id }, now],
    keepDone: [
      { actorId: id, operation: 'createMember', key: id, requestHash: '00', response: {}, expiresAt: now },
      now,
    ],
  }),
  'platform/jobs/jobs.repository': callsOf(jobs, {
    storeJobs: [[{ task: 'send-mail', data: {}, runAt: now }]],
    jobStatement: [{ task: 'send-mail', data: {}, runAt: now }],
    enqueueJob: [{ task: 'send-mail', data: {}, key: name }],
  }),
  'platform/jobs/queue.repository': callsOf(jobQueue, {
    queuedJobs: [{ states: ['DEAD'], church: null, limit: 100 }],
    retryJob: ['1'],
    discardJob: ['1'],
    forgetJobsOf: [name],
  }),
  'platform/outbox/outbox.repository': callsOf(outbox, {
    deliveryStatement: [{ topic: 'notification', body: {} }],
    lockLeftBehind: [{ topics: ['notification'], limit: 100 }],
    removeSent: [[id]],
    lockMessagesOf: [id],
    addWaiting: [[{ id, church: name, topic: name, body: {}, createdAt: now }]],
    removeMessagesOf: [name],
  }),
}
