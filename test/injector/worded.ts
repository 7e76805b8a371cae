import { readFileSync } from 'node:fs'
import type { FaultSpec } from '../../src/faults/index.ts'
import type { ProviderAnswerName } from '../../src/protocol/providerErrors.ts'
import type { Case } from './case.ts'
import { atOnce, json } from './http.ts'
import { response } from './response.ts'

/** The providers' words as they were recorded, by provider and name of the error. */
const recorded = JSON.parse(
  readFileSync(new URL('../../fixtures/provider-errors.json', import.meta.url), 'utf8'),
) as Record<string, Record<string, Recorded>>

interface Recorded {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body: unknown
}

type Provider = 'openai' | 'deepseek' | 'kimi' | 'minimax' | 'holysheep'
const providers: readonly Provider[] = ['openai', 'deepseek', 'kimi', 'minimax', 'holysheep']

/** A case for each provider: the error in its words, with its status (or the one given). */
export function worded(error: string, fault: (provider: Provider) => FaultSpec, status?: number): Case[] {
  return providers.map((provider) => {
    const words = recorded[provider]![error]!
    return response({
      fault: fault(provider),
      pieces: atOnce(json(status ?? words.status, words.body)),
      ending: 'reuse',
    })
  })
}

/** A case for each error that was seen of any provider, with its headers. */
export function seen(fault: (answer: ProviderAnswerName) => FaultSpec): Case[] {
  return Object.entries(recorded).flatMap(([provider, errors]) =>
    Object.entries(errors).map(([name, { status, headers, body }]) =>
      response({
        fault: fault(`${provider}.${name}` as ProviderAnswerName),
        pieces: atOnce(json(status, body, headers)),
        ending: 'reuse',
      }),
    ),
  )
}
