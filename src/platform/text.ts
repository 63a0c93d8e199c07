import type { sharedRefusals, UserError } from './refusal.js'

/** What a text field holds. `maximum` counts characters. */
export interface TextRule {
  readonly field: string
  readonly maximum: number
  readonly isRequired?: boolean
}

type TextFault = UserError<keyof typeof sharedRefusals & ('REQUIRED' | 'TOO_LONG')>

/** How many characters `text` has, as PostgreSQL counts them: code points, so that an emoji counts once. */
export const countCharacters = (text: string): number => Array.from(text).length

/** Text as it is kept: without blanks around it, and null instead of nothing. */
export function trimmed(text: string | null | undefined): string | null {
  const kept = text?.trim()
  return kept ? kept : null
}

/** What is wrong with each of several trimmed texts: empty though required, or too long. */
export function textFaults(texts: Readonly<Record<string, string | null>>, rules: readonly TextRule[]): TextFault[] {
  return rules.flatMap(({ field, maximum, isRequired }): TextFault[] => {
    const text = texts[field] ?? null
    if (text === null) return isRequired ? [fault('REQUIRED', 'Must not be empty.', field)] : []
    if (countCharacters(text) <= maximum) return []
    return [{ ...fault('TOO_LONG', `Must not be longer than ${maximum} characters.`, field), params: { maximum } }]
  })
}

const fault = <Code extends TextFault['code']>(code: Code, message: string, field: string): UserError<Code> => ({
  code,
  message,
  path: [field],
  params: null,
})

/** Whether `text` can be an e-mail address: something, one `@`, a domain with a dot; 254 characters at most (RFC 5321). */
export const isEmail = (text: string): boolean =>
  countCharacters(text) <= 254 && /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text)
