import { type Denomination, foldSubdomain, subdomainFaults } from '../churches/index.js'
import { passwordFault } from '../identity/index.js'
import { isCurrency } from '../platform/currency.js'
import { isTimeZone } from '../platform/instant.js'
import { refuseAll, type UserError } from '../platform/refusal.js'
import { isEmail, textFaults } from '../platform/text.js'

/** How long a new church may try everything, in seconds: thirty days. */
export const trialSeconds = 30 * 24 * 3600

/** What somebody fills in to sign a church up. */
export interface SignUp {
  readonly churchName: string
  readonly subdomain: string
  readonly denomination: Denomination
  readonly timeZone: string
  readonly currency: string
  readonly admin: { readonly name: string; readonly email: string; readonly password: string }
}

/** The same, as it is kept: texts without blanks around them, subdomain and e-mail in lower case, currency in capitals. */
export const tidySignUp = (signUp: SignUp): SignUp => ({
  churchName: signUp.churchName.trim(),
  subdomain: foldSubdomain(signUp.subdomain),
  denomination: signUp.denomination,
  timeZone: signUp.timeZone.trim(),
  currency: signUp.currency.trim().toUpperCase(),
  admin: {
    name: signUp.admin.name.trim(),
    email: signUp.admin.email.trim().toLowerCase(),
    password: signUp.admin.password,
  },
})

/** Everything wrong with a tidied sign-up at once, or null. */
export function signUpFaults({ churchName, subdomain, timeZone, currency, admin }: SignUp) {
  const invalid = (path: readonly string[], message: string): UserError<'INVALID'> => ({
    ...{ code: 'INVALID', message, path, params: null },
  })
  const name = textFaults({ churchName: churchName || null }, [{ field: 'churchName', maximum: 255, isRequired: true }])
  const adminName = textFaults({ name: admin.name || null }, [{ field: 'name', maximum: 255, isRequired: true }])
  const weak = passwordFault(admin.password, { ...admin, churchName }, ['admin', 'password'])
  return refuseAll([
    ...name,
    ...subdomainFaults(subdomain),
    ...(isTimeZone(timeZone) ? [] : [invalid(['timeZone'], 'This is not a time zone, such as Africa/Accra.')]),
    ...(isCurrency(currency) ? [] : [invalid(['currency'], 'This is not a currency code, such as GHS.')]),
    ...adminName.map((fault) => ({ ...fault, path: ['admin', ...fault.path] })),
    ...(isEmail(admin.email) ? [] : [invalid(['admin', 'email'], 'This is not an e-mail address.')]),
    ...(weak ? [weak] : []),
  ])
}
