import { linkUser } from '../members/linked-accounts.repository.js'
import { type ChurchWorld, type Person, testPassword } from './church-world.js'

interface Stage {
  readonly church: ChurchWorld
  readonly admin: Person
}

const onMember =
  (act: string, more = '') =>
  async ({ church }: Stage): Promise<string> =>
    `mutation { ${act}(input: { id: "${(await church.member()).id}" ${more} }) { errors { code } } }`

/** What is done to members beside their data, each once with success, and what it tells the audit log. */
export const deedsOfMembers = {
  changeMemberStatus: {
    text: onMember('changeMemberStatus', 'status: INACTIVE'),
    leaves: { church: 'member.changeStatus' },
  },
  archiveMember: { text: onMember('archiveMember'), leaves: { church: 'member.archive' } },
  restoreMember: {
    text: async ({ church }: Stage): Promise<string> => {
      const { id } = await church.member()
      await church.write((db) => db.updateTable('member').set({ archived_at: '2026-01-01T00:00:00Z' }).execute())
      return `mutation { restoreMember(input: { id: "${id}" }) { errors { code } } }`
    },
    leaves: { church: 'member.restore' },
  },
  updateMyProfile: {
    text: async ({ church, admin }: Stage): Promise<string> => {
      const { id } = await church.member()
      await church.write((db) => linkUser(db, id, admin.userId))
      return 'mutation { updateMyProfile(input: { phone: "1" }) { errors { code } } }'
    },
    leaves: { church: 'member.updateOwn' },
  },
  mergeMembers: {
    text: async ({ church }: Stage): Promise<string> => {
      const [kept, merged] = [await church.member(), await church.member()]
      const which = `keptId: "${kept.id}", mergedId: "${merged.id}"`
      return `mutation { mergeMembers(input: { ${which}, password: "${testPassword}" }) { errors { code } } }`
    },
    leaves: { church: 'member.merge' },
  },
  eraseMember: { text: onMember('eraseMember', `password: "${testPassword}"`), leaves: { church: 'member.erase' } },
}
