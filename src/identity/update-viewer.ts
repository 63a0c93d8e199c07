import type { Needs } from '../platform/context.js'
import { refuseAll, type UserError } from '../platform/refusal.js'
import { requireAccount } from '../platform/require-account.js'
import { textFaults, trimmed } from '../platform/text.js'
import { accountState, changeProfile, lockUser } from './identity.repository.js'
import { tellAccount } from './tell-account.js'

/** What becomes of the fields named. */
export interface UpdateViewer {
  readonly name?: string | null
  readonly locale?: string | null
}

/**
 * Changes the viewer's own name and language. A language is kept as `Intl` spells it; null goes back to the church's.
 *
 * Refuses REQUIRED for an empty name, TOO_LONG, and INVALID for what is no language tag.
 */
export async function updateViewer(ctx: Needs<'control' | 'viewer' | 'bearer' | 'refusedToken'>, input: UpdateViewer) {
  const { userId } = requireAccount(ctx)
  const name = trimmed(input.name)
  const tag = trimmed(input.locale)
  const language = tag && languageOf(tag)
  const faults = refuseAll([
    ...(input.name === undefined ? [] : textFaults({ name }, [{ field: 'name', maximum: 255, isRequired: true }])),
    ...(tag !== null && language === null ? [noLanguage] : []),
  ])
  if (faults) return faults

  const now = ctx.clock.now()
  const change = { ...(name === null ? {} : { name }), ...(input.locale === undefined ? {} : { locale: language }) }
  return ctx.control.write(async (control) => {
    const before = await lockUser(control, userId)
    const state = await accountState(control, userId)
    const user = await changeProfile(control, userId, { ...change, now })
    const was = { name: before?.name ?? null, locale: state?.locale ?? null }
    await tellAccount(ctx, control, { action: 'user.update', user, before: was, after: { ...was, ...change } })
    return user
  })
}

const noLanguage: UserError<'INVALID'> = {
  ...{ code: 'INVALID', message: 'This is not a language, such as en or fr-CI.', path: ['locale'], params: null },
}

/** The tag as BCP 47 spells it; null when it is none. */
function languageOf(tag: string): string | null {
  try {
    const [canonical] = Intl.getCanonicalLocales(tag)
    return canonical && canonical.length <= 35 ? canonical : null
  } catch {
    return null
  }
}
