import type { Foundry } from '../found-church.js'

/** What the demo makes its churches with. */
export interface DemoOptions extends Foundry {
  /** Builds one more empty church and enters it into the catalogue as WARM. */
  readonly buildWarmChurch: () => Promise<void>
}

/** One account that visitors may sign in with. */
export interface DemoSignIn {
  readonly subdomain: string
  readonly email: string
}

/** The password of every demo account: published in the README, hence never made in production. */
export const demoPassword = 'faithflow-demo'

/** Makes the demo churches that are missing; does nothing where they stand already. Returns how to sign in to them. */
export async function makeDemo(_options: DemoOptions): Promise<readonly DemoSignIn[]> {
  return []
}
