export { badCertificates } from './certificates.ts'
export { badHandshakes } from './handshakes.ts'
export { twoModelsOneBadCertificate } from './twoModelsOneBadCertificate.ts'
