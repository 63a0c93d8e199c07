import type { UserError } from '../platform/refusal.js'

const shortest = 10
const longest = 128

/** What a password must not be built from: the names around it. */
export interface PasswordOwner {
  readonly email: string
  readonly name: string
  readonly churchName: string
}

// The passwords of ten and more characters that lists of stolen ones are led by; shorter ones are refused by length.
const common: ReadonlySet<string> = new Set(
  `1q2w3e4r5t 1qaz2wsx3edc 1234567890 0987654321 12345678910 123456789a a123456789 password12 password123 password1234
  passw0rd123 qwertyuiop qwerty12345 qwerty123456 qwertyuiop123 asdfghjkl1 asdfghjkl123 zxcvbnm123 1qazxsw23edc
  iloveyou123 iloveyou12 iloveyou1234 letmein123 letmein1234 welcome123 welcome1234 welcome12345 admin12345 admin123456
  administrator administrator1 changeme123 football123 baseball123 basketball superman123 princess123 sunshine123
  abcdefghij abcd123456 abc1234567 abcd1234567 jesuschrist jesuschrist1 jesus12345 godisgood1 godisgood123 godislove1
  godislove123 praisegod1 praisethelord hallelujah hallelujah1 blessed123 myfaithflow faithflow1 faithflow123
  trustno1234 monkey12345 dragon12345 master12345 michael123 liverpool1 liverpool123 manchester chelsea123 arsenal123
  p@ssw0rd123 p@ssword123 secret12345 supersecret mypassword mypassword1 mypassword123 passwordpassword
  qazwsxedcrfv computer123 internet123 samsung123 startrek123 starwars123 whatever123`.split(/\s+/),
)

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
  if (common.has(folded) || /^(.)\1+$/.test(folded))
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
