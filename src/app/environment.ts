import type { S3Settings } from '../platform/files/s3-store.js'
import type { LogLevel } from '../platform/log.js'
import { type DatabaseSettings, readDatabases, readUrl } from './database-settings.js'
import { readKey, readPreviousKeys, readSealKeys } from './key-settings.js'
import { type MailSettings, readMail } from './mail-settings.js'
import { readS3 } from './open-files.js'
import type { TrustedProxies } from './origin.js'
import { readWorkers, type WorkerSettings } from './read-workers.js'
import {
  pagesAt,
  readCount,
  readDomain,
  readLevel,
  readPages,
  readPort,
  readProxies,
  readServers,
  readSwitch,
  readTrust,
} from './setting-values.js'
import type { Trust } from './trusted-documents.js'
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
