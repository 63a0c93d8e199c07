/** An account of exactly one church. */
export interface User {
  readonly id: string
  readonly email: string
  readonly name: string
}

/** An account as sign-in needs it. The hash stays inside this domain. */
export interface UserToVerify extends User {
  readonly passwordHash: string | null
  readonly status: 'INVITED' | 'ACTIVE' | 'DISABLED' | 'ERASED'
  readonly authEpoch: number
}

/** Every way this domain says no, and what it tells readers of the API. */
export const identityRefusals = {
  INVALID_CREDENTIALS: 'E-mail and password do not belong to an account of this church.',
} as const
