export { type Church, churchRefusals, type ChurchStatus, defaultMemberPrefix, type NewChurch } from './church.js'
export { churchPage } from './church-page.js'
export { addDomain } from './add-domain.js'
export { condemnChurch, leaveTombstone } from './church-end.repository.js'
export { activePlaces, changeStatus, listChurches, renameSubdomain } from './church-life.repository.js'
export {
  beginMove,
  type ChurchMove,
  countCells,
  endMove,
  forgetLeftover,
  leftoversOf,
  switchCell,
  turnBack,
  type Whereabouts,
  whereIs,
  whereIsPlace,
} from './church-move.repository.js'
export { addChurchRecord, type ChurchRecord, churchRecord, isChurchId } from './church-record.repository.js'
export { churchSettings } from './church-settings.repository.js'
export {
  addChurchSettings,
  addWarmChurch,
  churchAt,
  churchWithKey,
  claimChurch,
  closedAmong,
  isSubdomainTaken,
  lockSettings,
  memberNumbering,
  readingNumbering,
} from './churches.repository.js'
export { giveComplimentary, turnChurch } from './platform-acts.repository.js'
export { type Domain, proofName, proofText } from './domain.js'
export { domainsOfChurch } from './domains.repository.js'
export { type Denomination, denominations } from './features.js'
export { type Catalogue, createCatalogue } from './find-church.js'
export { foldHost } from './host.js'
export {
  countQueue,
  countVersions,
  failChurch,
  failedChurches,
  finishChurches,
  forgiveFailures,
  leaseChurches,
  planWaves,
  postponeChurch,
  releaseLeases,
  renewLeases,
  sampleChurches,
} from './migration-queue.repository.js'
export { foldSubdomain, subdomainFault, subdomainFaults, type SubdomainState, subdomainStates } from './subdomain.js'
export { removeDomain } from './remove-domain.js'
export { verifyDomain } from './verify-domain.js'
export { openChurches } from './open-churches.queries.js'
