export { addMinistry, addMinistryMember } from './ministries.repository.js'
