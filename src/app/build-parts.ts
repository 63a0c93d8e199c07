import { createKeyUses } from '../api-keys/index.js'
import { applicationReactions } from '../applications/applications.reactions.js'
import type { Catalogue } from '../churches/index.js'
import { householdReactions } from '../households/households.reactions.js'
import { importReactions } from '../imports/imports.reactions.js'
import { invitationReactions } from '../invitations/invitations.reactions.js'
import { ministryReactions } from '../ministries/ministries.reactions.js'
import { missedMessages, newestSequence, notificationReactions, notificationTopic } from '../notifications/index.js'
import { documentReactions } from '../photos/photos.reactions.js'
import { createAccessTokens } from '../platform/access-tokens.js'
import { changeTopic } from '../platform/audit/changes-of.js'
import { createDns } from '../platform/dns.js'
import { createFileLinks } from '../platform/files/file-links.js'
import { createChangeFeed, parseChanges } from '../platform/live/change-feed.js'
import { createHub, type Hub } from '../platform/live/hub.js'
import { parseLiveMessage } from '../platform/live/live-message.js'
import type { Stored } from '../platform/outbox/announcement.js'
import { startRelay } from '../platform/outbox/relay.js'
import type { Gate } from '../platform/tenancy/gate.js'
import { registrationReactions } from '../registrations/registrations.reactions.js'
import { resourceReactions } from '../resources/resources.reactions.js'
import { workflowReactions } from '../workflows/workflows.reactions.js'
import type { AppOptions } from './app-options.js'
import { findViewersTogether } from './find-viewers-together.js'
import { createKnownViewers } from './known-viewers.js'
import { readOrigins } from './origin.js'
import type { Parts } from './parts.js'
import { anyDocument } from './trusted-documents.js'

/** What newer domains do about what older ones announce, in this order. */
const reactions = [
  ...[...documentReactions, ...householdReactions, ...ministryReactions],
  ...invitationReactions,
  ...[...applicationReactions, ...workflowReactions, ...registrationReactions, ...resourceReactions],
  ...[...notificationReactions, ...importReactions],
]

/** Builds what every request, socket and job is served with. */
export async function buildParts(options: AppOptions, catalogue: Catalogue): Promise<Parts> {
  const { gate, pool, limits, seals, files, privateKey, baseDomain, dns = createDns(), clock, log } = options
  const { isProduction, trustProxy = 0, documents = anyDocument, isRateLimited = true } = options
  const { previousKeys = [], pagesUrl = `https://{church}.${baseDomain}` } = options
  const tokens = await createAccessTokens({ privateKey, previousKeys, issuer: `https://api.${baseDomain}`, clock })
  const live = buildHub(options, catalogue)
  const publish = async ({ church, body }: Stored): Promise<void> => {
    const message = parseLiveMessage(body)
    // notifications alone writes this topic, and only what the parser reads.
    if (!message) throw new Error('The outbox holds a notification that cannot be read.')
    await live.publish(church, message)
  }
  const changes = createChangeFeed(options)
  const publishChanges = async ({ church, body }: Stored): Promise<void> => {
    const parsed = parseChanges(body)
    // What cannot be read is lost to nobody: listeners are told no more than to fetch anew.
    await changes.publish(church, parsed ?? { v: 1, changes: null })
  }
  const topics = { [notificationTopic]: publish, [changeTopic]: publishChanges }
  const relay = startRelay({ cells: gate.cells, openOutbox: (cell) => gate.outbox(cell), topics, log })
  const originOf = readOrigins(trustProxy, log)
  const policy = { originOf, documents, isProduction, isRateLimited, pagesUrl }
  const keyUses = createKeyUses({ desk: (churchId) => gate.control(churchId), clock, log })
  const fileLinks = createFileLinks(privateKey)
  const findViewer = findViewersTogether(gate, clock)
  const viewers = createKnownViewers(clock)
  const told = { relay, live, changes, findViewer, viewers, reactions, keyUses, files, fileLinks }
  return { ...told, gate, catalogue, pool, limits, ...policy, tokens, seals, clock, log, dns, baseDomain }
}

function buildHub({ gate, pubSub, log }: AppOptions, catalogue: Catalogue): Hub {
  const read = async <T>(key: string, work: (db: ReturnType<Gate['church']>['db']) => Promise<T>): Promise<T> => {
    // Each time: a church keeps its key, its channel and its sequence when it moves.
    const session = gate.church({ cell: await catalogue.cellOf(key), key })
    try {
      return await work(session.db)
    } finally {
      await session.end()
    }
  }
  return createHub({
    pubSub,
    log,
    currentSeq: (church) => read(church, newestSequence),
    readMissed: ({ church, ...stretch }) => read(church, (db) => missedMessages(db, stretch)),
  })
}
