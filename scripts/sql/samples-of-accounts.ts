import * as accountLife from '../../src/identity/account-life.repository.js'
import * as identity from '../../src/identity/identity.repository.js'
import * as newUsers from '../../src/identity/new-users.repository.js'
import * as passwords from '../../src/identity/passwords.repository.js'
import * as secondFactorOf from '../../src/identity/second-factor.queries.js'
import * as sessions from '../../src/identity/sessions.repository.js'
import * as signInFailures from '../../src/identity/sign-in-failures.repository.js'
import * as grantsOfRoles from '../../src/invitations/grants-of-roles.queries.js'
import * as invitations from '../../src/invitations/invitations.repository.js'
import * as mailedLinks from '../../src/mailed-links/mailed-links.repository.js'
import * as secondFactor from '../../src/second-factor/second-factor.repository.js'
import { type Call, callsOf } from './calls.js'

const id = '01890a5d-ac96-774b-bcce-b302099a8057'
const now = '2026-03-01T10:00:00Z'
const name = 'a name'
const account = { id, churchId: id, email: 'a@b.example', name, passwordHash: 'argon2id' }
const keptAccount: accountLife.KeptAccount = {
  ...{ id, email: 'a@b.example', name, passwordHash: null, status: 'ACTIVE' },
  ...{ authEpoch: 1, lastLoginAt: null, createdAt: now },
}
const session = {
  ...{ id, churchId: id, userId: id, familyId: id, parentId: null, tokenHash: Buffer.alloc(32) },
  ...{ expiresAt: now, familyExpiresAt: now, ip: null, userAgent: null },
}

/** What the functions of accounts and of the ways into them are called with; see `samples`. */
export const samplesOfAccounts: Readonly<Record<string, readonly Call[]>> = {
  'identity/account-life.repository': callsOf(accountLife, {
    removeAccounts: [id],
    accountsOfChurch: [id],
    takenAccountIds: [[id]],
    addKeptAccounts: [id, [keptAccount]],
  }),
  'identity/sign-in-failures.repository': callsOf(signInFailures, {
    lockFailures: [{ churchId: id, slot: 7 }, now],
    keepFailures: [
      { churchId: id, slot: 7 },
      { windowStartedAt: now, attempts: 1, told: 1 },
    ],
  }),
  'identity/new-users.repository': callsOf(newUsers, {
    addUser: [account],
    addInvitedUser: [{ id, churchId: id, email: 'a@b.example', name, now }],
    activateUser: [{ userId: id, passwordHash: 'argon2id', now }],
  }),
  'identity/identity.repository': callsOf(identity, {
    findUserByEmail: ['a@b.example'],
    findUser: [id],
    lockUser: [id],
    findUsersWithSessions: [{ of: [{ userId: id, sessionId: id }], now }],
    findUserWithSession: [{ userId: id, sessionId: id, now }],
    hasUsers: [],
    hasProvedAddress: [],
    changeProfile: [id, { name, locale: 'en', now }],
    accountState: [id],
    mailboxOf: [id],
    verifyAddress: [{ userId: id, email: 'a@b.example', now }],
  }),
  'identity/passwords.repository': callsOf(passwords, {
    earlierPasswords: [id],
    setPassword: [{ userId: id, churchId: id, historyId: id, passwordHash: 'argon2id', earlierHash: 'argon2id', now }],
    rehashPassword: [{ userId: id, from: 'argon2id', to: 'argon2id' }],
  }),
  'identity/second-factor.queries': callsOf(secondFactorOf, { hasSecondFactor: [id] }),
  'identity/sessions.repository': callsOf(sessions, {
    beginSession: [session, now],
    addRefreshToken: [session, now],
    findRefreshToken: [Buffer.alloc(32)],
    useRefreshToken: [id, now],
    endSessions: {
      all: [{ userId: id, reason: 'PASSWORD', now }],
      one: [{ userId: id, familyId: id, reason: 'SIGN_OUT', now }],
      'all but one': [{ userId: id, exceptFamilyId: id, reason: 'PASSWORD', now }],
    },
    liveSessions: [{ userId: id, now }],
  }),
  'invitations/grants-of-roles.queries': callsOf(grantsOfRoles, {
    grantsOfRoles: [[id]],
    memberToLink: [id],
    systemRoleId: ['MEMBER'],
  }),
  'invitations/invitations.repository': callsOf(invitations, {
    removeExpired: [1000],
    forgetInvitationsOf: [id, now],
    addInvitation: [
      {
        ...{ id, churchId: id, userId: id, email: 'a@b.example', name, roleIds: [id], memberId: id },
        ...{ expiresAt: now, invitedBy: id, now },
      },
    ],
    findInvitation: [id],
    findInvitationByHash: [Buffer.alloc(32)],
    openInvitations: [],
    isAddressFree: ['a@b.example', now],
    armInvitation: [id, Buffer.alloc(32)],
    extendInvitation: [{ id, expiresAt: now, now }],
    revokeOpen: [id, now],
    revokeOver: ['a@b.example', now],
    acceptOpen: [id, now],
  }),
  'mailed-links/mailed-links.repository': callsOf(mailedLinks, {
    addLink: [{ id, churchId: id, userId: id, purpose: 'RESET', newEmail: null, expiresAt: now, ip: null, now }],
    findLink: [id, now],
    findLinkByHash: [Buffer.alloc(32), now],
    armLink: [id, Buffer.alloc(32)],
    useLink: [id, now],
    accountWithAddress: [name],
  }),
  'second-factor/second-factor.repository': callsOf(secondFactor, {
    findSecondFactor: [id],
    proposeSecret: [{ userId: id, churchId: id, secret: Buffer.alloc(1), now }],
    confirmSecret: [id, now],
    noteTry: [{ userId: id, lastStep: 1, failures: 0, lockedUntil: null, now }],
    removeSecondFactor: [id],
    addRecoveryCodes: [[{ id, churchId: id, userId: id, codeHash: Buffer.alloc(32) }]],
    useRecoveryCode: [{ userId: id, codeHash: Buffer.alloc(32), now }],
    countRecoveryCodes: [id],
  }),
}
