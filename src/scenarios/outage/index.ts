export { oneOfThreeDead } from './oneOfThreeDead.ts'
export { providerOutage } from './providerOutage.ts'
