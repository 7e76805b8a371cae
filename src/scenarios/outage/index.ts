export { brownout } from './brownout.ts'
export { oneOfThreeDead } from './oneOfThreeDead.ts'
export { providerOutage } from './providerOutage.ts'
