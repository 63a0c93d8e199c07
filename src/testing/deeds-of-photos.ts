import type { ChurchWorld } from './church-world.js'

interface Stage {
  readonly church: ChurchWorld
}

/** What is done to photos of members, each once with success, and what it tells the audit log. */
export const deedsOfPhotos = {
  createMemberPhotoUpload: {
    text: async ({ church }: Stage): Promise<string> =>
      `mutation { createMemberPhotoUpload(input: { memberId: "${(await church.member()).id}" }) { errors { code } } }`,
    leaves: { church: 'member.uploadPhoto' },
  },
  removeMemberPhoto: {
    text: async ({ church }: Stage): Promise<string> => {
      const { id } = await church.member()
      const photo = { photo_document_id: crypto.randomUUID() }
      await church.write((db) => db.updateTable('member').set(photo).where('id', '=', id).execute())
      return `mutation { removeMemberPhoto(input: { memberId: "${id}" }) { errors { code } } }`
    },
    leaves: { church: 'member.removePhoto' },
  },
}
