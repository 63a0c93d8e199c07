/**
 * The script that starts Altair in the browser, with `options` of Altair that are the same for all. What depends on the
 * host is read off the page's own address there, so that nothing of a request is written into the page.
 */
export const startScript = (options: Readonly<Record<string, unknown>>): string =>
  [`const options = ${asLiteral(options)}`, readAddress, stopListeners, startAltair, beginWithFirst].join('\n\n')

// `<` would let a text end the script.
const asLiteral = (value: unknown): string => JSON.stringify(value).replaceAll('<', String.raw`\u003c`)

const readAddress = String.raw`
// A church's host names it first; on the central host the address may.
const named = new URLSearchParams(location.search).get('church') ?? location.hostname.split('.')[0]
const church = /^(api|localhost|\d+)$|[^a-z0-9-]/.test(named) ? '' : named
const place = 'faithflow_' + church + '_'
`.trim()

const stopListeners = String.raw`
// Altair remembers which windows were listening, but has no socket for them: they would seem to listen for ever.
const stopListeners = async () => {
  const databases = await indexedDB.databases()
  if (!databases.some(({ name }) => name === 'AltairDB')) return
  const database = await new Promise((resolve, reject) => {
    const opening = indexedDB.open('AltairDB')
    opening.onsuccess = () => resolve(opening.result)
    opening.onerror = opening.onblocked = reject
  })
  const writing = database.transaction('appState', 'readwrite')
  const reading = writing.objectStore('appState').openCursor()
  reading.onsuccess = () => {
    const cursor = reading.result
    if (!cursor) return
    const value = cursor.value.value.replace(/"(isLoading|isSubscribed)":true/g, '"$1":false')
    cursor.update({ ...cursor.value, value })
    cursor.continue()
  }
  await new Promise((resolve) => (writing.oncomplete = writing.onabort = resolve))
  database.close()
}
// Without it the explorer is as good as Altair is elsewhere.
await stopListeners().catch(() => undefined)
`.trim()

const startAltair = String.raw`
AltairGraphQL.init({
  ...options,
  subscriptionsProtocol: location.protocol === 'https:' ? 'wss' : 'ws',
  instanceStorageNamespace: place,
  initialEnvironments: {
    activeSubEnvironment: 'session',
    subEnvironments: [{ id: 'session', title: 'Session', variables: { church, accessToken: '' } }],
  },
})
`.trim()

const beginWithFirst = String.raw`
// Altair opens its last window; whoever comes for the first time begins with the first.
const tabs = document.getElementsByTagName('app-window-switcher-item')
const observer = new MutationObserver(() => {
  if (tabs.length < options.initialWindows.length) return
  observer.disconnect()
  localStorage.setItem(place + 'visited', 'yes')
  tabs[0].firstElementChild.click()
})
if (!localStorage.getItem(place + 'visited')) observer.observe(document.body, { childList: true, subtree: true })
`.trim()
