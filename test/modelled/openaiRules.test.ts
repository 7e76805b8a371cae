import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { wireRefusal } from '../../src/upstream/wire/index.ts'
import { canonicalScenarios } from '../support/canonicalScripts.ts'
import { modelledCases } from '../support/modelledCases.ts'
import { playModel, playSdk, shortenSdkSleeps, type ModelledPlay, type Seen } from '../support/modelledStage.ts'

/** HTTP/2 is not what Node's fetch speaks; what a quota says differs with the time that has passed. */
const isLeftOut = (fault: string) => fault.startsWith('http2') || fault === 'quota'

/** undici goes on with a handshake that nobody waits for. */
const isHandshakeThatHangs = (name: string) => name === 'parity-tlsHandshake-0-0'

/** Every fault of the catalogue, always and once; then the corners. */
const plays: readonly (readonly [string, ModelledPlay])[] = [
  ...canonicalScenarios()
    .filter(({ fault, scenario: { upstream } }) => !isLeftOut(fault) && wireRefusal(upstream) === undefined)
    .map(({ scenario: { name, upstream, caller } }): [string, ModelledPlay] => {
      const stream = caller?.stream === true
      return [name, { script: upstream, stream, calls: 2, timeoutMs: 1_500, ...(stream ? { abortAtMs: 3_000 } : {}) }]
    }),
  ...modelledCases,
]

/** So many at a time: most of the time goes into waiting for time limits. */
const side = 24

describe('the rules of the openai SDK do what the SDK does', () => {
  const seenOfSdk = new Map<string, Seen>()
  let undo = () => {}

  beforeAll(async () => {
    undo = shortenSdkSleeps()
    const left = [...plays]
    const playOn = async () => {
      for (let next = left.shift(); next !== undefined; next = left.shift()) {
        const [name, play] = next
        seenOfSdk.set(name, await playSdk(play))
      }
    }
    await Promise.all(Array.from({ length: side }, playOn))
  }, 120_000)
  afterAll(() => undo())

  test.each(plays)('%s', async (name, play) => {
    const seen = seenOfSdk.get(name)!
    const modelled = await playModel(play)
    expect(modelled).toEqual(isHandshakeThatHangs(name) ? { ...seen, handshakesFailed: 6 } : seen)
  })
})
