export { quickCases } from './bounds.ts'
export { boundedCase, randomCase } from './randomCase.ts'
