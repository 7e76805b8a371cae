import { keyProblem } from '../../../client/keys/keyProblem.ts'
import { messages } from '../../../messages/index.ts'
import { providers, type BenchSettings } from '../../bench/benchSettings.ts'
import type { Finding, Machine } from '../finding.ts'

const words = messages.doctor.live.off

/** Whether there is a key, without anything being sent. It is never shown, nor any part of it. */
export function keyAtRest({ env }: Pick<Machine, 'env'>, settings: BenchSettings): Finding {
  const { provider = 'holysheep', apiKeyEnv: variable = providers[provider].apiKeyEnv } = settings
  const value = env[variable]
  const found = (text: string, fix: string | null = null): Finding => ({
    check: 'key',
    state: fix === null ? 'note' : 'warning',
    text,
    fix,
  })
  if (value === undefined || value.trim() === '') return found(words.unset(variable))
  const problem = keyProblem(value)
  if (problem === undefined) return found(words.set(variable))
  return found(words.odd(variable, problem.message.replace(/^the apiKey /, 'it ')), words.fixOdd(variable))
}
