import { hasOwnFaults, type Script } from '../../faults/index.ts'
import { RealClock, UndiciTransport } from '../../runtime/index.ts'
import { credentialNames, placeEndpoints } from '../place.ts'
import type { OpenBenchWorld } from './benchWorld.ts'
import { playMock } from './playedMock.ts'
import { threadMock } from './threadMock.ts'

/**
 * The mock of a plan on real sockets of loopback, in a thread of its own: what it has to do does not make the load late. A script
 * with faults of the user's own, which are code and cannot go there, is played in this one. `onBug` is told what a fault threw.
 * Rejects if the script cannot be played.
 */
export async function openLoopbackWorld(
  script: Script,
  seed: number,
  onBug: (error: Error) => void = () => {},
): Promise<OpenBenchWorld> {
  const setup = { script, seed, credentials: [...credentialNames(script)] }
  const play = hasOwnFaults(script) ? playMock : threadMock
  const mock = await play(setup, onBug as (error: unknown) => void)
  const { certificateAuthority } = mock
  const transport = new UndiciTransport({
    loopbackOnly: true,
    http2: Object.values(script.origins ?? {}).some(({ http2 }) => http2 === true),
    ...(certificateAuthority === undefined ? {} : { certificateAuthority, trust: 'only' as const }),
  })
  return {
    clock: new RealClock(),
    transport,
    endpoints: placeEndpoints(script, mock.origins),
    truth: () => mock.truth(),
    close: async () => {
      await transport.close()
      await mock.close()
    },
  }
}
