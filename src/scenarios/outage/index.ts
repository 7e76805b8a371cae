export { brownout } from './brownout.ts'
export { flapping } from './flapping.ts'
export { oneOfThreeDead } from './oneOfThreeDead.ts'
export { providerOutage } from './providerOutage.ts'
