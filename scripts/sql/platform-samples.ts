import * as apiKeys from '../../src/api-keys/api-keys.repository.js'
import * as auditLog from '../../src/audit/audit-log.queries.js'
import * as platformActs from '../../src/churches/platform-acts.repository.js'
import * as superAdmins from '../../src/identity/super-admins.repository.js'
import * as churchUsage from '../../src/platform-admin/church-usage.queries.js'
import * as platformChurches from '../../src/platform-admin/platform-churches.queries.js'
import * as audit from '../../src/platform/audit/audit.repository.js'
import * as platformAudit from '../../src/platform/audit/platform-audit.repository.js'
import { encodeCursor } from '../../src/platform/page.js'
import { type Call, callsOf } from './calls.js'

const id = '01890a5d-ac96-774b-bcce-b302099a8057'
const now = '2026-03-01T10:00:00Z'
const clock = { now: () => now }
const name = 'a name'
const secondPage = (sort: string, ...keys: readonly string[]) => ({ first: 25, after: encodeCursor(sort, keys) })

const apiKey = {
  ...{ id, churchId: id, name, prefix: 'Ab3dEf7h', hash: Buffer.alloc(32), scopes: ['members.read'] },
  ...{ createdBy: id, createdAt: now, expiresAt: now },
}
const noCount = async () => 0
const origin = { requestId: id, ip: null, userAgent: null }
const auditRow: audit.AuditRow = {
  ...{
    id,
    at: now,
    actor: { kind: 'USER', id, name },
    action: 'member.create',
    entity: 'member',
    entityId: id,
    origin,
  },
  ...{ before: null, after: { firstName: name }, fields: ['firstName'] },
}

/** The samples of what concerns keys, super-admins and the audit; part of `samples`. */
export const platformSamples: Readonly<Record<string, readonly Call[]>> = {
  'api-keys/api-keys.repository': callsOf(apiKeys, {
    apiKeyPage: { 'first page': [{}, noCount], 'next page': [secondPage('id:desc', id), noCount] },
    countApiKeys: [],
    findLiveKey: [Buffer.alloc(32), now],
    findApiKey: [id],
    addApiKey: [apiKey],
    endApiKey: [{ id, by: id, now }],
    noteKeyUse: [id, now],
    removeApiKeys: [id],
  }),
  'audit/audit-log.queries': callsOf(auditLog, {
    auditLog: {
      'first page': [{}],
      'filtered, next page': [
        {
          filter: { entity: name, entityId: id, actorId: id, action: 'member.update', from: now, to: now },
          ...secondPage('seq:desc', '7'),
        },
      ],
    },
  }),
  'churches/platform-acts.repository': callsOf(platformActs, {
    turnChurch: [{ churchId: id, from: 'ACTIVE', to: 'SUSPENDED', reason: name }],
    giveComplimentary: [id, now],
  }),
  'identity/super-admins.repository': callsOf(superAdmins, {
    addSuperAdmin: [{ id, email: 'a@b.example', name, passwordHash: 'argon2id' }],
    disableSuperAdmin: ['a@b.example', now],
    noteSignIn: [id, now],
    lockPlatformFailures: [7, now],
    keepPlatformFailures: [7, { windowStartedAt: now, attempts: 1, told: 1 }],
  }),
  'platform-admin/church-usage.queries': callsOf(churchUsage, { countTables: [], countAccounts: [] }),
  'platform-admin/platform-churches.queries': callsOf(platformChurches, {
    platformChurchPage: {
      'first page': [{}, noCount],
      'filtered, next page': [{ filter: { status: 'ACTIVE', subdomain: name }, ...secondPage('id:desc', id) }, noCount],
    },
    countPlatformChurches: [{ status: 'ACTIVE', subdomain: name }],
    platformChurch: [id],
    openPlaceOf: [id],
  }),
  'platform/audit/audit.repository': callsOf(audit, {
    auditRowsStatement: [[auditRow]],
    addAuditRowOnce: [auditRow],
  }),
  'platform/audit/platform-audit.repository': callsOf(platformAudit, {
    addPlatformAct: [
      { clock, origin },
      { action: 'church.suspend', actor: { kind: 'SYSTEM', id: null, name }, churchId: id, target: name },
    ],
  }),
}
