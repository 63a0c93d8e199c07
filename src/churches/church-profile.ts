import { isCurrency } from '../platform/currency.js'
import { isTimeZone } from '../platform/instant.js'
import { refuseAll, type sharedRefusals, type UserError } from '../platform/refusal.js'
import { isEmail, textFaults, trimmed } from '../platform/text.js'
import type { Denomination } from './features.js'
import { foldSubdomain, subdomainFaults } from './subdomain.js'

/** What a church says of itself. What is left out of a change stays; null empties what may be empty. */
export interface ChurchProfile {
  readonly name?: string | null
  readonly email?: string | null
  readonly phone?: string | null
  readonly address?: string | null
  readonly website?: string | null
  readonly timeZone?: string | null
  readonly denomination?: Denomination | null
  readonly currency?: string | null
  /** The first month of its fiscal year, from 1. */
  readonly fiscalStartMonth?: number | null
  readonly subdomain?: string | null
}

type Fault = UserError<keyof typeof sharedRefusals>

/** The fields that were sent, as they are kept: without blanks around them, in lower case or capitals where that is usual. */
export function tidyChurchProfile(profile: ChurchProfile): ChurchProfile {
  const tidied = Object.entries<string | number | null | undefined>({ ...profile })
    .filter(([, value]) => value !== undefined)
    .map(([field, value]) => [field, typeof value === 'string' ? tidy(field, trimmed(value)) : value] as const)
  return Object.fromEntries(tidied)
}

function tidy(field: string, text: string | null): string | null {
  if (field === 'email') return text?.toLowerCase() ?? null
  if (field === 'currency') return text?.toUpperCase() ?? null
  return field === 'subdomain' && text ? foldSubdomain(text) : text
}

/** Everything wrong with a tidied change at once, or null. */
export function churchProfileFaults(change: ChurchProfile) {
  const { email, website, timeZone, currency, fiscalStartMonth: month, subdomain } = change
  return refuseAll<Fault['code']>([
    ...emptied(change),
    ...textFaults(textsOf(change), rules),
    ...(email && !isEmail(email) ? [invalid('email', 'This is not an e-mail address.')] : []),
    ...(website && !isPage(website)
      ? [invalid('website', 'This is not the address of a page: https://grace.org.')]
      : []),
    ...(timeZone && !isTimeZone(timeZone)
      ? [invalid('timeZone', 'This is not a time zone, such as Africa/Accra.')]
      : []),
    ...(currency && !isCurrency(currency) ? [invalid('currency', 'This is not a currency code, such as GHS.')] : []),
    ...(isMonth(month ?? 1) ? [] : [invalid('fiscalStartMonth', 'Months go from 1 to 12.')]),
    ...(subdomain ? subdomainFaults(subdomain) : []),
  ])
}

const rules = [
  { field: 'name', maximum: 255 },
  { field: 'phone', maximum: 255 },
  { field: 'address', maximum: 500 },
  { field: 'website', maximum: 500 },
] as const

const mustStay = ['name', 'timeZone', 'denomination', 'currency', 'fiscalStartMonth', 'subdomain'] as const

const textsOf = ({ name, phone, address, website }: ChurchProfile): Readonly<Record<string, string | null>> => ({
  name: name ?? null,
  phone: phone ?? null,
  address: address ?? null,
  website: website ?? null,
})

const emptied = (change: ChurchProfile): readonly Fault[] =>
  mustStay
    .filter((field) => change[field] === null)
    .map((field) => ({ code: 'REQUIRED', message: 'Must not be empty.', path: [field], params: null }))

const invalid = (field: string, message: string): Fault => ({ code: 'INVALID', message, path: [field], params: null })

const isMonth = (month: number): boolean => month >= 1 && month <= 12

const isPage = (text: string): boolean => {
  if (/\s/.test(text) || !URL.canParse(text)) return false
  const { protocol, username, password } = new URL(text)
  return ['https:', 'http:'].includes(protocol) && username === '' && password === ''
}
