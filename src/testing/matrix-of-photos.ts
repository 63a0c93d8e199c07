import type { MatrixRow } from './matrix-row.js'

/** What is done to the photo of a member: one's own, or anybody's with the right. */
const ofMember = (operation: string): MatrixRow => ({
  who: 'members.write',
  self: true,
  keys: true,
  text: ({ memberId }) => `mutation { ${operation}(input: { memberId: "${memberId}" }) { errors { code } } }`,
})

/** What is done to photos, and reading what there is of oneself. */
export const matrixOfPhotos: Readonly<Record<string, MatrixRow>> = {
  createMemberPhotoUpload: ofMember('createMemberPhotoUpload'),
  removeMemberPhoto: ofMember('removeMemberPhoto'),
  myData: { who: 'signedIn', text: '{ myData { email } }' },
}
