export { quickCases } from './bounds.ts'
export { randomCase } from './randomCase.ts'
