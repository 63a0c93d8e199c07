import { type ChurchRecord, denominations } from '../churches/index.js'
import type { KeptAccount } from '../identity/index.js'
import { isCurrency } from '../platform/currency.js'
import { isId } from '../platform/ids.js'
import { type Instant, isTimeZone, parseInstant } from '../platform/instant.js'
import type { ChurchCopy } from '../platform/tenancy/church-copy/church-copy.js'
import type { CarriedFile } from './carry-files.js'

/** What marks a manifest as ours. */
export const manifestFormat = 'faithflow-church'

/** What an export says of itself, in `manifest.json`. */
export interface ChurchManifest {
  readonly format: typeof manifestFormat
  readonly formatVersion: number
  readonly exportedAt: Instant
  readonly church: ChurchRecord
  readonly accounts: {
    readonly rows: number
    /** Of `accounts.json`, hexadecimal. */
    readonly sha256: string
    /** Whether password hashes are among them; without, everybody needs a new password. */
    readonly withPasswords: boolean
  }
  readonly copy: ChurchCopy
  /** Photos and other files, in `files`; left out by those who had none. */
  readonly files?: readonly CarriedFile[]
}

type Fields = Readonly<Record<string, unknown>>

// A hash tells that nobody changed a file by accident; whoever writes one on purpose can count a hash as well.

/** Whether parsed JSON has everything that a manifest needs, each of its kind. */
export function isManifest(found: Fields): found is Fields & ChurchManifest {
  const { church, accounts, copy, exportedAt, files = [] } = found
  if (!isFields(church) || !isFields(accounts) || !isFields(copy)) return false
  return (
    isChurch(church) &&
    isInstant(exportedAt) &&
    isCount(accounts['rows']) &&
    isText(accounts['sha256']) &&
    typeof accounts['withPasswords'] === 'boolean' &&
    isListOf(copy['steps'], ({ version, name, checksum }) => isCount(version) && isText(name) && isText(checksum)) &&
    isListOf(copy['tables'], isTable) &&
    isListOf(files, ({ name, sha256 }) => /^[a-z0-9-]{1,100}$/.test(String(name)) && isText(sha256)) &&
    isListOf(copy['sequences'], ({ name, last }) => isText(name) && (last === null || isText(last)))
  )
}

/** Whether parsed JSON is a list of accounts. */
export const isAccounts = (found: unknown): found is readonly KeptAccount[] =>
  isListOf(found, (account) => isId(String(account['id'])) && isText(account['email']) && isText(account['name']))

const isChurch = (church: Fields): boolean =>
  isId(String(church['id'])) &&
  isText(church['name']) &&
  isText(church['subdomain']) &&
  isText(church['locale']) &&
  denominations.some((known) => known === church['denomination']) &&
  enterable.some((known) => known === church['status']) &&
  plans.some((known) => known === church['plan']) &&
  isTimeZone(String(church['timeZone'])) &&
  isCurrency(String(church['currency'])) &&
  isInstant(church['createdAt']) &&
  (church['trialEndsAt'] === null || isInstant(church['trialEndsAt'])) &&
  isListOf(church['features'], ({ feature, enabled }) => isText(feature) && typeof enabled === 'boolean')

const enterable = ['ACTIVE', 'SUSPENDED'] as const satisfies readonly ChurchRecord['status'][]
const plans = ['TRIAL', 'BASIC', 'STANDARD', 'PREMIUM', 'ENTERPRISE'] as const satisfies readonly ChurchRecord['plan'][]

const isTable = ({ name, columns, rows, sha256 }: Fields): boolean =>
  isText(name) && Array.isArray(columns) && columns.every(isText) && isCount(rows) && isText(sha256)

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isListOf = (value: unknown, isOne: (one: Fields) => boolean): boolean =>
  Array.isArray(value) && value.every((one) => isFields(one) && isOne(one))

const isText = (value: unknown): boolean => typeof value === 'string' && value !== ''
const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && Number(value) >= 0
const isInstant = (value: unknown): boolean => parseInstant(String(value)) !== null
