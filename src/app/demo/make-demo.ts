import { type Church, churchAt } from '../../churches/index.js'
import { hashPassword, hasUsers } from '../../identity/index.js'
import { foundChurch, type Foundry } from '../found-church.js'
import { accountsOf, addAccounts, addressesOf, type DemoAccounts } from './demo-accounts.js'
import type { DemoChurch } from './demo-church.js'
import { fillChurch, planContents } from './fill-church.js'
import { gracechurch } from './gracechurch/church.js'
import { olamchurch } from './olamchurch/church.js'

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

const demoChurches: readonly DemoChurch[] = [olamchurch, gracechurch]

/**
 * Makes the demo churches that are missing and finishes those that a killed run left behind; does nothing where they
 * stand already, nor to a church of others that has the name. Returns how to sign in to them. Several processes may do
 * it at once.
 */
export async function makeDemo(options: DemoOptions): Promise<readonly DemoSignIn[]> {
  // Hashing is dear by intent, and the password is the same for all.
  let hash: Promise<string> | null = null
  const passwordHash = (): Promise<string> => (hash ??= hashPassword(demoPassword))

  const signIns: DemoSignIn[] = []
  for (const demo of demoChurches) {
    const { subdomain } = demo.founded
    const church = (await findChurch(options, demo)) ?? (await found(options, demo))
    const accounts = accountsOf(demo, church.id)
    if (await isUnfinished(options, demo, church)) await finish(options, { demo, church, accounts, passwordHash })
    const addresses = await options.gate.control(church.id).read((control) => addressesOf(control, accounts))
    signIns.push(...addresses.map((email) => ({ subdomain, email })))
  }
  return signIns
}

const findChurch = ({ catalogue }: DemoOptions, { founded }: DemoChurch): Promise<Church | null> =>
  catalogue.read((control) => churchAt(control, founded.subdomain))

/** Claims a WARM church, or one built for the purpose. */
async function found(options: DemoOptions, demo: DemoChurch): Promise<Church> {
  const claim = async (): Promise<void> => {
    if (await foundChurch(options, demo.founded)) return
    await options.buildWarmChurch()
    if (!(await foundChurch(options, demo.founded))) throw new Error('A WARM church was gone before it was claimed.')
  }
  await orFindDone(claim, async () => (await findChurch(options, demo)) !== null)

  const church = await findChurch(options, demo)
  if (!church) throw new Error('A church that was just founded is not in the catalogue.')
  return church
}

/**
 * Whether this is a demo church that a run has founded and not finished. Accounts come last, so one without any is not
 * whole, and one with any, whosever, is not ours to touch.
 */
async function isUnfinished({ gate }: DemoOptions, { founded }: DemoChurch, church: Church): Promise<boolean> {
  const isOurs =
    church.status === 'ACTIVE' && church.name === founded.name && church.denomination === founded.denomination
  return isOurs && !(await gate.control(church.id).read(hasUsers))
}

interface Unfinished {
  readonly demo: DemoChurch
  readonly church: Church
  readonly accounts: DemoAccounts
  readonly passwordHash: () => Promise<string>
}

/**
 * First the church's own tables, in one transaction that does nothing where it was done before; then both accounts, in
 * another. Wherever it is cut off, nobody can sign in to less than the whole, and the next run knows where to go on.
 */
async function finish({ gate, clock }: DemoOptions, unfinished: Unfinished): Promise<void> {
  const { demo, church, accounts } = unfinished
  // Before the transaction, which then only writes.
  const contents = planContents(demo, accounts, clock)
  const session = gate.church({ cell: church.cell, key: church.placeKey })
  await session.transaction(
    (db) => fillChurch(db, clock, contents),
    () => true,
  )

  const passwordHash = await unfinished.passwordHash()
  const desk = gate.control(church.id)
  const { admin, member } = contents.users
  await orFindDone(
    () => desk.write((control) => addAccounts(control, [admin, member], { churchId: church.id, passwordHash })),
    () => desk.read(hasUsers),
  )
}

/** Of two processes that do the same at once the database refuses one, which then finds it done by the other. */
async function orFindDone(work: () => Promise<void>, isDone: () => Promise<boolean>): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (!(await isDone())) throw error
  }
}
