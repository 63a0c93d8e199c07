import type { Purpose } from './mailed-links.repository.js'

/** Every way this domain says no, and what it tells readers of the API. */
export const mailedLinkRefusals = {
  NOT_UNIQUE: 'Another entry of this church has the same value already.',
} as const

/** How long each kind of link counts, in seconds. */
export const linkSeconds: Readonly<Record<Purpose, number>> = {
  RESET: 3600,
  VERIFY_EMAIL: 7 * 24 * 3600,
  CHANGE_EMAIL: 24 * 3600,
}

/** The mail that brings each kind of link. */
export const linkTemplates = {
  RESET: 'password-reset',
  VERIFY_EMAIL: 'verify-email',
  CHANGE_EMAIL: 'change-email',
} as const
