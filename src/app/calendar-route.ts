import type { RequestHandler } from 'express'
import { readCalendar } from '../calendar-feeds/index.js'
import { asDate } from '../platform/instant.js'
import type { Parts } from './context.js'
import { inChurch } from './in-church.js'

/**
 * `GET /api/v1/events/calendar.ics`: events for calendar programs, by `?token=` those of a secret link. Who has them already
 * and says so (If-None-Match) is answered 304.
 */
export const calendarRoute = (parts: Parts, baseDomain: string): RequestHandler =>
  inChurch({ parts, baseDomain, asks: 'nobody' }, async (ctx, request, response) => {
    const token = new URL(request.originalUrl, 'http://calendar.invalid').searchParams.get('token')
    const { etag, changedAt, text } = await readCalendar(ctx, token)
    response.set({ etag, 'cache-control': 'private, no-cache', 'referrer-policy': 'no-referrer' })
    if (changedAt !== null) response.set('last-modified', asDate(changedAt).toUTCString())
    // By the tag alone: a deleted event leaves no later date behind.
    const known = request.headers['if-none-match']?.split(',').map((tag) => tag.trim().replace(/^W\//, ''))
    if (known?.includes(etag)) response.status(304).end()
    else response.set('content-type', 'text/calendar; charset=utf-8').send(await text())
  })
