import { createPublicKey, generateKeyPairSync } from 'node:crypto'
import { availableParallelism } from 'node:os'
import { describe, expect, it } from 'vitest'
import { newPrivateKey } from '../platform/access-tokens.js'
import { newSealKey } from '../platform/seals.js'
import { readSettings, WrongSetting } from './environment.js'

const production = { NODE_ENV: 'production', JWT_PRIVATE_KEY: newPrivateKey(), ENCRYPTION_KEY: newSealKey() }

describe('readSettings', () => {
  it('needs nothing: an embedded database with a demo, on this machine only', () => {
    expect(readSettings({})).toEqual({
      isProduction: false,
      s3: null,
      compiles: true,
      port: 4000,
      host: '127.0.0.1',
      dataDir: '.data',
      databases: null,
      redisUrl: null,
      baseDomain: 'localhost',
      jwtPrivateKey: null,
      jwtPreviousKeys: [],
      encryptionKey: null,
      encryptionPreviousKeys: [],
      pagesUrl: 'http://{church}.localhost:4000',
      trustProxy: 0,
      isRateLimited: true,
      trustedDocuments: 'off',
      trustedDocumentsDir: 'trusted-documents',
      logLevel: 'info',
      demo: true,
      warmChurches: 3,
      dnsServers: [],
      worker: true,
      workers: 1,
      workerNumber: null,
      mail: { smtpUrl: null, from: { address: 'no-reply@localhost', name: 'FaithFlow' } },
    })
  })

  it('runs as many processes as WORKERS says, or as the machine has cores', () => {
    const redis = { REDIS_URL: 'redis://127.0.0.1' }
    expect(readSettings({ ...redis, WORKERS: '3' })).toMatchObject({ workers: 3, workerNumber: null })
    expect(readSettings({ ...redis, WORKERS: 'auto' }).workers).toBe(Math.min(availableParallelism(), 64))
    expect(readSettings({ ...redis, WORKERS: '3', FAITHFLOW_WORKER: '2' })).toMatchObject({ workerNumber: 2 })
    expect(() => readSettings({ ...redis, WORKERS: 'all' })).toThrow('WORKERS must be auto, or a whole number')
    expect(() => readSettings({ WORKERS: '2' })).toThrow('set REDIS_URL, or WORKERS to 1')
  })

  it('takes an empty setting for a missing one', () => {
    expect(readSettings({ PORT: '', DATABASE_URL: ' ' })).toEqual(readSettings({}))
  })

  it('makes no demo in a database that is somebody’s own, unless asked to', () => {
    const url = { DATABASE_URL: 'postgres://db.example/faith' }

    expect(readSettings(url).demo).toBe(false)
    expect(readSettings({ ...url, DEMO: 'on' }).demo).toBe(true)
    expect(readSettings({ DEMO: 'off' }).demo).toBe(false)
  })

  it('listens to everybody and makes no demo in production', () => {
    expect(readSettings(production)).toMatchObject({ isProduction: true, host: '0.0.0.0', demo: false })
  })

  it('takes a sender with a name or without', () => {
    const smtp = { SMTP_URL: 'smtps://me:secret@mail.example' }
    const from = (text: string) => readSettings({ ...smtp, MAIL_FROM: text }).mail.from

    expect(from('Grace Chapel <office@grace.example>')).toEqual({
      name: 'Grace Chapel',
      address: 'office@grace.example',
    })
    expect(from('"Grace Chapel" <office@grace.example>').name).toBe('Grace Chapel')
    expect(from('office@grace.example')).toEqual({ name: 'FaithFlow', address: 'office@grace.example' })
  })

  it('takes name servers with commas between them', () => {
    const { dnsServers } = readSettings({ DNS_SERVERS: '1.1.1.1, [2001:db8::1]:5353 127.0.0.1:53' })

    expect(dnsServers).toEqual(['1.1.1.1', '[2001:db8::1]:5353', '127.0.0.1:53'])
  })

  it('takes a key whose line breaks were written as \\n', () => {
    const key = newPrivateKey()

    expect(readSettings({ JWT_PRIVATE_KEY: key.replaceAll('\n', String.raw`\n`) }).jwtPrivateKey).toBe(key)
  })

  it('takes earlier keys one after the other, private or public', () => {
    const [one, two] = [newPrivateKey(), newPrivateKey()]
    const publicHalf = createPublicKey(two).export({ type: 'spki', format: 'pem' }).toString()

    const { jwtPreviousKeys } = readSettings({
      JWT_PREVIOUS_KEYS: `${one}${publicHalf}`.replaceAll('\n', String.raw`\n`),
    })

    expect(jwtPreviousKeys).toEqual([one.trim(), publicHalf.trim()])
  })

  it.each([
    ['earlier keys of which one is none', { JWT_PREVIOUS_KEYS: `${newPrivateKey()}secret` }, 'JWT_PREVIOUS_KEYS'],
    ['pages without a church', { PAGES_URL: 'https://x.org' }, 'PAGES_URL'],
    ['a port that is none', { PORT: 'http' }, 'PORT'],
    ['a port out of range', { PORT: '65536' }, 'PORT'],
    ['a database that is no PostgreSQL', { DATABASE_URL: 'mysql://x/y' }, 'DATABASE_URL'],
    ['a Redis that is no URL', { REDIS_URL: 'localhost' }, 'REDIS_URL'],
    ['a mail server that is none', { SMTP_URL: 'https://mail.example' }, 'SMTP_URL'],
    ['a mail server without a sender', { SMTP_URL: 'smtp://mail.example' }, 'MAIL_FROM'],
    ['a sender that is no address', { MAIL_FROM: 'Grace <grace>' }, 'MAIL_FROM'],
    ['two senders', { MAIL_FROM: 'a@b.example, c@d.example' }, 'MAIL_FROM'],
    ['a worker that is neither on nor off', { WORKER: 'maybe' }, 'WORKER'],
    ['a level nobody knows', { LOG_LEVEL: 'loud' }, 'LOG_LEVEL'],
    ['a switch that is neither on nor off', { DEMO: 'perhaps' }, 'DEMO'],
    ['a base domain with a scheme', { BASE_DOMAIN: 'https://x.org' }, 'BASE_DOMAIN'],
    ['a name server by its name', { DNS_SERVERS: '1.1.1.1, dns.example' }, 'DNS_SERVERS'],
    ['a key that is none', { JWT_PRIVATE_KEY: 'secret' }, 'JWT_PRIVATE_KEY'],
    ['production without a key', { NODE_ENV: 'production' }, 'JWT_PRIVATE_KEY'],
    ['production without a key to encrypt with', { ...production, ENCRYPTION_KEY: '' }, 'ENCRYPTION_KEY'],
    ['a key to encrypt with that is short', { ENCRYPTION_KEY: 'YWJj' }, 'ENCRYPTION_KEY'],
    ['a demo in production', { ...production, DEMO: 'on' }, 'DEMO'],
  ])('refuses %s in one line that names it', (_case, environment, name) => {
    const attempt = () => readSettings(environment)

    expect(attempt).toThrow(WrongSetting)
    expect(attempt).toThrow(new RegExp(`^${name}[^\n]*$`))
  })

  it('refuses a key of another kind', () => {
    const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey

    const attempt = () => readSettings({ JWT_PRIVATE_KEY: rsa.export({ type: 'pkcs8', format: 'pem' }).toString() })

    expect(attempt).toThrow('Ed25519')
  })

  it('never repeats a secret in its refusal', () => {
    const attempt = () => readSettings({ DATABASE_URL: 'mysql://me:hunter2@db/x' })

    expect(attempt).toThrow(expect.not.stringContaining('hunter2'))
  })

  it('takes a bucket, its key and its region out of one address', () => {
    const read = (url: string) => readSettings({ S3_URL: url }).s3

    expect(read('https://KEY:s%2Fe%40t@s3.example.org/faithflow?region=eu-west-1')).toEqual({
      ...{ bucketUrl: 'https://s3.example.org/faithflow', region: 'eu-west-1' },
      ...{ accessKeyId: 'KEY', secretAccessKey: 's/e@t' },
    })
    expect(read('http://k:s@127.0.0.1:9000/b')).toMatchObject({
      ...{ bucketUrl: 'http://127.0.0.1:9000/b', region: 'us-east-1' },
    })
    for (const wrong of [
      'x',
      'https://s3.example.org/b',
      'https://k:hush@h/',
      'https://k:hush@h/b/c',
      'ftp://k:s@h/b',
    ]) {
      expect(() => read(wrong)).toThrow(WrongSetting)
      expect(() => read(wrong)).not.toThrow('hush')
    }
  })
})
