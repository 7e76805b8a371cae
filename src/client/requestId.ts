import type { TransportHeaders } from '../runtime/index.ts'
import { requestIdHeaders } from './dialects/index.ts'

const ofTheApi: readonly string[] = [...new Set(['x-request-id', 'request-id', ...requestIdHeaders])]

/** An id to quote to support is short and printable; whatever else came in the header is none. */
const plausibleId = /^[!-~]{1,200}$/

/** The API's own id goes before the body's, and that before the one of the edge in front of it. */
export function requestIdOf(headers: TransportHeaders, inBody?: string): string | null {
  for (const name of ofTheApi) {
    const id = first(headers[name])
    if (isPlausible(id)) return id
  }
  return [inBody, first(headers['cf-ray'])].find(isPlausible) ?? null
}

function isPlausible(id: string | undefined): id is string {
  return id !== undefined && plausibleId.test(id)
}

function first(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value
}
