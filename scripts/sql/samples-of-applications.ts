import * as applicationList from '../../src/applications/application-list.queries.js'
import * as applications from '../../src/applications/applications.repository.js'
import * as oldApplications from '../../src/applications/old-applications.repository.js'
import * as possible from '../../src/applications/possible-members.queries.js'
import { encodeCursor } from '../../src/platform/page.js'
import { type Call, callsOf } from './calls.js'

const id = '01890a5d-ac96-774b-bcce-b302099a8057'
const now = '2026-03-01T10:00:00Z'
const name = 'a name'
const draft = {
  ...{
    id,
    firstName: name,
    lastName: name,
    email: 'a@b.example',
    phone: '0244',
    address: name,
    birthDate: '1990-03-01',
  },
  ...({ gender: 'FEMALE', maritalStatus: 'SINGLE', occupation: null, specialNeeds: null } as const),
  ...{ emergencyName: null, emergencyPhone: null, emergencyRelation: null },
  ...{ churchExperience: name, reason: name, heardFrom: name, skills: [name], interests: [], now },
}
const nextPage = { first: 25, after: encodeCursor('createdAt:desc,id:desc', [now, id]) }

/** The samples of applications to join; see `samples`. */
export const samplesOfApplications: Readonly<Record<string, readonly Call[]>> = {
  'applications/application-list.queries': callsOf(applicationList, {
    applicationList: {
      'first page': [{}],
      'searched, next page': [{ search: 'ama mensah', filter: { status: 'PENDING' }, ...nextPage }],
    },
  }),
  'applications/applications.repository': callsOf(applications, {
    addApplication: [draft],
    openApplicationOf: ['a@b.example'],
    findApplication: [id],
    lockApplication: [id],
    lockApplicationByHash: [Buffer.alloc(32)],
    armApplication: [id, Buffer.alloc(32)],
    changeApplication: {
      reviewed: [id, { status: 'REJECTED', reviewedBy: id, reviewedAt: now, rejectionReason: name, now }],
      confirmed: [id, { status: 'CONFIRMED', confirmedBy: id, confirmedAt: now, memberId: id, now }],
    },
  }),
  'applications/old-applications.repository': callsOf(oldApplications, {
    hasOldApplications: [now],
    removeOldApplications: [now, 500],
    removeApplicationsOf: [[id]],
    removeApplicationsAs: [{ firstName: 'Ada', lastName: 'Okonkwo', emails: ['a@b.example'] }],
    moveApplication: [id, id],
  }),
  'applications/possible-members.queries': callsOf(possible, { possibleMembers: [[id]] }),
}
