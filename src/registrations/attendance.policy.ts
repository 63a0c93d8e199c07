import type { Event } from '../events/index.js'
import type { Viewer } from '../platform/context.js'

type AttendanceRight = 'attendance.read' | 'attendance.create' | 'attendance.write'

/** Whether a right about attendance reaches an event: any, or one of a ministry that the viewer leads or assists in. */
export function mayAttend(viewer: Viewer, right: AttendanceRight, { leaderIds }: Pick<Event, 'leaderIds'>): boolean {
  const scope = viewer.grants.get(right)
  return scope === 'ALL' || (scope === 'GROUP' && viewer.memberId !== null && leaderIds.includes(viewer.memberId))
}
