import { type Blocked, notAllowed, notSignedIn } from '../platform/blocked.js'
import type { Viewer } from '../platform/context.js'
import { type Asked, costOf, readVariables } from '../platform/graphql/limits/cost.js'
import { fieldNames, fragmentsOf } from '../platform/graphql/limits/shape.js'
import { payCost, payEntry, type Payer } from '../platform/limits/budgets.js'
import { mayExplore } from './may-explore.js'
import type { Parts } from './parts.js'
import { runsNothingForStrangers } from './runs-nothing.js'
import type { Somewhere } from './somewhere.js'

/** What a request pays that turns out to be no operation: reading it took as long. */
const nonsenseCost = 10

/**
 * Judges what depends on who asks and with which variables, each time anew: rules about the document alone are kept by
 * validation, which a server may skip for a document it has seen. HTTP and sockets both ask here.
 *
 * Answers its variables as resolvers will see them. Throws FORBIDDEN, UNAUTHENTICATED, QUERY_TOO_COMPLEX and THROTTLED; BAD_USER_INPUT as GraphQLError.
 */
export async function judgeOperation(
  parts: Parts,
  somewhere: Somewhere,
  asked: Omit<Asked, 'hideSuggestions'>,
): Promise<Readonly<Record<string, unknown>> | null> {
  const variables = readVariables(asked)
  await judgeRead(parts, somewhere, { ...asked, isReadable: variables !== null })
  return variables
}

/** What is judged, and what was found out about it before. */
export interface ReadAsked extends Omit<Asked, 'hideSuggestions'> {
  /** Whether graphql-js can read its variables. */
  readonly isReadable: boolean
  /** What asking at all costs, where that has not been paid. */
  readonly entry?: number
}

/** The same of an operation whose variables have been read. */
export async function judgeRead(parts: Parts, somewhere: Somewhere, asked: ReadAsked): Promise<void> {
  const blocked = parts.isProduction && isIntrospection(asked) ? whyNotExplore(somewhere) : null
  if (blocked) throw blocked
  const whole = { ...asked, hideSuggestions: parts.isProduction }
  const cost = await costWithEntry(parts, somewhere, whole)
  if (!parts.isRateLimited) return
  // Whoever forgot to sign in is told so, and not that an address has asked too much.
  const isRefused = viewerOf(somewhere) === null && somewhere.church !== null && runsNothingForStrangers(whole)
  await payCost(parts.limits, payerOf(somewhere), isRefused ? Math.min(cost, nonsenseCost) : cost)
}

async function costWithEntry(parts: Parts, somewhere: Somewhere, asked: Asked & ReadAsked): Promise<number> {
  const { isReadable, entry = 0 } = asked
  try {
    return Math.max(1, costOf(asked, isReadable)) + entry
  } catch (error) {
    // Asking for too much is asking all the same.
    if (entry > 0) await judgeEntry(parts, somewhere)
    throw error
  }
}

/** Lets in who still has something in their budget. Throws THROTTLED. */
export async function judgeEntry(parts: Parts, somewhere: Somewhere): Promise<void> {
  if (parts.isRateLimited) await payEntry(parts.limits, payerOf(somewhere))
}

/** What a list that leaves as a file costs. */
const exportCost = 200

/** Charges for an export; strangers, who get none, for asking alone. Throws THROTTLED. */
export async function judgeExport(parts: Parts, somewhere: Somewhere): Promise<void> {
  if (viewerOf(somewhere) === null) return judgeEntry(parts, somewhere)
  if (parts.isRateLimited) await payCost(parts.limits, payerOf(somewhere), exportCost)
}

/** Charges for a request that turned out to be no operation. Never throws: it has been answered. */
export async function chargeNonsense(parts: Parts, somewhere: Somewhere): Promise<void> {
  if (parts.isRateLimited) await payCost(parts.limits, payerOf(somewhere), nonsenseCost).catch(() => undefined)
}

const viewerOf = (somewhere: Somewhere): Viewer | null => (somewhere.church === null ? null : somewhere.viewer)

function whyNotExplore(somewhere: Somewhere): Blocked | null {
  const viewer = viewerOf(somewhere)
  if (!viewer) return notSignedIn()
  return mayExplore(viewer) ? null : notAllowed('Looking into the schema needs the right integrations.read.')
}

const isIntrospection = ({ document, operation }: Pick<Asked, 'document' | 'operation'>): boolean => {
  const names = fieldNames(operation.selectionSet, fragmentsOf(document))
  return names.has('__schema') || names.has('__type')
}

const payerOf = (somewhere: Somewhere): Payer => ({
  church: somewhere.church?.id ?? null,
  userId: viewerOf(somewhere)?.userId ?? null,
  apiKeyId: viewerOf(somewhere)?.apiKeyId ?? null,
  address: somewhere.origin.ip,
})
