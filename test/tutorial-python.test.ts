import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { History } from '../src/history/index.ts'
import { createRandom, RealClock } from '../src/runtime/index.ts'
import * as targets from '../src/targets/tutorial/index.ts'
import { startWireUpstream } from '../src/upstream/wire/index.ts'
import { apiKey, playTutorial, questionOf, wireOf, type Played } from './support/playTutorial.ts'
import { findPythons, PythonPlayer, type Python, type PythonOutcome } from './support/pythonPlayer.ts'
import { tutorialCases, type TutorialCase } from './support/tutorialCases.ts'

/** What the real Python and the port are compared by. */
interface Seen {
  readonly wire: readonly unknown[]
  readonly certificatesRefused: number
  readonly sleepsSeconds: readonly number[]
  readonly outcomes: readonly PythonOutcome[]
}

/** So that an upstream which hangs costs 0.3 s instead of 30. */
const hangingTimeoutScale = 0.01

const pythons = findPythons()
if (pythons.length === 0) console.warn('tutorial-python: skipped, no python3 with requests on this machine')

describe.skipIf(pythons.length === 0)("the port does what the tutorial's Python does", () => {
  let folder = ''
  const seenByPython = new Map<string, Seen>()

  // All at once: most of the time goes into waiting for time-outs.
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'tutorial-python-'))
    await Promise.all(pythons.flatMap((python) => Object.values(targets).map(({ name }) => playAll(python, name))))
  }, 60_000)
  afterAll(() => rmSync(folder, { recursive: true }))

  async function playAll(python: Python, client: string): Promise<void> {
    const player = new PythonPlayer(python)
    try {
      for (const played of casesOf(client)) {
        if (!isPlayed(python, played)) continue
        seenByPython.set(keyOf(python, client, played), await playPython(player, client, played, folder))
      }
    } finally {
      player.close()
    }
  }

  for (const python of pythons) {
    for (const played of tutorialCases) {
      const isSkipped = !isPlayed(python, played)
      if (isSkipped) console.warn(`tutorial-python: "${played.name}" skipped, urllib3 ${python.urllib3} is too old`)
      describe.skipIf(isSkipped)(`urllib3 ${python.urllib3}: ${played.name}`, () => {
        const clients = Object.values(targets).filter(({ name }) => casesOf(name).includes(played))
        test.each(clients)('$name', async (target) => {
          const seen = seenOf(await playTutorial(target, played))
          expect(seen).toEqual(seenByPython.get(keyOf(python, target.name, played)))
        })
      })
    }
  }
})

/** As printed, smart_retry never gets as far as a request: one upstream is enough to see that. */
function casesOf(client: string): readonly TutorialCase[] {
  return client === targets.tutorialSmartRetry.name ? tutorialCases.slice(0, 1) : tutorialCases
}

function isPlayed(python: Python, { urllib3AtLeast = 0 }: TutorialCase): boolean {
  return Number.parseInt(python.urllib3, 10) >= urllib3AtLeast
}

function keyOf(python: Python, client: string, played: TutorialCase): string {
  return `${python.urllib3} ${client} ${played.name}`
}

async function playPython(player: PythonPlayer, client: string, played: TutorialCase, folder: string): Promise<Seen> {
  const clock = new RealClock()
  const history = new History(() => clock.now())
  const runtime = { clock, random: createRandom(1), recorder: history }
  const upstream = await startWireUpstream(played.script, runtime, new Map([[apiKey, 'gateway']]))
  try {
    const { outcomes, sleeps } = await player.play({
      client,
      baseURL: `${[...upstream.origins.values()][0]!}/v1`,
      apiKey,
      models: Object.keys(played.script.models),
      calls: (played.startsMs ?? [0]).map((_startMs, call) => questionOf(call)),
      rpm: played.rpm,
      timeoutScale: played.hangs === true ? hangingTimeoutScale : undefined,
      connectTimeouts: played.connectTimeouts,
      certificateAuthority: trust(upstream.certificateAuthority),
    })
    // A handshake that the client gave up is taken down when its connection has closed.
    for (
      let turn = 0;
      upstream.certificateAuthority !== undefined && upstream.openSockets() > 0 && turn < 20;
      turn += 1
    )
      await clock.sleep(10)
    return { ...comparable(wireOf(history)), sleepsSeconds: sleeps.map(rounded), outcomes }
  } finally {
    await upstream.close()
  }

  function trust(certificateAuthority: string | undefined): string | undefined {
    if (certificateAuthority === undefined) return undefined
    const path = join(folder, `${createHash('sha256').update(certificateAuthority).digest('hex')}.pem`)
    writeFileSync(path, certificateAuthority)
    return path
  }
}

function seenOf(played: Played): Seen {
  const outcomes = played.outcomes.map((outcome): PythonOutcome => {
    if ('thrown' in outcome) return { thrown: outcome.thrown }
    if (outcome.ok) return { ok: true, text: outcome.text, status: null }
    return outcome.message === 'None' ? { none: true } : { ok: false, text: '', status: outcome.status }
  })
  return { ...comparable(played), sleepsSeconds: played.sleepsSeconds.map(rounded), outcomes }
}

/** The body's hash is part of it: both send the same bytes. Instants are not: Python's sleeps take no time. */
function comparable({ wire, certificatesRefused }: Pick<Played, 'wire' | 'certificatesRefused'>) {
  return {
    wire: wire.map(({ model, status, call, bodyHash }) => ({ model, status, call, bodyHash })),
    certificatesRefused,
  }
}

/** To the microsecond: what Python adds up in floating seconds, the virtual clock does in milliseconds. */
function rounded(seconds: number): number {
  return Math.round(seconds * 1_000_000) / 1_000_000
}
