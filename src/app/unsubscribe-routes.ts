import type { RequestHandler } from 'express'
import { readEndingToken, unsubscribe } from '../notifications/index.js'
import type { Ctx } from '../platform/context.js'
import { inChurch } from './in-church.js'
import type { Parts } from './parts.js'

/** Where mails about notifications are ended. */
export const unsubscribePath = '/api/v1/notifications/unsubscribe'

/**
 * `GET`: a page that asks, and changes nothing: mail servers open every link. `POST`, by the page's button or by a mail
 * program (RFC 8058): ends the mails that the link names. Neither asks who it is; the link was sent to nobody else.
 */
export const unsubscribeRoute = (parts: Parts, baseDomain: string): RequestHandler =>
  inChurch({ parts, baseDomain, asks: 'nobody' }, async (ctx, request, response) => {
    const token = typeof request.query['token'] === 'string' ? request.query['token'].slice(0, 2000) : ''
    const isPost = request.method === 'POST'
    const ended = isPost ? await unsubscribe(ctx, token) : readEndingToken(ctx.seals, ctx.church, token)?.categories
    response
      .status(ended ? 200 : 404)
      .set({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' })
      .type('html')
      .send(pageOf(ctx, ended ?? null, isPost))
  })

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escaped = (text: string): string => text.replaceAll(/[&<>"]/g, (sign) => escapes[sign] ?? sign)

function pageOf({ church }: Ctx, ended: readonly string[] | null, isDone: boolean): string {
  const name = escaped(church.name)
  const kinds = escaped((ended ?? []).map((category) => category.toLowerCase().replaceAll('_', ' ')).join(', '))
  const said = isDone
    ? `<p>${name} sends you no more mails about: ${kinds}. Everything else stays as it is.</p>`
    : `<p>Get no more mails from ${name} about: ${kinds}?</p><form method="post"><button>Unsubscribe</button></form>`
  const body = ended ? said : '<p>This link is not valid, or not complete.</p>'
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>${name}</title>${body}</html>\n`
}
