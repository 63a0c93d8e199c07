import { inWords } from '../platform/instant.js'
import type { Gathering, MailWords, NoticeParams, NoticeTexts } from './notice-params.js'

const workflows = { BAPTISM: 'Baptism', CONFIRMATION: 'Confirmation', MEMBERSHIP: 'Membership', TRANSFER: 'Transfer' }

const imports = {
  APPLIED: 'Your import is finished',
  UNDONE: 'Your import is undone',
  FAILED: 'Your import could not be finished',
}

/** When in the time of the place, and where. */
const whenAndWhere = ({ startsAt, timeZone, location }: Gathering): string =>
  [inWords(startsAt, timeZone, 'en-GB'), ...(location ? [location] : [])].join(', ')

/** What notifications say in English. */
export const englishTexts: NoticeTexts = {
  APPLICATION_SUBMITTED: () => ({
    title: 'Somebody applies to join',
    message: 'Approve the application, or reject it with a reason.',
  }),
  APPLICATION_APPROVED: () => ({
    title: 'An application is approved',
    message: 'Confirm it: the applicant becomes a member.',
  }),
  APPLICATION_CONFIRMED: () => ({
    title: 'Welcome',
    message: 'Your application is confirmed: you are a member of the church.',
  }),
  WORKFLOW_STARTED: ({ workflow }) => ({
    title: `${workflows[workflow]}: begun`,
    message: 'See the steps that lie ahead.',
  }),
  WORKFLOW_ASSIGNED: ({ workflow }) => ({
    title: `${workflows[workflow]}: yours to look after`,
    message: 'Go through its steps with the member, and complete it.',
  }),
  WORKFLOW_DECIDED: ({ workflow, status }) => ({
    title: `${workflows[workflow]}: ${status === 'APPROVED' ? 'approved' : 'not approved'}`,
    message: status === 'APPROVED' ? 'The church goes on with it.' : 'Ask the church for its reasons.',
  }),
  WORKFLOW_COMPLETED: ({ workflow }) => ({
    title: `${workflows[workflow]}: completed`,
    message: 'Every step is done.',
  }),
  EVENT_CREATED: (told) => ({ title: `New event: ${told.event}`, message: whenAndWhere(told) }),
  EVENT_CHANGED: ({ isAdded = false, ...told }) => ({
    title: `${isAdded ? 'Another date' : 'Changed'}: ${told.event}`,
    message: whenAndWhere(told),
  }),
  EVENT_CANCELLED: ({ reason, ...told }) => ({
    title: `Cancelled: ${told.event}`,
    message: [inWords(told.startsAt, told.timeZone, 'en-GB'), ...(reason ? [reason] : [])].join('. '),
  }),
  EVENT_REMINDER: (told) => ({ title: `Soon: ${told.event}`, message: whenAndWhere(told) }),
  REGISTRATION_CONFIRMED: (told) => ({ title: `You have a place: ${told.event}`, message: whenAndWhere(told) }),
  REGISTRATION_WAITLISTED: (told) => ({
    title: `You wait for a place: ${told.event}`,
    message: `${whenAndWhere(told)}. You are told when a place is yours.`,
  }),
  REGISTRATION_PROMOTED: (told) => ({
    title: `A place is yours: ${told.event}`,
    message: `${whenAndWhere(told)}. Cancel if you cannot come: others wait.`,
  }),
  REGISTRATION_CANCELLED: (told) => ({
    title: `No longer registered: ${told.event}`,
    message: `${whenAndWhere(told)}. Those who hold it cancelled your registration.`,
  }),
  MINISTRY_JOIN_REQUESTED: ({ ministry }) => ({
    title: `Somebody asks to join: ${ministry}`,
    message: 'Let them in, or decline.',
  }),
  MINISTRY_JOINED: ({ ministry, ...meeting }) => ({
    title: `Welcome: ${ministry}`,
    message: ['You are in this ministry now.', ...meetingOf(meeting)].join(' It meets: '),
  }),
  MINISTRY_REMOVED: ({ ministry, wasIn }) => ({
    title: `No longer yours: ${ministry}`,
    message: wasIn ? 'Your stay in it was ended.' : 'Your request to join was declined.',
  }),
  MINISTRY_ARCHIVED: ({ ministry }) => ({
    title: `Has ended: ${ministry}`,
    message: 'The ministry was closed, and your stay in it is over.',
  }),
  PASSWORD_CHANGED: () => ({
    title: 'Your password was changed',
    message: 'If it was not you, choose a new one at once: "Forgot your password?" on the sign-in page.',
  }),
  EMAIL_CHANGED: () => ({
    title: 'Your address was changed',
    message: 'You sign in with the new one from now on. If it was not you, tell the church’s office at once.',
  }),
  ACCOUNT_LOCKED: () => ({
    title: 'Signing in was locked for a while',
    message: 'A wrong password was given for your account too often. If it was not you, somebody tries to guess it.',
  }),
  SESSION_REUSE: () => ({
    title: 'You were signed out',
    message: 'A sign-in of yours was used from two places, as happens when it was copied. Change your password.',
  }),
  ROLE_CHANGED: ({ role, isHeld }) => ({
    title: 'Your roles were changed',
    message: isHeld ? `You have the role ${role} now.` : `The role ${role} was taken from you.`,
  }),
  IMPORT_FINISHED: (told) => ({ title: imports[told.end], message: `${told.fileName}: ${whatBecame(told)}` }),
}

const meetingOf = ({ meetingSchedule, location }: Omit<NoticeParams['MINISTRY_JOINED'], 'ministry'>) => {
  const where = [meetingSchedule, location].filter((text) => text !== null).join(', ')
  return where === '' ? [] : [where]
}

function whatBecame({ end, counts }: NoticeParams['IMPORT_FINISHED']): string {
  const { create = 0, update = 0, unchanged = 0, refused = 0, undone = 0, kept = 0 } = counts
  if (end === 'FAILED') return 'ask for the step again, or undo the import.'
  if (end === 'UNDONE') return `${undone} rows undone, ${kept} kept, at least in part.`
  return `${create} new, ${update} changed, ${unchanged} unchanged, ${refused} refused.`
}

/** What mails say around it in English. */
export const englishMail: MailWords = {
  newsFrom: (church, count) => (count === 1 ? `News from ${church}` : `${count} pieces of news from ${church}`),
  confidential: { title: 'News', message: 'Sign in to read it.' },
  because: (church) => `You get this because you belong to ${church}.`,
  toEnd: 'To get no more mails of this kind:',
}
