interface Attempt {
  readonly text: string
  readonly variables: (known: { readonly notificationId: string }) => Readonly<Record<string, unknown>>
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
  dismissNotification: {
    text: 'mutation ($id: ID!) { dismissNotification(input: { id: $id }) { errors { code } } }',
    variables: ({ notificationId }) => ({ id: notificationId }),
    answer: { dismissNotification: notFound },
  },
}
