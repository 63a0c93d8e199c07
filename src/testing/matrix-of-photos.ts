import type { MatrixRow } from './matrix-row.js'

const nobody = crypto.randomUUID()

/** Photos of somebody who is not there: whose right it is to change them. */
const ofNobody = (operation: string): MatrixRow => ({
  who: 'members.write',
  text: `mutation { ${operation}(input: { memberId: "${nobody}" }) { errors { code } } }`,
})

/** What is done to photos, and reading what there is of oneself. */
export const matrixOfPhotos: Readonly<Record<string, MatrixRow>> = {
  createMemberPhotoUpload: ofNobody('createMemberPhotoUpload'),
  removeMemberPhoto: ofNobody('removeMemberPhoto'),
  myData: { who: 'signedIn', text: '{ myData { at } }' },
}
