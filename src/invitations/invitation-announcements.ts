import { announcement } from '../platform/outbox/announcement.js'

/** Somebody who was invited came in and was given what the invitation held. */
export const userEntered = announcement<{ readonly userId: string }>('userEntered')
