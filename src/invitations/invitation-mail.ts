import { churchPage } from '../churches/index.js'
import { letter } from '../mailed-links/index.js'
import { isBefore } from '../platform/instant.js'
import type { MailTemplate } from '../platform/mail/mail-task.js'
import { armInvitation, findInvitation } from './invitations.repository.js'

/** The mail that brings an invitation's link; none is sent for one that was accepted, revoked or is over. */
export const invitationMail: MailTemplate = {
  template: 'invitation',
  async render(ctx, data, links) {
    const { invitationId } = data as { readonly invitationId: string }
    const invitation = await ctx.control.read((control) => findInvitation(control, invitationId))
    if (!invitation || invitation.acceptedAt || invitation.revokedAt) return null
    if (!isBefore(ctx.clock.now(), invitation.expiresAt)) return null
    const { secret, hash } = links.secretOf('invitation', invitationId)
    await ctx.control.write((control) => armInvitation(control, invitationId, hash))
    const page = `${await churchPage(ctx, 'accept-invitation')}#token=${secret}`
    return letter(
      ctx,
      { address: invitation.email, name: invitation.name },
      {
        subject: 'You are invited',
        text: `You are invited to an account at ${ctx.church.name}. Choose a password here, within seven days:\n\n${page}\n\nIf you did not expect this, do nothing.`,
      },
    )
  },
}
