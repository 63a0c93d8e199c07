import type { Needs, Viewer } from '../platform/context.js'
import { refuseAll } from '../platform/refusal.js'
import { changeOwnChurch } from './change-church.js'
import { changeChurch, chooseFeatures, forgetChoices } from './church-change.repository.js'
import { featureChoices } from './churches.repository.js'
import { effectiveFeatures, type Feature, features, restsOnSacraments } from './features.js'

/** Which features are switched, and how: null stands for the default of the denomination. */
export interface UpdateChurchFeatures {
  readonly features: Readonly<Partial<Record<Feature, boolean | null>>>
  readonly expectedVersion?: number | null
}

type Manager = Needs<'control'> & { readonly viewer: Viewer }

/**
 * Switches features; those that are not named stay as they are, and what was entered with one stays when it is off.
 *
 * Refuses INVALID for switching on what rests on sacraments while those are off, and STALE_VERSION when `expectedVersion`
 * is sent and old. Locks the church.
 */
export function updateChurchFeatures(ctx: Manager, { features: switched, expectedVersion }: UpdateChurchFeatures) {
  const named = features.filter((feature) => switched[feature] !== undefined)
  return changeOwnChurch(
    ctx,
    { action: 'church.updateFeatures', expectedVersion },
    async (control, { denomination }) => {
      const { id: churchId } = ctx.church
      const choices = new Map(await featureChoices(control, churchId))
      const chosen = new Map(named.flatMap((feature) => pair(feature, switched[feature] ?? null)))
      for (const feature of named) choices.delete(feature)
      const on = effectiveFeatures(denomination, new Map([...choices, ...chosen]))
      const useless = restsOnSacraments.filter((feature) => chosen.get(feature) && !on.has(feature))
      const refused = refuseAll(useless.map(needsSacraments))
      if (refused) return refused

      const now = ctx.clock.now()
      await forgetChoices(control, churchId, named)
      await chooseFeatures(control, { churchId, userId: ctx.viewer.userId, now }, chosen)
      await changeChurch(control, churchId, { now })
      return undefined
    },
  )
}

const pair = (feature: Feature, choice: boolean | null): readonly (readonly [Feature, boolean])[] =>
  choice === null ? [] : [[feature, choice]]

const needsSacraments = (feature: Feature) => ({
  ...({ code: 'INVALID', message: 'This needs `sacraments`: switch that on as well.', params: null } as const),
  path: ['features', feature],
})

/** Takes all choices of the church back: the defaults of its denomination count again. Refuses STALE_VERSION. */
export function applyDenominationDefaults(ctx: Manager, input: { readonly expectedVersion?: number | null }) {
  const { expectedVersion } = input
  return changeOwnChurch(ctx, { action: 'church.applyDefaults', expectedVersion }, async (control) => {
    await forgetChoices(control, ctx.church.id, features)
    await changeChurch(control, ctx.church.id, { now: ctx.clock.now() })
    return undefined
  })
}
