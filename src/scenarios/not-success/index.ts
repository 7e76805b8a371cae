export { baseResp } from './baseResp.ts'
export { errorObject } from './errorObject.ts'
export { notAnAnswer } from './notAnAnswer.ts'
