/** An account of exactly one church. */
export interface User {
  readonly id: string
  readonly email: string
  readonly name: string
}

/** What may be done with an account: nothing but ACTIVE ones can be signed in to. */
export type UserStatus = 'INVITED' | 'ACTIVE' | 'DISABLED' | 'ERASED'

/** An account as sign-in needs it. The hash stays inside this domain. */
export interface UserToVerify extends User {
  readonly passwordHash: string | null
  readonly status: UserStatus
  readonly authEpoch: number
}

/** An account as every request of its holder needs it. */
export interface UserWithSession extends User {
  readonly locale: string | null
  readonly status: UserStatus
  readonly authEpoch: number
  /** Whether the session that was asked about is theirs and goes on. */
  readonly hasSession: boolean
  readonly mustChangePassword: boolean
  readonly hasSecondFactor: boolean
}

/** Every way this domain says no, and what it tells readers of the API. */
export const identityRefusals = {
  INVALID_CREDENTIALS: 'E-mail, password, code or token do not belong to an account of this church.',
  NOT_ALLOWED_NOW: 'The state of things does not allow it at this moment; the message says why.',
} as const
