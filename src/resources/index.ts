export { resourceRefusals } from './resource.js'
