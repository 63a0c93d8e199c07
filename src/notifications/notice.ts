import { englishTexts } from './english-texts.js'
import type { NoticeParams, NoticeText, NoticeTexts, NoticeType } from './notice-params.js'
import { cut, type NewNotification } from './notification.js'

/** What is told beside the text: the rest follows from the type. */
export type Notice<Type extends NoticeType> = Omit<NewNotification, 'type' | 'title' | 'message' | 'params'> & {
  readonly type: Type
  readonly params: NoticeParams[Type]
}

/** A notification of a type whose text is ours: kept in English, with what it takes to say it otherwise. */
export function notice<Type extends NoticeType>(told: Notice<Type>): NewNotification {
  return { ...told, ...textIn(englishTexts, told.type, told.params), params: { ...told.params } }
}

/** The text of a type in one language, no longer than a notification holds. */
export function textIn<Type extends NoticeType>(
  texts: NoticeTexts,
  type: Type,
  params: NoticeParams[Type],
): NoticeText {
  const { title, message } = texts[type](params)
  return { title: cut(title, 255), message: cut(message, 500) }
}
