import { readPrivateKey, readPublicKey } from '../platform/access-tokens.js'
import { isServerAddress } from '../platform/dns.js'
import type { S3Settings } from '../platform/files/s3-store.js'
import { type LogLevel, logLevels } from '../platform/log.js'
import { isAddress, type Mailbox } from '../platform/mail/mail.js'
import { readSealKey } from '../platform/seals.js'
import { type DatabaseSettings, readDatabases, readUrl } from './database-settings.js'
import { readS3 } from './open-files.js'
import { readTrustedProxies, type TrustedProxies } from './origin.js'
import { readWorkers, type WorkerSettings } from './read-workers.js'
import { type Trust, trusts } from './trusted-documents.js'
import { WrongSetting } from './wrong-setting.js'

export { WrongSetting }

/** Everything that can be set from outside, read once at start. */
export interface Settings extends WorkerSettings {
  readonly isProduction: boolean
  /** 0 takes any free port. */
  readonly port: number
  readonly host: string
  /** Home of the embedded database and of the generated key. */
  readonly dataDir: string
  /** Where control data and churches are; null for the embedded database. */
  readonly databases: DatabaseSettings | null
  /** Null for a single process. */
  readonly redisUrl: string | null
  /** Churches are at `<subdomain>.<baseDomain>`, the central host at `api.<baseDomain>`. */
  readonly baseDomain: string
  /** PKCS #8 PEM; null to generate one and keep it in `dataDir`. */
  readonly jwtPrivateKey: string | null
  /** PEMs of the keys that signed before and still verify; of each the public half is enough. */
  readonly jwtPreviousKeys: readonly string[]
  /** 32 bytes; null to generate them and keep them in `dataDir`. */
  readonly encryptionKey: Buffer | null
  /** What encrypted before and still decrypts. */
  readonly encryptionPreviousKeys: readonly Buffer[]
  /** Where churches' pages are, for links in mails; `{church}` stands for the subdomain. */
  readonly pagesUrl: string
  /** Whose `X-Forwarded-For` is believed. */
  readonly trustProxy: TrustedProxies
  /** Whether operations that come again are compiled (graphql-jit). */
  readonly compiles: boolean
  /** Whether throttles, budgets and the numbers of sockets hold. */
  readonly isRateLimited: boolean
  /** Which operations run: any, any but telling of unknown ones, or those of a manifest. */
  readonly trustedDocuments: Trust
  /** Where the manifests are. */
  readonly trustedDocumentsDir: string
  readonly logLevel: LogLevel
  /** Where files of churches are kept; null for a folder in `dataDir`. */
  readonly s3: S3Settings | null
  /** Whether two demo churches are made when they are missing. */
  readonly demo: boolean
  /** How many built churches wait to be given away, in each open cell. */
  readonly warmChurches: number
  /** Addresses of the name servers that are asked for churches' proofs; the machine's own when empty. */
  readonly dnsServers: readonly string[]
  /** Whether this server takes jobs too; off where `npm run worker` does it alone. */
  readonly worker: boolean
  readonly mail: MailSettings
}

/** How mails leave. */
export interface MailSettings {
  /** The server that takes them, smtp: or smtps:; null to have them written to files in `dataDir`. */
  readonly smtpUrl: string | null
  readonly from: Mailbox
}

/** Variables by name. */
export type Environment = Readonly<Record<string, string | undefined>>

/** What this process was started with. */
export const processEnvironment: Environment = process.env

/** What operators' commands need of the settings. */
export type OperatorSettings = Pick<
  Settings,
  'isProduction' | 'dataDir' | 's3' | 'databases' | 'logLevel' | 'warmChurches' | 'baseDomain' | 'dnsServers'
>

const reader =
  (environment: Environment) =>
  (name: string): string | null =>
    environment[name]?.trim() || null

/** Reads what operators' commands need, and nothing that only a server has. Throws WrongSetting as `readSettings`. */
export function readOperatorSettings(environment: Environment = process.env): OperatorSettings {
  const read = reader(environment)
  const isProduction = read('NODE_ENV') === 'production'
  return {
    isProduction,
    dataDir: read('DATA_DIR') ?? '.data',
    databases: readDatabases(read, Object.keys(environment)),
    logLevel: readLevel(read('LOG_LEVEL') ?? 'info'),
    warmChurches: readCount('WARM_CHURCHES', read('WARM_CHURCHES')) ?? (isProduction ? 20 : 3),
    baseDomain: readDomain(read('BASE_DOMAIN') ?? 'localhost'),
    dnsServers: readServers(read('DNS_SERVERS')),
    s3: readS3(read('S3_URL')),
  }
}

/** Reads the settings. Throws WrongSetting for the first that is missing or cannot be used. */
export function readSettings(environment: Environment = process.env): Settings {
  const read = reader(environment)
  const operator = readOperatorSettings(environment)
  const { isProduction, databases, baseDomain } = operator
  const port = readPort(read('PORT'))
  const redisUrl = readUrl(read, 'REDIS_URL', ['redis:', 'rediss:'])
  const settings: Settings = {
    ...operator,
    port,
    host: read('HOST') ?? (isProduction ? '0.0.0.0' : '127.0.0.1'),
    redisUrl,
    ...readWorkers(read, redisUrl),
    jwtPrivateKey: readKey(read('JWT_PRIVATE_KEY')),
    jwtPreviousKeys: readPreviousKeys(read('JWT_PREVIOUS_KEYS')),
    encryptionKey: readSealKeys('ENCRYPTION_KEY', read('ENCRYPTION_KEY'))[0] ?? null,
    encryptionPreviousKeys: readSealKeys('ENCRYPTION_PREVIOUS_KEYS', read('ENCRYPTION_PREVIOUS_KEYS')),
    pagesUrl: readPages(read('PAGES_URL') ?? pagesAt(baseDomain, port)),
    isRateLimited: readSwitch('RATE_LIMITS', read('RATE_LIMITS')) ?? true,
    compiles: readSwitch('GRAPHQL_JIT', read('GRAPHQL_JIT')) ?? true,
    trustedDocuments: readTrust(read('TRUSTED_DOCUMENTS') ?? 'off'),
    trustedDocumentsDir: read('TRUSTED_DOCUMENTS_DIR') ?? 'trusted-documents',
    trustProxy: readProxies(read('TRUST_PROXY')),
    worker: readSwitch('WORKER', read('WORKER')) ?? true,
    mail: readMail(read, baseDomain),
    demo: readSwitch('DEMO', read('DEMO')) ?? (databases === null && !isProduction),
  }
  refuseUnsafe(settings)
  return settings
}

function refuseUnsafe({ isProduction, jwtPrivateKey, encryptionKey, demo }: Settings): void {
  if (!isProduction) return
  if (!jwtPrivateKey) {
    throw new WrongSetting(
      'JWT_PRIVATE_KEY is required in production: set it to the output of `openssl genpkey -algorithm ed25519`.',
    )
  }
  if (!encryptionKey) {
    throw new WrongSetting(
      'ENCRYPTION_KEY is required in production: set it to the output of `openssl rand -base64 32`, and never lose it.',
    )
  }
  if (demo) throw new WrongSetting('DEMO makes accounts with a published password: switch it off in production.')
}

function readPort(text: string | null): number {
  const port = Number(text ?? 4000)
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port
  throw new WrongSetting(`PORT must be a whole number from 0 to 65535, not "${text}".`)
}

function readMail(read: (name: string) => string | null, baseDomain: string): MailSettings {
  const smtpUrl = readUrl(read, 'SMTP_URL', ['smtp:', 'smtps:'])
  const text = read('MAIL_FROM')
  if (smtpUrl !== null && text === null) {
    throw new WrongSetting('MAIL_FROM is required beside SMTP_URL: set it to "FaithFlow <no-reply@your-domain>".')
  }
  const [, name, inBrackets] = /^(?:"?([^"<>]*?)"?\s*)?<([^<>]+)>$/.exec(text ?? '') ?? []
  const address = inBrackets ?? text ?? `no-reply@${baseDomain}`
  if (!isAddress(address)) throw new WrongSetting(`MAIL_FROM must be "Name <name@domain>", not "${text}".`)
  return { smtpUrl, from: { address, name: name || 'FaithFlow' } }
}
function readDomain(text: string): string {
  const domain = text.toLowerCase()
  if (/^[a-z0-9-]+(\.[a-z0-9-]+)*$/.test(domain)) return domain
  throw new WrongSetting(`BASE_DOMAIN must be a host name such as faithflows.com, not "${text}".`)
}

function readProxies(text: string | null): TrustedProxies {
  try {
    return readTrustedProxies(text)
  } catch {
    throw new WrongSetting(
      `TRUST_PROXY must be how many proxies are in front, or their networks such as 10.0.0.0/8, not "${text}".`,
    )
  }
}

function readServers(text: string | null): readonly string[] {
  const servers = (text ?? '').split(/[\s,]+/).filter((server) => server !== '')
  const wrong = servers.find((server) => !isServerAddress(server))
  if (wrong === undefined) return servers
  throw new WrongSetting(`DNS_SERVERS must be addresses such as 1.1.1.1, with commas between them; "${wrong}" is none.`)
}

function readKey(text: string | null): string | null {
  if (text === null) return null
  // Many places that keep settings cannot hold line breaks.
  const pem = text.replaceAll(String.raw`\n`, '\n')
  try {
    readPrivateKey(pem)
    return pem
  } catch {
    throw new WrongSetting(
      'JWT_PRIVATE_KEY must be an Ed25519 key in PEM: `openssl genpkey -algorithm ed25519` makes one.',
    )
  }
}

/** A development machine has no TLS. */
const pagesAt = (baseDomain: string, port: number): string =>
  baseDomain === 'localhost' ? `http://{church}.localhost:${port}` : `https://{church}.${baseDomain}`

function readPages(text: string): string {
  const isUsable = text.includes('{church}') && URL.canParse(text.replaceAll('{church}', 'a'))
  if (isUsable && /^https?:/.test(text)) return text.replace(/\/+$/, '')
  throw new WrongSetting('PAGES_URL must be a URL with `{church}` in it, such as https://{church}.example.org.')
}

function readSealKeys(name: string, text: string | null): readonly Buffer[] {
  return (text?.split(/[\s,]+/) ?? []).map((word) => {
    const key = readSealKey(word)
    if (key) return key
    throw new WrongSetting(`${name} must be 32 bytes in Base64: \`openssl rand -base64 32\` makes them.`)
  })
}

function readPreviousKeys(text: string | null): readonly string[] {
  if (text === null) return []
  const pem = /-----BEGIN ([A-Z ]+)-----[\s\S]+?-----END \1-----/g
  const texts = text.replaceAll(String.raw`\n`, '\n')
  const keys = texts.match(pem) ?? []
  try {
    if (texts.replaceAll(pem, '').trim() !== '') throw new Error('There is something between the keys.')
    for (const key of keys) readPublicKey(key)
    return keys
  } catch {
    throw new WrongSetting(
      'JWT_PREVIOUS_KEYS must be Ed25519 keys in PEM, one after the other: earlier values of JWT_PRIVATE_KEY.',
    )
  }
}

function readLevel(text: string): LogLevel {
  const level = logLevels.find((known) => known === text.toLowerCase())
  if (level) return level
  throw new WrongSetting(`LOG_LEVEL must be one of ${logLevels.join(', ')}, not "${text}".`)
}

function readTrust(text: string): Trust {
  const trust = trusts.find((known) => known === text.toLowerCase())
  if (trust) return trust
  throw new WrongSetting(`TRUSTED_DOCUMENTS must be one of ${trusts.join(', ')}, not "${text}".`)
}

function readCount(name: string, text: string | null): number | null {
  if (text === null) return null
  const count = Number(text)
  if (Number.isInteger(count) && count >= 0 && count <= 1000) return count
  throw new WrongSetting(`${name} must be a whole number from 0 to 1000, not "${text}".`)
}

function readSwitch(name: string, text: string | null): boolean | null {
  if (text === null) return null
  if (['1', 'true', 'on', 'yes'].includes(text.toLowerCase())) return true
  if (['0', 'false', 'off', 'no'].includes(text.toLowerCase())) return false
  throw new WrongSetting(`${name} must be on or off, not "${text}".`)
}
