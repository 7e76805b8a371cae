import { connectionDefaults, TransportOptionsError, UndiciTransport, type ConnectionOptions } from '../runtime/index.ts'
import { checkNames, type NamesOf } from './checkNames.ts'
import { ClientOptionsError } from './optionsError.ts'

const names: NamesOf<ConnectionOptions> = {
  ...connectionDefaults,
  certificateAuthority: 1,
  trust: 1,
  keepAliveMs: 1,
  keepAliveMaxMs: 1,
}

/** Throws a `ClientOptionsError` for what is no option of connections. */
export function checkConnection(connection: unknown): void {
  if (connection !== undefined) checkNames('connection', connection, names)
}

/** Connections of one's own; the environment's proxy is used unless the options say otherwise. */
export function openTransport(connection: Partial<ConnectionOptions> | undefined): UndiciTransport {
  try {
    return new UndiciTransport({ ...connectionDefaults, ...connection })
  } catch (error) {
    if (error instanceof TransportOptionsError) throw new ClientOptionsError(`connection: ${error.message}`)
    throw error
  }
}
