import type { Mail, Mailbox } from '../platform/mail/mail.js'
import type { DueItem } from './deliveries.repository.js'
import { mailWordsIn, saidIn } from './languages.js'
import type { NoticeText } from './notice-params.js'
import { confidentialCategories } from './preference.js'

/** What a mail about notifications is written from. */
export interface Letter {
  readonly to: Mailbox
  readonly church: string
  /** The language of who reads it, as BCP 47 tag; null for English. */
  readonly locale: string | null
  readonly senderName: string
  readonly replyTo: string | null
  /** The address of a page of the church. */
  readonly page: (path: string) => string
  /** Where such mails are ended by one click; null where nobody may. */
  readonly unsubscribeUrl: string | null
}

/** One notification as a mail. */
export function mailOf(item: DueItem, letter: Letter): Mail {
  const { title, message } = textOf(item, letter)
  const text = [message, linkOf(item, letter), footOf(letter)].filter((part) => part !== null).join('\n\n')
  return { ...headOf(letter), subject: oneLine(title), text }
}

/** Several as one mail. */
export function digestOf(items: readonly DueItem[], letter: Letter): Mail {
  const subject = mailWordsIn(letter.locale).newsFrom(letter.church, items.length)
  const parts = items.flatMap((item) => {
    const { title, message } = textOf(item, letter)
    return [`${title}\n${message}`, linkOf(item, letter)].filter((part) => part !== null)
  })
  return { ...headOf(letter), subject: oneLine(subject), text: [...parts, footOf(letter)].join('\n\n') }
}

/** What is confidential travels as type and link only: who may read it does so here. */
function textOf(item: DueItem, { locale }: Letter): NoticeText {
  if (!confidentialCategories.includes(item.category)) return saidIn(locale, item)
  const { title, message } = mailWordsIn(locale).confidential
  return { title: `${title}: ${item.type.toLowerCase().replaceAll('_', ' ')}`, message }
}

const linkOf = ({ path }: DueItem, { page }: Letter): string | null => path && page(path.replace(/^\//, ''))

const headOf = ({ to, senderName, replyTo, unsubscribeUrl }: Letter) => ({
  to: { ...to, name: oneLine(to.name ?? '') },
  senderName: oneLine(senderName),
  ...(replyTo === null ? {} : { replyTo: { address: replyTo } }),
  ...(unsubscribeUrl === null ? {} : { unsubscribeUrl }),
})

function footOf({ church, locale, unsubscribeUrl }: Letter): string {
  const { because, toEnd } = mailWordsIn(locale)
  return unsubscribeUrl === null ? because(church) : `${because(church)} ${toEnd}\n${unsubscribeUrl}`
}

/** Names and titles come from people; a header is one line. */
const oneLine = (text: string): string => text.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim() || 'News'
