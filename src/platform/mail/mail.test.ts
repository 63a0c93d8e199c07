import { describe, expect, it } from 'vitest'
import { newPrivateKey } from '../access-tokens.js'
import { createLinkSecrets, hashOfSecret } from './link-secrets.js'
import { checkMail, isAddress, type Mail, WrongMail } from './mail.js'

const mail: Mail = { to: { address: 'ama@people.example' }, subject: 'Welcome', text: 'Hello.' }

describe('a mail', () => {
  it('may have names and letters of any language', () => {
    expect(() =>
      checkMail({ ...mail, to: { address: 'ama@people.example', name: 'Áma, "the" Mensah' }, subject: 'Café' }),
    ).not.toThrow()
  })

  it.each<[string, Partial<Mail>]>([
    ['a line break in the subject', { subject: 'Welcome\r\nBcc: all@elsewhere.example' }],
    ['a bare line feed', { subject: 'Welcome\nBcc: all@elsewhere.example' }],
    ['a line separator of Unicode', { subject: 'Welcome\u2028Bcc: all@elsewhere.example' }],
    ['a null', { subject: 'Welcome\u0000' }],
    ['no subject', { subject: ' ' }],
    ['a line break in the name', { to: { address: 'ama@people.example', name: 'Ama\r\nBcc: x' } }],
    ['a line break in the sender', { senderName: 'Grace\r\nBcc: all@elsewhere.example' }],
    ['two receivers', { to: { address: 'ama@people.example,all@elsewhere.example' } }],
    ['a line break in the address', { to: { address: 'ama@people.example\r\nRCPT TO:<x@y.example>' } }],
    ['an address in brackets', { to: { address: '<ama@people.example>' } }],
    ['a line break where answers go', { replyTo: { address: 'a@b.example\nBcc: c@d.example' } }],
    ['a page for ending mails that is none', { unsubscribeUrl: 'https://a.example/>\r\nBcc: x' }],
  ])('is refused with %s', (_what, change) => {
    expect(() => checkMail({ ...mail, ...change })).toThrow(WrongMail)
  })

  it('goes to one address', () => {
    expect(['a@b.example', 'a+b@c.d.example', 'ämä@éa.example'].map(isAddress)).toEqual([true, true, true])
    expect(['', 'a', 'a@', '@b', 'a@b@c', 'a b@c', 'a@b, c@d', '"a"@b'].some(isAddress)).toBe(false)
  })
})

describe('the secret of a link', () => {
  const links = createLinkSecrets(newPrivateKey())

  it('is the same for one row each time, and known by its hash', () => {
    const first = links.secretOf('invitation', 'row')

    expect(links.secretOf('invitation', 'row')).toEqual(first)
    expect(first.secret).toMatch(/^[\w-]{43}$/)
    expect(hashOfSecret(first.secret)).toEqual(first.hash)
  })

  it('is another for another row, purpose or key', () => {
    const other = createLinkSecrets(newPrivateKey())

    const secrets = [
      links.secretOf('invitation', 'row'),
      links.secretOf('invitation', 'other'),
      links.secretOf('reset', 'row'),
      other.secretOf('invitation', 'row'),
    ]

    expect(new Set(secrets.map(({ secret }) => secret)).size).toBe(4)
  })
})
