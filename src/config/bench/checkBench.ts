import { readCallLimits, readGates, type Read } from '../../bench/gates/readGates.ts'
import { checkedBaseURL } from '../../client/baseUrl.ts'
import type { BenchProfile, BenchSettings } from '../../harness/bench/benchSettings.ts'
import { Problem } from '../../harness/problem.ts'
import { shapes } from '../../load/index.ts'
import { messages } from '../../messages/index.ts'
import { nearest } from '../../messages/nearest.ts'
import { readModels } from '../../protocol/models.ts'
import { scenarios } from '../../scenarios/index.ts'
import type { Config } from '../defineConfig.ts'
import type { PlaceOf } from '../place.ts'

const { bench: words, config: configWords } = messages.errors

/** What is said before the shape is looked at: these are no slips, and what stands there may be a key. */
export function refuseLiveAndKeys(candidate: unknown, placeOf: PlaceOf): void {
  const config = fieldsOf(candidate)
  const profiles = Object.entries(fieldsOf(config['bench'])).map(
    ([name, profile]) => [`bench.${name}.`, profile] as const,
  )
  for (const [path, given] of [['', config] as const, ...profiles]) {
    const fields = fieldsOf(given)
    if ('live' in fields) throw new Problem('usage', words.live(`${path}live`, placeOf([], 'live')))
    const key = ['apiKey', 'key', 'api_key', 'token'].find((one) => one in fields)
    if (key !== undefined) throw new Problem('usage', words.keyInConfig(`${path}${key}`, placeOf([], key)))
  }
}

/** What a schema cannot see of a config's benchmarks. Throws a `Problem`. */
export function checkBench(config: Config, placeOf: PlaceOf): void {
  checkProvider(config, placeOf)
  checkLimits(config, placeOf)
  const ids = new Set<string>()
  config.models?.forEach(({ id }, index) => {
    if (ids.has(id)) throw new Problem('usage', configWords.nameTaken(`models[${index}]`, placeOf([], id), id))
    ids.add(id)
  })
  const known = { models: config.models === undefined ? tableNames() : [...ids], scenarios: scenarioNames(config) }
  for (const [name, profile] of Object.entries(config.bench ?? {}))
    checkProfile(`bench.${name}`, profile, known, placeOf)
}

interface Known {
  readonly models: readonly string[]
  readonly scenarios: readonly string[]
}

function checkProfile(path: string, profile: BenchProfile, known: Known, placeOf: PlaceOf): void {
  const refer = (at: string, kind: string, name: string, all: readonly string[]) => {
    if (all.includes(name)) return
    const text = configWords.unknownName(`${path}.${at}`, placeOf([], name), kind, name, nearest(name, all), all)
    throw new Problem('usage', text)
  }
  checkLimits(profile, placeOf)
  profile.models?.forEach((id, index) => refer(`models[${index}]`, 'model', id, known.models))
  if (profile.scenario !== undefined) refer('scenario', 'scenario', profile.scenario, known.scenarios)
  const types = Object.values(shapes).map(({ type }) => type)
  if (profile.load !== undefined) refer('load.type', 'load', profile.load.type, types)
  const starts = (['rate', 'concurrency', 'load'] as const).filter((key) => profile[key] !== undefined)
  if (starts.length > 1) throw new Problem('usage', words.exclusive(path, starts, placeOf([], starts.at(-1))))
}

/** One at a time, so that a problem has the line of its own. */
function checkLimits({ gates, slo }: Pick<BenchProfile, 'gates' | 'slo'>, placeOf: PlaceOf): void {
  const check = (limits: object, read: (one: Readonly<Record<string, string>>, where: string) => Read<unknown>) => {
    for (const [name, text] of Object.entries(limits)) {
      const found = read({ [name]: text as string }, placeOf([], name))
      if ('problem' in found) throw new Problem('usage', found.problem)
    }
  }
  check(gates ?? {}, readGates)
  check(slo ?? {}, readCallLimits)
}

function checkProvider({ provider, baseURL, apiKeyEnv }: BenchSettings, placeOf: PlaceOf): void {
  if (apiKeyEnv !== undefined && !/^[A-Za-z_]\w{0,99}$/.test(apiKeyEnv))
    throw new Problem('usage', words.noVariable(placeOf([], 'apiKeyEnv')))
  if (provider !== undefined && baseURL !== undefined)
    throw new Problem('usage', words.twoProviders(placeOf([], 'baseURL')))
  if (baseURL !== undefined) checkBaseURL(baseURL, placeOf)
  if (baseURL !== undefined && apiKeyEnv === undefined)
    throw new Problem('usage', words.keyFor('baseURL', 'apiKeyEnv', placeOf([], 'baseURL')))
  // A provider's own variable may be overruled: who has two accounts has two keys.
  if (apiKeyEnv !== undefined && baseURL === undefined && provider === undefined)
    throw new Problem('usage', words.keyFor('apiKeyEnv', 'baseURL', placeOf([], 'apiKeyEnv')))
}

function checkBaseURL(baseURL: string, placeOf: PlaceOf): void {
  try {
    checkedBaseURL(baseURL, 'the config')
  } catch (error) {
    throw new Problem('usage', words.noBaseURL(placeOf([], 'baseURL'), (error as Error).message), { cause: error })
  }
}

function tableNames(): string[] {
  return readModels().flatMap(({ id, name }) => (id === null ? [name] : [id, name]))
}

function scenarioNames({ scenarios: own = [] }: Config): string[] {
  return [...scenarios, ...own].map(({ name }) => name)
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {}
}
