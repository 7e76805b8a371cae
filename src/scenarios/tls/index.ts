export { badCertificates } from './certificates.ts'
