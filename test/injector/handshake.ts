import type { ConnectionOptions } from 'node:tls'
import { always, type FaultSpec } from '../../src/faults/index.ts'
import type { Case, Stage } from './case.ts'
import { bent, found, heard, listen } from './connection.ts'
import { chatRequest } from './http.ts'
import { recordsIn, sayHello } from './hello.ts'
import type { Ending } from './rawReader.ts'

/** A ClientHello that is answered with these bytes (often none), and then a FIN, an RST or silence (undefined). */
export function helloMeets(
  fault: FaultSpec,
  { bytes = '', ending }: { readonly bytes?: string; readonly ending: Ending | undefined },
): Case {
  return bent(fault, { tls: true }, async (stage: Stage) => {
    const { raw, tls, saidAtMs } = await sayHello(stage.url)
    await listen(raw, ending)
    const finding = heard(stage, raw, saidAtMs, { bytes, ending })
    raw.close()
    tls.destroy()
    return { ...finding, saw: `after the ClientHello ${finding.saw}` }
  })
}

/** A handshake that TLS itself ends: the code that the client sees, and what the records say where they can be read. */
export function helloEnds(
  fault: FaultSpec,
  variant: string,
  options: ConnectionOptions,
  owed: { readonly outcome: string; readonly lastRecord: string; readonly later?: string },
): Case {
  return bent(fault, { tls: true, variant }, async ({ url }: Stage) => {
    const { raw, tls, outcome } = await sayHello(url, options)
    const met = await outcome
    const later = owed.later === undefined ? undefined : await errorOf(tls)
    if (owed.later === undefined && owed.outcome !== 'secure') await listen(raw, 'fin')
    const last = recordsIn(raw.received).at(-1) ?? 'nothing'
    raw.close()
    tls.destroy()
    return found(`handshake: ${met}${later === undefined ? '' : `, then ${later}`}, the last record: ${last}`, [
      met === owed.outcome ? '' : `the handshake ends with ${met} instead of ${owed.outcome}`,
      last === owed.lastRecord ? '' : `the last record is ${last} instead of ${owed.lastRecord}`,
      later === owed.later ? '' : `after it comes ${later} instead of ${owed.later}`,
    ])
  })
}

/** An answer over TLS 1.2, where the kind of a record can be read: `alert` is the close_notify before a FIN. */
export function closesWith(fault: FaultSpec, lastRecord: 'alert' | 'data'): Case {
  const script = { models: { m: [always(fault)] }, origins: { gateway: { serves: ['m'], tls: true } } }
  return {
    fault,
    stream: false,
    variant: 'over TLS, below it',
    script,
    play: async ({ url }: Stage) => {
      const { raw, tls, outcome } = await sayHello(url, { maxVersion: 'TLSv1.2' })
      await outcome
      tls.write(chatRequest(url, false))
      await listen(raw, 'fin')
      const last = recordsIn(raw.received).at(-1)
      raw.close()
      tls.destroy()
      return found(`the last record before the ${String(raw.ending?.how).toUpperCase()}: ${last}`, [
        last === lastRecord ? '' : `the last record is ${last} instead of ${lastRecord}`,
        raw.ending?.how === 'fin' ? '' : `${raw.ending?.how} instead of fin`,
      ])
    },
  }
}

function errorOf(tls: NodeJS.EventEmitter): Promise<string> {
  return new Promise((resolve) => {
    tls.once('error', ({ code }: NodeJS.ErrnoException) => resolve(String(code)))
    tls.once('close', () => resolve('a close'))
  })
}
