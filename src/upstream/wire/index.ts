export { mintCertificates, type Certificates } from './certificates.ts'
export { PortInUse } from './listener.ts'
export { wireRefusal } from './refusal.ts'
export { HostNotAllowed, startWireUpstream, WireRefused, type WireOptions, type WireUpstream } from './wireUpstream.ts'
