import { type AuthOptions, refreshRoute, signOutRoute } from './auth-routes.js'
import { calendarRoute } from './calendar-route.js'
import type { ChurchRoute } from './church-route.js'
import { exportRoutes } from './export-routes.js'
import { photoRoutes } from './file-routes.js'
import { importFileRoute, refusedRowsRoute } from './import-routes.js'
import { unsubscribePath, unsubscribeRoute } from './unsubscribe-routes.js'

/**
 * Every route that answers with what a church has, or changes it: sign-in by cookie, exports, imports, photos, calendars,
 * and the page that ends mails. No other is mounted, and each has a row in `testing/route-rows.ts`: strangers and
 * neighbours are refused at all of them.
 */
export const churchRoutes = (options: AuthOptions): readonly ChurchRoute[] => {
  const { parts, baseDomain } = options
  return [
    { method: 'post', path: '/auth/refresh', answer: refreshRoute(options) },
    { method: 'post', path: '/auth/sign-out', answer: signOutRoute(options) },
    ...exportRoutes(parts),
    { method: 'all', path: '/api/v1/imports/:id/file', answer: importFileRoute(parts, baseDomain) },
    { method: 'get', path: '/api/v1/imports/:id/refused-rows', answer: refusedRowsRoute(parts, baseDomain) },
    ...photoRoutes(parts),
    { method: 'get', path: '/api/v1/events/calendar.ics', answer: calendarRoute(parts, baseDomain) },
    { method: 'get', path: unsubscribePath, answer: unsubscribeRoute(parts, baseDomain) },
    { method: 'post', path: unsubscribePath, answer: unsubscribeRoute(parts, baseDomain) },
  ]
}
