import { sql, type SqlBool } from 'kysely'
import type { Viewer } from '../platform/context.js'
import type { Db } from '../platform/db/handles.js'
import { countUpTo, keysetOrder, readPage } from '../platform/db/keyset.js'
import type { Page, PageRequest } from '../platform/page.js'
import type { Workflow, WorkflowStatus, WorkflowType } from './workflow.js'
import { mayKeepWorkflows } from './workflow.policy.js'
import { workflowColumns } from './workflows.repository.js'

/** Which workflows, of those the viewer may see. */
export interface WorkflowFilter {
  readonly status?: WorkflowStatus | null
  readonly type?: WorkflowType | null
  readonly memberId?: string | null
  /** Only those the viewer is to look after. */
  readonly isMine?: boolean | null
}

const order = keysetOrder<Workflow>(
  [
    { column: 'createdAt', direction: 'desc', kind: 'instant' },
    { column: 'id', direction: 'desc', kind: 'id' },
  ],
  'member_workflow',
)

/**
 * A page of workflows, newest first: all for who keeps them, for others their own and those they are to look after.
 * Throws BAD_CURSOR, BAD_USER_INPUT.
 */
export function workflowList(
  db: Db,
  viewer: Viewer,
  request: PageRequest & { readonly filter?: WorkflowFilter | null },
): Promise<Page<Workflow>> {
  const { status, type, memberId, isMine } = request.filter ?? {}
  const { userId, memberId: ownId } = viewer
  const wanted = db
    .selectFrom('member_workflow')
    .$if(!mayKeepWorkflows(viewer), (query) =>
      query.where(sql<SqlBool>`(member_workflow.member_id = ${ownId} or member_workflow.assigned_to = ${userId})`),
    )
    .$if(Boolean(status), (query) => query.where('member_workflow.status', '=', status ?? 'PENDING'))
    .$if(Boolean(type), (query) => query.where('member_workflow.type', '=', type ?? 'BAPTISM'))
    .$if(Boolean(memberId), (query) => query.where('member_workflow.member_id', '=', memberId ?? ''))
    .$if(Boolean(isMine), (query) => query.where('member_workflow.assigned_to', '=', userId))

  return readPage(request, order, {
    rows: (after, limit) => wanted.select(workflowColumns).where(after).orderBy(order.orderBy).limit(limit).execute(),
    count: () => countUpTo(db, wanted.select('member_workflow.id')),
  })
}
