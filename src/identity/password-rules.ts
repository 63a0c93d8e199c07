import type { UserError } from '../platform/refusal.js'
import { commonPasswords } from './common-passwords.js'

const shortest = 10
const longest = 128

/** What a password must not be built from: the names around it. */
export interface PasswordOwner {
  readonly email: string
  readonly name: string
  readonly churchName: string
}

type Fault = UserError<'TOO_SHORT' | 'TOO_LONG' | 'INVALID'>

/**
 * What is wrong with a new password, or null: 10 to 128 characters, none that everybody uses, not only digits, and
 * without the e-mail's name, the own or the church's name (domain.md 7.4; NIST SP 800-63B, 3.1.1.2).
 */
export function passwordFault(password: string, owner: PasswordOwner, path: readonly string[]): Fault | null {
  const fault = (code: Fault['code'], message: string, params: Fault['params'] = null): Fault => ({
    ...{ code, message, path, params },
  })
  if (password.length < shortest) {
    return fault('TOO_SHORT', `A password has at least ${shortest} characters.`, { minimum: shortest })
  }
  if (password.length > longest) {
    return fault('TOO_LONG', `A password has at most ${longest} characters.`, { maximum: longest })
  }
  const folded = password.toLowerCase()
  if (/^\d+$/.test(password)) return fault('INVALID', 'A password is more than a number.')
  if (commonPasswords.has(folded) || /^(.)\1+$/.test(folded))
    return fault('INVALID', 'This password is one that everybody tries.')
  if (namesIn(owner).some((name) => folded.includes(name))) {
    return fault('INVALID', 'A password must not hold your name, your e-mail’s, or the church’s.')
  }
  return null
}

/** Names long enough that they occur in nobody's password by chance. */
const namesIn = ({ email, name, churchName }: PasswordOwner): readonly string[] =>
  [email.split('@')[0] ?? '', ...name.split(/\s+/), churchName, ...churchName.split(/\s+/)]
    .map((part) => part.toLowerCase())
    .filter((part) => part.length >= 5 && part !== 'church')
