import type { Needs } from '../platform/context.js'
import type { Page, PageRequest } from '../platform/page.js'
import type { ApiKey } from './api-key.js'
import { apiKeyPage, countApiKeys } from './api-keys.repository.js'

/** A page of the church's keys, newest first, revoked and expired ones too. Throws BAD_CURSOR, BAD_USER_INPUT. */
export function apiKeys({ control }: Needs<'control'>, request: PageRequest): Promise<Page<ApiKey>> {
  // Counted when asked for, by when the read of the page is over.
  return control.read((keys) => apiKeyPage(keys, request, () => control.read(countApiKeys)))
}
