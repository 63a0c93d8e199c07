interface Attempt {
  readonly text: string
  readonly variables: (known: {
    readonly announcementId: string
    readonly memberId: string
  }) => Readonly<Record<string, unknown>>
  readonly answer: unknown
}

const act = (operation: string, more = ''): Attempt => ({
  text: `mutation ($id: ID!) { ${operation}(input: { id: $id ${more} }) { announcement { id } errors { code } } }`,
  variables: ({ announcementId }) => ({ id: announcementId }),
  answer: { [operation]: { announcement: null, errors: [{ code: 'NOT_FOUND' }] } },
})

/** Every operation about announcements that takes an id, asked with the ids of another church. */
export const neighbourOfAnnouncements: Readonly<Record<string, Attempt>> = {
  announcement: {
    text: 'query ($id: ID!) { announcement(id: $id) { id } }',
    variables: ({ announcementId }) => ({ id: announcementId }),
    answer: { announcement: null },
  },
  createAnnouncement: {
    text: `mutation ($id: ID!) {
      createAnnouncement(input: { title: "x", body: "y", audience: { kind: MEMBER, ids: [$id] } }) {
        announcement { id } errors { code path }
      }
    }`,
    variables: ({ memberId }) => ({ id: memberId }),
    answer: {
      createAnnouncement: { announcement: null, errors: [{ code: 'NOT_FOUND', path: ['audience', 'ids', '0'] }] },
    },
  },
  updateAnnouncement: act('updateAnnouncement', 'title: "Taken"'),
  deleteDraft: act('deleteDraft'),
  duplicateAnnouncement: act('duplicateAnnouncement'),
  publishAnnouncement: act('publishAnnouncement'),
  scheduleAnnouncement: act('scheduleAnnouncement', 'publishAt: "2099-01-01T00:00:00Z"'),
  unscheduleAnnouncement: act('unscheduleAnnouncement'),
  withdrawAnnouncement: act('withdrawAnnouncement'),
  pinAnnouncement: act('pinAnnouncement'),
  unpinAnnouncement: act('unpinAnnouncement'),
}
