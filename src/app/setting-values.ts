import { isServerAddress } from '../platform/dns.js'
import { type LogLevel, logLevels } from '../platform/log.js'
import { readTrustedProxies, type TrustedProxies } from './origin.js'
import { type Trust, trusts } from './trusted-documents.js'
import { WrongSetting } from './wrong-setting.js'

/** The port to listen on, 4000 unless given. Throws WrongSetting. */
export function readPort(text: string | null): number {
  const port = Number(text ?? 4000)
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port
  throw new WrongSetting(`PORT must be a whole number from 0 to 65535, not "${text}".`)
}

/** A host name in lower case. Throws WrongSetting. */
export function readDomain(text: string): string {
  const domain = text.toLowerCase()
  if (/^[a-z0-9-]+(\.[a-z0-9-]+)*$/.test(domain)) return domain
  throw new WrongSetting(`BASE_DOMAIN must be a host name such as faithflows.com, not "${text}".`)
}

/** The proxies that are believed; none unless given. Throws WrongSetting. */
export function readProxies(text: string | null): TrustedProxies {
  try {
    return readTrustedProxies(text)
  } catch {
    throw new WrongSetting(
      `TRUST_PROXY must be how many proxies are in front, or their networks such as 10.0.0.0/8, not "${text}".`,
    )
  }
}

/** Addresses of name servers; empty unless given. Throws WrongSetting. */
export function readServers(text: string | null): readonly string[] {
  const servers = (text ?? '').split(/[\s,]+/).filter((server) => server !== '')
  const wrong = servers.find((server) => !isServerAddress(server))
  if (wrong === undefined) return servers
  throw new WrongSetting(`DNS_SERVERS must be addresses such as 1.1.1.1, with commas between them; "${wrong}" is none.`)
}

/** Where churches’ pages are unless it is set. A development machine has no TLS. */
export const pagesAt = (baseDomain: string, port: number): string =>
  baseDomain === 'localhost' ? `http://{church}.localhost:${port}` : `https://{church}.${baseDomain}`

/** Where churches’ pages are, without a slash at the end. Throws WrongSetting. */
export function readPages(text: string): string {
  const isUsable = text.includes('{church}') && URL.canParse(text.replaceAll('{church}', 'a'))
  if (isUsable && /^https?:/.test(text)) return text.replace(/\/+$/, '')
  throw new WrongSetting('PAGES_URL must be a URL with `{church}` in it, such as https://{church}.example.org.')
}

/** A level of the log. Throws WrongSetting. */
export function readLevel(text: string): LogLevel {
  const level = logLevels.find((known) => known === text.toLowerCase())
  if (level) return level
  throw new WrongSetting(`LOG_LEVEL must be one of ${logLevels.join(', ')}, not "${text}".`)
}

/** Which operations run. Throws WrongSetting. */
export function readTrust(text: string): Trust {
  const trust = trusts.find((known) => known === text.toLowerCase())
  if (trust) return trust
  throw new WrongSetting(`TRUSTED_DOCUMENTS must be one of ${trusts.join(', ')}, not "${text}".`)
}

/** A whole number from 0 to 1000; null when it is not set. Throws WrongSetting. */
export function readCount(name: string, text: string | null): number | null {
  if (text === null) return null
  const count = Number(text)
  if (Number.isInteger(count) && count >= 0 && count <= 1000) return count
  throw new WrongSetting(`${name} must be a whole number from 0 to 1000, not "${text}".`)
}

/** A switch; null when it is not set. Throws WrongSetting. */
export function readSwitch(name: string, text: string | null): boolean | null {
  if (text === null) return null
  if (['1', 'true', 'on', 'yes'].includes(text.toLowerCase())) return true
  if (['0', 'false', 'off', 'no'].includes(text.toLowerCase())) return false
  throw new WrongSetting(`${name} must be on or off, not "${text}".`)
}
