import { isIPv6 } from 'node:net'

/**
 * Those who are counted together with an address: of IPv6 its first 64 bits, because whoever has one has them all; of
 * IPv4 the address itself, also when it is written as IPv6. Anything that is no address stays as it is.
 */
export function addressGroup(address: string): string {
  const [, mapped] = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address) ?? []
  if (mapped) return mapped
  if (!isIPv6(address)) return address

  const [head = '', tail] = address.toLowerCase().replace(/%.*$/, '').split('::')
  const front = head.split(':').filter(Boolean)
  // An IPv4 address at the end stands for two groups.
  const back = (tail ?? '')
    .split(':')
    .flatMap((group) => (group.includes('.') ? [group, group] : [group]))
    .filter(Boolean)
  const zeros = tail === undefined ? 0 : 8 - front.length - back.length
  const groups = [...front, ...Array<string>(Math.max(0, zeros)).fill('0'), ...back]
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`
}
