import type { Request, RequestHandler } from 'express'
import { readCalendar } from '../calendar-feeds/index.js'
import { asDate } from '../platform/instant.js'
import { inChurch } from './in-church.js'
import type { Parts } from './parts.js'

/**
 * `GET /api/v1/events/calendar.ics`: events for calendar programs, by `?token=` those of a secret link; 404 for one that does
 * not count. Who has them already is answered 304: by If-None-Match, or, without it, by If-Modified-Since.
 */
export const calendarRoute = (parts: Parts, baseDomain: string): RequestHandler =>
  inChurch({ parts, baseDomain, asks: 'nobody' }, async (ctx, request, response) => {
    const token = new URL(request.originalUrl, 'http://calendar.invalid').searchParams.get('token')
    const calendar = await readCalendar(ctx, token)
    if (!calendar) {
      const message = 'There is no calendar behind this link.'
      response.status(404).json({ errors: [{ message, extensions: { code: 'NOT_FOUND' } }] })
      return
    }
    const { etag, modifiedAt, text } = calendar
    response.set({ etag, 'cache-control': 'private, no-cache', 'referrer-policy': 'no-referrer' })
    if (modifiedAt !== null) response.set('last-modified', asDate(modifiedAt).toUTCString())
    ignoreNonsense(request)
    if (request.fresh) response.status(304).end()
    else response.set('content-type', 'text/calendar; charset=utf-8').send(await text())
  })

/** As RFC 9110 (5.6.7) writes dates; the form of asctime names no zone, and nobody has sent it for decades. */
const httpDate = /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*, .*\d GMT$/

/** Express would take whatever JavaScript reads as a date: what is none is not there (RFC 9110, 13.1.3). */
function ignoreNonsense({ headers }: Request): void {
  const since = headers['if-modified-since']
  if (since !== undefined && !httpDate.test(since)) delete headers['if-modified-since']
}
