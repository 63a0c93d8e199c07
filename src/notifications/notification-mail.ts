import type { Mail, Mailbox } from '../platform/mail/mail.js'
import type { DueItem } from './deliveries.repository.js'
import { confidentialCategories } from './preference.js'

/** What a mail about notifications is written from. */
export interface Letter {
  readonly to: Mailbox
  readonly church: string
  readonly senderName: string
  readonly replyTo: string | null
  /** The address of a page of the church. */
  readonly page: (path: string) => string
  /** Where such mails are ended by one click; null where nobody may. */
  readonly unsubscribeUrl: string | null
}

/** One notification as a mail. */
export function mailOf(item: DueItem, letter: Letter): Mail {
  const { title, body } = textOf(item)
  const text = [body, linkOf(item, letter), footOf(letter)].filter((part) => part !== null).join('\n\n')
  return { ...headOf(letter), subject: oneLine(title), text }
}

/** Several as one mail. */
export function digestOf(items: readonly DueItem[], letter: Letter): Mail {
  const subject =
    items.length === 1 ? `News from ${letter.church}` : `${items.length} pieces of news from ${letter.church}`
  const parts = items.flatMap((item) => {
    const { title, body } = textOf(item)
    return [`${title}\n${body}`, linkOf(item, letter)].filter((part) => part !== null)
  })
  return { ...headOf(letter), subject: oneLine(subject), text: [...parts, footOf(letter)].join('\n\n') }
}

/** What is confidential travels as type and link only: who may read it does so here. */
function textOf({ category, type, title, message }: DueItem): { readonly title: string; readonly body: string } {
  if (!confidentialCategories.includes(category)) return { title, body: message }
  const words = type.toLowerCase().replaceAll('_', ' ')
  return { title: `News: ${words}`, body: 'Sign in to read it.' }
}

const linkOf = ({ path }: DueItem, { page }: Letter): string | null => path && page(path.replace(/^\//, ''))

const headOf = ({ to, senderName, replyTo, unsubscribeUrl }: Letter) => ({
  to: { ...to, name: oneLine(to.name ?? '') },
  senderName: oneLine(senderName),
  ...(replyTo === null ? {} : { replyTo: { address: replyTo } }),
  ...(unsubscribeUrl === null ? {} : { unsubscribeUrl }),
})

const footOf = ({ church, unsubscribeUrl }: Letter): string =>
  unsubscribeUrl === null
    ? `You get this because you belong to ${church}.`
    : `You get this because you belong to ${church}. To get no more mails of this kind:\n${unsubscribeUrl}`

/** Names and titles come from people; a header is one line. */
const oneLine = (text: string): string => text.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim() || 'News'
