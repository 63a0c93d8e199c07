import type { SendMailOptions } from 'nodemailer'
import type { SenderOptions } from './mail-transport.js'
import { checkMail, type Mail, type Mailbox } from './mail.js'

/** The mail with its headers, as nodemailer takes it. Throws WrongMail. */
export function compose(mail: Mail, id: string, { from }: SenderOptions): SendMailOptions {
  checkMail(mail)
  const { to, subject, text, html = htmlOf(text), senderName = from.name, replyTo, unsubscribeUrl } = mail
  const host = from.address.slice(from.address.lastIndexOf('@') + 1)
  return {
    from: addressed({ address: from.address, ...(senderName === undefined ? {} : { name: senderName }) }),
    to: addressed(to),
    ...(replyTo ? { replyTo: addressed(replyTo) } : {}),
    ...{ subject, text, html, messageId: `<${id}@${host}>` },
    // Nobody's out-of-office note answers a machine.
    headers: { 'Auto-Submitted': 'auto-generated', ...(unsubscribeUrl === undefined ? {} : listOf(unsubscribeUrl)) },
    disableFileAccess: true,
    disableUrlAccess: true,
  }
}

const addressed = ({ address, name = '' }: Mailbox): { address: string; name: string } => ({ address, name })

/** Spelt out: nodemailer's own `list` would write the second as the address of a page, and no mail program read it. */
const listOf = (url: string): Readonly<Record<string, string>> => ({
  'List-Unsubscribe': `<${url}>`,
  'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
})

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escaped = (text: string): string => text.replaceAll(/[&<>"]/g, (sign) => escapes[sign] ?? sign)

/** A plain text as HTML: paragraphs, and pages that stand alone on a line as links. */
function htmlOf(text: string): string {
  const paragraphs = text.trim().split(/\n{2,}/)
  const lines = (paragraph: string): string => paragraph.split('\n').map(lineOf).join('<br>\n')
  const body = paragraphs.map((paragraph) => `<p>${lines(paragraph)}</p>`).join('\n')
  return `<!doctype html>\n<html><body style="font-family: sans-serif; max-width: 36em">\n${body}\n</body></html>\n`
}

function lineOf(line: string): string {
  const url = /^https?:\/\/\S+$/.exec(line.trim())?.[0]
  return url ? `<a href="${escaped(url)}">${escaped(url)}</a>` : escaped(line)
}
