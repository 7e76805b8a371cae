export { awsStandard } from './awsStandard.ts'
export { openaiRules } from './openaiRules.ts'
