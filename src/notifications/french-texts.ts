import { inWords } from '../platform/instant.js'
import type { Gathering, MailWords, NoticeParams, NoticeTexts } from './notice-params.js'

const workflows = { BAPTISM: 'Baptême', CONFIRMATION: 'Confirmation', MEMBERSHIP: 'Adhésion', TRANSFER: 'Transfert' }

const imports = {
  APPLIED: 'Votre importation est terminée',
  UNDONE: 'Votre importation est annulée',
  FAILED: 'Votre importation n’a pas pu être terminée',
}

const whenAndWhere = ({ startsAt, timeZone, location }: Gathering): string =>
  [inWords(startsAt, timeZone, 'fr'), ...(location ? [location] : [])].join(', ')

/** What notifications say in French. */
export const frenchTexts: NoticeTexts = {
  APPLICATION_SUBMITTED: () => ({
    title: 'Quelqu’un demande à devenir membre',
    message: 'Approuvez la demande, ou rejetez-la avec un motif.',
  }),
  APPLICATION_APPROVED: () => ({
    title: 'Une demande est approuvée',
    message: 'Confirmez-la : la personne devient membre.',
  }),
  APPLICATION_CONFIRMED: () => ({
    title: 'Bienvenue',
    message: 'Votre demande est confirmée : vous êtes membre de l’église.',
  }),
  WORKFLOW_STARTED: ({ workflow }) => ({
    title: `${workflows[workflow]} : commencé`,
    message: 'Voyez les étapes qui vous attendent.',
  }),
  WORKFLOW_ASSIGNED: ({ workflow }) => ({
    title: `${workflows[workflow]} : à votre charge`,
    message: 'Suivez les étapes avec le membre, puis terminez le parcours.',
  }),
  WORKFLOW_DECIDED: ({ workflow, status }) => ({
    title: `${workflows[workflow]} : ${status === 'APPROVED' ? 'approuvé' : 'non approuvé'}`,
    message: status === 'APPROVED' ? 'L’église poursuit le parcours.' : 'Demandez les raisons à l’église.',
  }),
  WORKFLOW_COMPLETED: ({ workflow }) => ({
    title: `${workflows[workflow]} : terminé`,
    message: 'Toutes les étapes sont faites.',
  }),
  EVENT_CREATED: (told) => ({ title: `Nouvel événement : ${told.event}`, message: whenAndWhere(told) }),
  EVENT_CHANGED: ({ isAdded = false, ...told }) => ({
    title: `${isAdded ? 'Nouvelle date' : 'Modifié'} : ${told.event}`,
    message: whenAndWhere(told),
  }),
  EVENT_CANCELLED: ({ reason, ...told }) => ({
    title: `Annulé : ${told.event}`,
    message: [inWords(told.startsAt, told.timeZone, 'fr'), ...(reason ? [reason] : [])].join('. '),
  }),
  EVENT_REMINDER: (told) => ({ title: `Bientôt : ${told.event}`, message: whenAndWhere(told) }),
  REGISTRATION_CONFIRMED: (told) => ({ title: `Vous avez une place : ${told.event}`, message: whenAndWhere(told) }),
  REGISTRATION_WAITLISTED: (told) => ({
    title: `Vous attendez une place : ${told.event}`,
    message: `${whenAndWhere(told)}. Vous serez prévenu dès qu’une place est à vous.`,
  }),
  REGISTRATION_PROMOTED: (told) => ({
    title: `Une place est à vous : ${told.event}`,
    message: `${whenAndWhere(told)}. Annulez si vous ne pouvez pas venir : d’autres attendent.`,
  }),
  REGISTRATION_CANCELLED: (told) => ({
    title: `Inscription annulée : ${told.event}`,
    message: `${whenAndWhere(told)}. Les responsables ont annulé votre inscription.`,
  }),
  MINISTRY_JOIN_REQUESTED: ({ ministry }) => ({
    title: `Quelqu’un demande à entrer : ${ministry}`,
    message: 'Acceptez la demande, ou refusez-la.',
  }),
  MINISTRY_JOINED: ({ ministry, ...meeting }) => ({
    title: `Bienvenue : ${ministry}`,
    message: ['Vous faites partie de ce ministère.', ...meetingOf(meeting)].join(' Rencontres : '),
  }),
  MINISTRY_REMOVED: ({ ministry, wasIn }) => ({
    title: `Vous n’en faites plus partie : ${ministry}`,
    message: wasIn ? 'Votre participation a pris fin.' : 'Votre demande a été refusée.',
  }),
  MINISTRY_ARCHIVED: ({ ministry }) => ({
    title: `A pris fin : ${ministry}`,
    message: 'Le ministère a été fermé, et votre participation est terminée.',
  }),
  PASSWORD_CHANGED: () => ({
    title: 'Votre mot de passe a été changé',
    message: 'Si ce n’était pas vous, choisissez-en un autre tout de suite, depuis la page de connexion.',
  }),
  EMAIL_CHANGED: () => ({
    title: 'Votre adresse a été changée',
    message: 'Connectez-vous désormais avec la nouvelle. Si ce n’était pas vous, prévenez l’église tout de suite.',
  }),
  ACCOUNT_LOCKED: () => ({
    title: 'La connexion a été bloquée un moment',
    message:
      'Un mauvais mot de passe a été donné trop souvent. Si ce n’était pas vous, quelqu’un essaie de le deviner.',
  }),
  SESSION_REUSE: () => ({
    title: 'Vous avez été déconnecté',
    message: 'Une de vos connexions a servi à deux endroits, comme si on l’avait copiée. Changez de mot de passe.',
  }),
  ROLE_CHANGED: ({ role, isHeld }) => ({
    title: 'Vos rôles ont changé',
    message: isHeld ? `Vous avez maintenant le rôle ${role}.` : `Le rôle ${role} vous a été retiré.`,
  }),
  IMPORT_FINISHED: (told) => ({ title: imports[told.end], message: `${told.fileName} : ${whatBecame(told)}` }),
}

const meetingOf = ({ meetingSchedule, location }: Omit<NoticeParams['MINISTRY_JOINED'], 'ministry'>) => {
  const where = [meetingSchedule, location].filter((text) => text !== null).join(', ')
  return where === '' ? [] : [where]
}

function whatBecame({ end, counts }: NoticeParams['IMPORT_FINISHED']): string {
  const { create = 0, update = 0, unchanged = 0, refused = 0, undone = 0, kept = 0 } = counts
  if (end === 'FAILED') return 'relancez l’étape, ou annulez l’importation.'
  if (end === 'UNDONE') return `${undone} lignes annulées, ${kept} gardées, au moins en partie.`
  return `${create} nouvelles, ${update} modifiées, ${unchanged} inchangées, ${refused} refusées.`
}

/** What mails say around it in French. */
export const frenchMail: MailWords = {
  newsFrom: (church, count) => (count === 1 ? `Des nouvelles de ${church}` : `${count} nouvelles de ${church}`),
  confidential: { title: 'Nouvelle', message: 'Connectez-vous pour la lire.' },
  because: (church) => `Vous recevez ce message parce que vous appartenez à ${church}.`,
  toEnd: 'Pour ne plus recevoir ce genre de messages :',
}
