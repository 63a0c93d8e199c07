import type { Ctx, Needs } from '../platform/context.js'
import { domainsOfChurch } from './domains.repository.js'

/**
 * The address of a page of the church: at its own primary domain when it has proved one, else where the server's settings
 * say that pages are.
 */
export async function churchPage(ctx: Needs<'control'> & Pick<Ctx, 'page'>, path: string): Promise<string> {
  const domains = await ctx.control.read(domainsOfChurch)
  const own = domains.find(({ isPrimary, kind, verifiedAt }) => isPrimary && kind === 'CUSTOM' && verifiedAt !== null)
  return own ? new URL(path, `https://${own.host}/`).href : ctx.page(path)
}
