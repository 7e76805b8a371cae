import { createRandom, RealClock } from '../../runtime/index.ts'
import { startWireUpstream } from '../../upstream/wire/index.ts'
import type { MockSetup } from './mockThread.ts'
import { TruthRecorder, type UpstreamTruth } from './upstreamTruth.ts'

/** A mock that listens on loopback. */
export interface PlayedMock {
  /** Script origin to URL origin. */
  readonly origins: ReadonlyMap<string, string>
  /** The root to trust (PEM), where it speaks TLS. */
  readonly certificateAuthority: string | undefined
  truth(): Promise<UpstreamTruth>
  close(): Promise<void>
}

/** Plays the script of a setup in this thread. Rejects if it cannot be played; `onBug` is told what its faults throw. */
export async function playMock(
  { script, seed, credentials }: MockSetup,
  onBug: (error: unknown) => void,
): Promise<PlayedMock> {
  const clock = new RealClock()
  const recorder = new TruthRecorder(() => clock.now())
  const runtime = { clock, random: createRandom(seed), recorder, onBug }
  const upstream = await startWireUpstream(script, runtime, new Map(credentials))
  const { origins, certificateAuthority } = upstream
  return {
    origins,
    certificateAuthority,
    truth: () => Promise.resolve(recorder.truth()),
    close: () => upstream.close(),
  }
}
