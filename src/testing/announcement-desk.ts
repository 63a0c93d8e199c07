import type { Person } from './church-world.js'
import { graphql } from './generated/gql.js'
import type { AnnouncementFilter, CreateAnnouncementInput, UpdateAnnouncementInput } from './generated/graphql.js'

const Create = graphql(`
  mutation CreateAnnouncement($input: CreateAnnouncementInput!) {
    createAnnouncement(input: $input) {
      announcement {
        id
        title
        body
        type
        priority
        status
        isPinned
        publishAt
        publishedAt
        expiresAt
        version
        audience {
          kind
          ids
        }
      }
      errors {
        code
        path
        params
      }
    }
  }
`)
const Update = graphql(`
  mutation UpdateAnnouncement($input: UpdateAnnouncementInput!) {
    updateAnnouncement(input: $input) {
      announcement {
        title
        isPinned
        expiresAt
        status
        version
        audience {
          kind
          ids
        }
      }
      errors {
        code
        path
      }
    }
  }
`)
const Seen = graphql(`
  query SeenAnnouncements($filter: AnnouncementFilter) {
    announcements(filter: $filter, first: 100) {
      totalCount
      nodes {
        id
        title
        status
        publishedAt
      }
    }
  }
`)
const One = graphql(`
  query OneAnnouncement($id: ID!) {
    announcement(id: $id) {
      id
      status
      isPinned
      version
    }
  }
`)
/** The mutations that take nothing but the id of an announcement. */
export const announcementMoves = [
  ...['publishAnnouncement', 'unscheduleAnnouncement', 'withdrawAnnouncement'],
  ...['pinAnnouncement', 'unpinAnnouncement', 'duplicateAnnouncement', 'deleteDraft'],
] as const

type Move = (typeof announcementMoves)[number]

interface Moved {
  readonly announcement: {
    readonly id: string
    readonly title: string
    readonly status: string
    readonly isPinned: boolean
  } | null
  readonly errors: readonly { readonly code: string; readonly path: readonly string[] }[]
}

/** Sends one of seven mutations of one shape as text; `more` stands in its input behind the id. */
async function send(person: Person, name: Move | 'scheduleAnnouncement', input: string) {
  const { data, errors } = await person.api.sendText(
    `mutation { ${name}(input: { ${input} }) { announcement { id title status isPinned } errors { code path } } }`,
  )
  const answer = data?.[name] as Moved | null
  return { announcement: answer?.announcement, errors: answer?.errors, code: errors[0]?.extensions?.code }
}

/** Does what somebody does at the church's notice board, and tells what was answered. */
export const announcementDesk = {
  /** Moves one announcement; `version` is the one that was read. */
  move: (person: Person, name: Move, { id, version }: { readonly id: string; readonly version?: number }) =>
    send(person, name, version === undefined ? `id: "${id}"` : `id: "${id}", expectedVersion: ${version}`),

  schedule: (person: Person, id: string, publishAt: string) =>
    send(person, 'scheduleAnnouncement', `id: "${id}", publishAt: "${publishAt}"`),

  /** Begins one called "Harvest", for everybody unless said otherwise. */
  create: async (person: Person, input: Partial<CreateAnnouncementInput> = {}) => {
    const { data, errors } = await person.api.send(Create, { input: { title: 'Harvest', body: 'Come.', ...input } })
    return { ...data?.createAnnouncement, code: errors[0]?.extensions?.code }
  },

  /** The id of one that was begun. Throws when it was refused. */
  draft: async (person: Person, input: Partial<CreateAnnouncementInput> = {}): Promise<string> => {
    const { announcement, errors } = await announcementDesk.create(person, input)
    if (!announcement) throw new Error(`Refused: ${JSON.stringify(errors)}`)
    return announcement.id
  },

  update: async (person: Person, input: UpdateAnnouncementInput) => {
    const { data, errors } = await person.api.send(Update, { input })
    return { ...data?.updateAnnouncement, code: errors[0]?.extensions?.code }
  },

  /** What somebody sees in the list, the first hundred. */
  list: async (person: Person, filter: AnnouncementFilter = {}) => {
    return (await person.api.send(Seen, { filter })).data?.announcements.nodes ?? []
  },

  seenBy: async (person: Person, filter: AnnouncementFilter = {}): Promise<readonly string[]> => {
    return (await announcementDesk.list(person, filter)).map(({ id }) => id)
  },

  /** Where an announcement stands for somebody; undefined when they do not see it. */
  statusOf: async (person: Person, id: string): Promise<string | undefined> => {
    return (await person.api.send(One, { id })).data?.announcement?.status
  },
}
