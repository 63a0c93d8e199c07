import type { Request, RequestHandler, Response } from 'express'
import { openRefusedRows, receiveFile } from '../imports/index.js'
import { Blocked } from '../platform/blocked.js'
import { inChurch } from './in-church.js'
import type { Parts } from './parts.js'

/** Milliseconds that a reader may take nothing before the connection is cut. */
const patience = 60_000

/** Milliseconds in which a client that still sends may read why its file is not wanted. */
const lingering = 2000

/**
 * `PUT` or `POST /api/v1/imports/<id>/file?token=…`: the file of an import, as it is. The address alone opens it, for one
 * file. Answers where the import stands, 422 when the file is rejected; reading stops there.
 */
export const importFileRoute = (parts: Parts, baseDomain: string): RequestHandler =>
  inChurch({ parts, baseDomain, asks: 'nobody' }, async (ctx, request, response) => {
    if (request.method !== 'PUT' && request.method !== 'POST') {
      const message = 'Send the file by PUT or POST.'
      response.status(405).set('allow', 'POST, PUT')
      response.json({ errors: [{ message, extensions: { code: 'BAD_REQUEST' } }] })
      return
    }
    const { searchParams } = new URL(request.originalUrl, 'http://import.invalid')
    const coming = { importId: idOf(request), token: searchParams.get('token') ?? '', file: request }
    const received = await receiveFile(ctx, coming).catch((error: unknown) => {
      endLater(request, response)
      throw error
    })
    const { id, status, faultCode, faultMessage, rowCount, dialect } = received
    const errors = faultCode === null ? [] : [{ message: faultMessage, extensions: { code: faultCode } }]
    if (errors.length > 0) endLater(request, response)
    response.status(errors.length > 0 ? 422 : 200).json({ id, status, rowCount, dialect, errors })
  })

/** `GET /api/v1/imports/<id>/refused-rows`: the refused rows with their reasons, as CSV; with an access token. */
export const refusedRowsRoute = (parts: Parts, baseDomain: string): RequestHandler =>
  inChurch({ parts, baseDomain, asks: 'bearer' }, async (ctx, request, response) => {
    const file = await openRefusedRows(ctx, idOf(request))
    if (!file) {
      response
        .status(404)
        .json({ errors: [{ message: 'There is no such import.', extensions: { code: 'NOT_FOUND' } }] })
      return
    }
    response.setTimeout(patience, () => response.destroy())
    response.set({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${file.fileName}"`,
    })
    await file.pour(response).catch((error: unknown) => {
      ctx.log.warn({ err: error }, 'a download was cut short')
      response.destroy()
    })
  })

function idOf(request: Request): string {
  const { id } = request.params
  if (typeof id !== 'string') throw new Blocked('BAD_USER_INPUT', 'Say which import: its id belongs in the path.')
  return id
}

/** Lets the rest of a file go nowhere, for as long as it takes to read an answer; then the connection is cut. */
function endLater(request: Request, response: Response): void {
  response.set('connection', 'close')
  request.resume()
  const timer = setTimeout(() => request.destroy(), lingering)
  request.once('close', () => clearTimeout(timer))
  request.once('end', () => clearTimeout(timer))
}
