import { randomBytes } from 'node:crypto'
import { requireViewer } from '../access/index.js'
import { mayManageMembers } from '../members/index.js'
import { notAllowed } from '../platform/blocked.js'
import type { Needs } from '../platform/context.js'
import { newId } from '../platform/ids.js'
import { addSeconds } from '../platform/instant.js'
import { hashOfSecret } from '../platform/mail/link-secrets.js'
import { refuseAll } from '../platform/refusal.js'
import { textFaults, trimmed } from '../platform/text.js'
import { inTransaction } from '../platform/transaction.js'
import { forgetLater } from './forget-imports.js'
import { importAddress } from './import-address.js'
import { addImport } from './member-imports.repository.js'

/** The file that is about to come. */
export interface CreateMemberImport {
  readonly fileName: string
  /** Whose outside ids it has; by the system it is recognised as unless given. */
  readonly source?: string | null
}

/** Seconds in which the file must begin to come. */
const uploadSeconds = 900

/**
 * Opens an import and the one address that takes its file, once and for a quarter of an hour. Has imports removed that can be
 * undone no more.
 *
 * Refuses REQUIRED and TOO_LONG; throws FORBIDDEN without `members.manage`, and THROTTLED after ten in an hour.
 */
export async function createMemberImport(
  ctx: Needs<'viewer' | 'refusedToken' | 'throttle' | 'page'>,
  input: CreateMemberImport,
) {
  const { userId } = requireViewer(ctx)
  if (!mayManageMembers(requireViewer(ctx))) throw notAllowed('Importing members needs the right members.manage.')
  const fileName = trimmed(input.fileName)
  const source = trimmed(input.source)?.toLowerCase() ?? null
  const rules = [
    { field: 'fileName', maximum: 255, isRequired: true },
    { field: 'source', maximum: 50 },
  ]
  const faults = refuseAll(textFaults({ fileName, source }, rules))
  if (faults) return faults
  await ctx.throttle('import', { by: userId })

  return inTransaction(ctx, async (ctx) => {
    const now = ctx.clock.now()
    forgetLater(ctx)
    const id = newId(ctx.clock)
    const secret = randomBytes(32).toString('base64url')
    const uploadExpiresAt = addSeconds(now, uploadSeconds)
    const opened = await addImport(ctx.db, {
      ...{ id, source, uploadExpiresAt, now, createdBy: userId, fileName: fileName ?? '' },
      uploadHash: hashOfSecret(secret),
    })
    ctx.audit({ action: 'memberImport.create', entity: 'memberImport', entityId: id, after: { fileName, source } })
    return { memberImport: opened, uploadUrl: importAddress(ctx, `${id}/file`, { token: secret }), uploadExpiresAt }
  })
}
