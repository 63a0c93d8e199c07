export { accountMails, letter } from './mail-texts.js'
export { mailedLinkRefusals } from './mailed-link.js'
export { mailLinkTo } from './request-link.js'
export { sendLink } from './send-link.js'
