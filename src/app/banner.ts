import { demoPassword, type DemoSignIn } from './demo/make-demo.js'
import type { Settings } from './environment.js'

/** What somebody who started the server needs to know next: where it is, and how to sign in. */
export function banner(
  { baseDomain, redisUrl, workers }: Settings,
  { port, demoSignIns }: { readonly port: number; readonly demoSignIns: readonly DemoSignIn[] },
): string {
  const signIns = demoSignIns.map(
    ({ subdomain, email }) => `    ${email.padEnd(26)} at http://${subdomain}.${baseDomain}:${port}`,
  )
  const lines = [
    '',
    '  FaithFlow is ready.',
    '',
    `  API       http://<church>.${baseDomain}:${port}/graphql   (or http://api.${baseDomain}:${port}/graphql with X-Church)`,
    `  Explorer  http://${demoSignIns[0]?.subdomain ?? 'api'}.${baseDomain}:${port}/explorer`,
    ...(workers > 1 ? [`  Workers   ${workers} processes`] : []),
    ...(redisUrl ? [] : ['  Live      this process only; set REDIS_URL to run several']),
    ...(signIns.length > 0 ? ['', `  Sign in with the password ${demoPassword}:`, ...signIns] : []),
    '',
    '  Ctrl-C stops it.',
    '',
  ]
  return `${lines.join('\n')}\n`
}
