export { type Church, defaultMemberPrefix, type NewChurch } from './church.js'
export {
  addChurchSettings,
  addWarmChurch,
  churchAt,
  claimWarmChurch,
  lockSettings,
  memberNumbering,
} from './churches.repository.js'
export { type ChurchVersion, churchVersions, noteVersion } from './church-versions.repository.js'
export type { Denomination } from './features.js'
export { type Catalogue, createCatalogue } from './find-church.js'
