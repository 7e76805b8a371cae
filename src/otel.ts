/** OpenTelemetry for the client: `@opentelemetry/api` is an optional peer, needed by whoever imports this. */
export type { AskedEndpoint, ProviderName } from './client/telemetry/askedEndpoint.ts'
export type { OpenTelemetrySinkOptions } from './client/telemetry/clientTelemetry.ts'
export { openTelemetrySink } from './client/telemetry/openTelemetrySink.ts'
export type { ClientEvent } from './history/index.ts'
