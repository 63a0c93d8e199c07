import { type AltairConfigOptions, getAltairHtml } from 'altair-static'
import { preparedOperations, signedIn } from './prepared-operations.js'
import { startScript } from './start-script.js'

/** The explorer's page, made anew for each nonce; otherwise the same for every host and visitor. */
export function createExplorerPage(): (nonce: string) => string {
  const html = getAltairHtml()
    .replace('<title>Altair</title>', '<title>FaithFlow explorer</title>')
    .replace('<base href="/" />', '<base href="/explorer/" />')
  return (nonce) => {
    const script = startScript({ ...options, cspNonce: nonce })
    return html
      .replace('<style>', () => `<style nonce="${nonce}">${hideAdverts}</style>\n<style nonce="${nonce}">`)
      .replace('</body>', () => `<script type="module" nonce="${nonce}">${script}</script>\n</body>`)
  }
}

// What asks for donations; the setting below stops what advertises.
const hideAdverts = 'app-banner-container, nz-alert[nzBanner] { display: none !important }'

const options: AltairConfigOptions = {
  endpointURL: '/graphql',
  subscriptionsEndpoint: '/graphql',
  disableAccount: true,
  persistedSettings: {
    'banners.disable': true,
    // The newer engine evaluates scripts, which our policy forbids; the older one interprets them.
    'beta.disable.newScript': true,
    'schema.reloadOnStart': true,
    disablePushNotification: true,
  },
  // For the windows that people open themselves.
  ...signedIn,
  initialWindows: preparedOperations,
}
