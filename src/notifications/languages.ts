import { englishMail, englishTexts } from './english-texts.js'
import { frenchMail, frenchTexts } from './french-texts.js'
import type { MailWords, NoticeText, NoticeTexts, NoticeType } from './notice-params.js'
import { textIn } from './notice.js'
import type { Notification } from './notification.js'

const languages: Readonly<Record<string, { readonly texts: NoticeTexts; readonly mail: MailWords }>> = {
  en: { texts: englishTexts, mail: englishMail },
  fr: { texts: frenchTexts, mail: frenchMail },
}

const languageOf = (locale: string | null) => languages[locale?.split('-')[0] ?? 'en'] ?? languages['en']

/** What mails say in the language of a BCP 47 tag; in English where it is none of ours. */
export const mailWordsIn = (locale: string | null): MailWords => languageOf(locale)?.mail ?? englishMail

/**
 * A notification in the language of a BCP 47 tag, out of its type and params; as it was told where the language is none of
 * ours, where people wrote it themselves, and where what it was made from is gone.
 */
export function saidIn(
  locale: string | null,
  { type, params, title, message }: Pick<Notification, 'type' | 'params' | 'title' | 'message'>,
): NoticeText {
  const texts = languageOf(locale)?.texts ?? englishTexts
  if (texts === englishTexts || !isNoticeType(type) || !isFilled(params)) return { title, message }
  // `notice` wrote both, and no other type has this one's params.
  return textIn(texts, type, params as never)
}

const isNoticeType = (type: string): type is NoticeType => Object.hasOwn(englishTexts, type)

/** Erasing takes away what a text was made from, and leaves no name in what is left. */
const isFilled = (params: Notification['params']): boolean =>
  typeof params === 'object' && params !== null && Object.keys(params).length > 0
