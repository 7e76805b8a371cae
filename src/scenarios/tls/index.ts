export { badCertificates } from './certificates.ts'
export { twoModelsOneBadCertificate } from './twoModelsOneBadCertificate.ts'
