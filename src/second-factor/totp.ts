import { Secret, TOTP } from 'otpauth'
import { type Instant, toEpochMilliseconds } from '../platform/instant.js'

/** How long a code counts, in seconds. */
const period = 30

// What every authenticator app understands (RFC 6238 with SHA-1); others are ignored by most of them.
const kind = { algorithm: 'SHA1', digits: 6, period } as const

/** A new secret of 160 bits, in Base32. */
export const newTotpSecret = (): string => new Secret({ size: 20 }).base32

/** What an authenticator app reads from a QR code: `otpauth://totp/…`. */
export const totpUri = (
  secret: string,
  { issuer, label }: { readonly issuer: string; readonly label: string },
): string => new TOTP({ ...kind, secret: Secret.fromBase32(secret), issuer, label }).toString()

/**
 * Which 30 seconds since 1970 a code belongs to; null when it is none of the present, the last or the next, which makes
 * up for clocks that differ.
 */
export function stepOf(secret: string, code: string, now: Instant): number | null {
  const timestamp = toEpochMilliseconds(now)
  const delta = new TOTP({ ...kind, secret: Secret.fromBase32(secret) }).validate({ token: code, timestamp, window: 1 })
  return delta === null ? null : Math.floor(timestamp / 1000 / period) + delta
}
