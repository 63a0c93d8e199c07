interface Attempt {
  readonly text: string
  readonly variables: (known: {
    readonly notificationId: string
    readonly memberId: string
  }) => Readonly<Record<string, unknown>>
  readonly answer: unknown
}

const notFound = { errors: [{ code: 'NOT_FOUND' }] }

/** Every operation about notifications that takes an id, asked with the ids of another church. */
export const neighbourOfNotifications: Readonly<Record<string, Attempt>> = {
  markNotificationsRead: {
    text: 'mutation ($id: ID!) { markNotificationsRead(input: { ids: [$id] }) { errors { code } } }',
    variables: ({ notificationId }) => ({ id: notificationId }),
    answer: { markNotificationsRead: notFound },
  },
  sendMessage: {
    text: `mutation ($id: ID!) {
      sendMessage(input: { audience: MEMBER, ids: [$id], title: "x", message: "y" }) { sent errors { code path } }
    }`,
    variables: ({ memberId }) => ({ id: memberId }),
    answer: { sendMessage: { sent: null, errors: [{ code: 'NOT_FOUND', path: ['ids', '0'] }] } },
  },
  dismissNotification: {
    text: 'mutation ($id: ID!) { dismissNotification(input: { id: $id }) { errors { code } } }',
    variables: ({ notificationId }) => ({ id: notificationId }),
    answer: { dismissNotification: notFound },
  },
}
