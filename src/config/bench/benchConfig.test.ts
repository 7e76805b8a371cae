import { describe, expect, test } from 'vitest'
import { Problem } from '../../harness/problem.ts'
import { checkNames } from '../checkNames.ts'
import { validate } from '../validate.ts'

const placeOf = (_keys: unknown, word?: string) => `bench.config.ts${word === undefined ? '' : ` (${word})`}`
const load = (config: unknown) => checkNames(validate(config, placeOf), placeOf)

function problemOf(config: unknown): { what: string; where: string; mend: string } {
  try {
    load(config)
  } catch (error) {
    if (error instanceof Problem) return error.text
    throw error
  }
  return expect.fail(`${JSON.stringify(config)} was taken`)
}

test('all that may be said is taken', () => {
  load({
    models: [
      {
        id: 'deepseek-chat',
        price: { input: '0.27', output: '1.10', cachedInput: '0.07', asOf: '2026-11-20' },
        rpm: 60,
        tpm: '100k',
      },
      { id: 'moonshot-v1-8k' },
    ],
    baseURL: 'https://api.example.com/v1',
    apiKeyEnv: 'MY_KEY',
    bench: {
      chat: {
        models: ['deepseek-chat'],
        workload: 'chat',
        rate: '2/s',
        duration: '60s',
        warmUp: 0,
        scenario: 'auth-401',
      },
      closed: { concurrency: 8, requests: 200, fallback: false, cache: 'allow', maxInFlight: 10, deadline: '30s' },
      shaped: {
        load: { type: 'burst', calls: 20 },
        gates: { 'cost.per1kGood': '< $0.60' },
        slo: { total: '< 8s' },
        margin: 0.05,
      },
    },
    gates: { 'ttft.p95': '< 800ms', success: '> 99%', 'attempts.perCall': '< 1.5', 'cost.per1kGood': '< $0.60' },
  })
  load({ provider: 'holysheep', bench: { chat: { models: ['moonshot-v1-8k', 'GPT-4.1'] } } })
  load({ provider: 'holysheep', apiKeyEnv: 'MY_SECOND_ACCOUNT' })
})

const model = (fields: object) => ({ models: [{ id: 'a' }, { id: 'b', ...fields }] })
const profile = (fields: object) => ({ bench: { chat: fields } })
const price = { input: '1', output: '2', asOf: '2026-11' }

describe('what makes no sense is said with its path, its place and how to mend it', () => {
  test.each<[name: string, config: object, what: string, where: string, mend: string]>([
    ['a slip in a key', { modles: [] }, 'There is no setting modles.', '(modles)', 'Did you mean models?'],
    [
      'a slip in a profile',
      profile({ durration: '60s' }),
      'There is no setting bench.chat.durration.',
      '(durration)',
      'Did you mean duration?',
    ],
    [
      'a slip in a price',
      model({ price: { ...price, ouput: '1' } }),
      'There is no setting models[1].price.ouput.',
      '(ouput)',
      'Did you mean output?',
    ],
    [
      'a price that is a number',
      model({ price: { ...price, input: 0.27 } }),
      'models[1].price.input is 0.27, expected a string like "0.27" (USD per million tokens).',
      '(input)',
      'Give a string like "0.27"',
    ],
    [
      'a price with a sign',
      model({ price: { ...price, input: '$0.27' } }),
      'models[1].price.input is "$0.27", expected a string like "0.27"',
      '',
      '',
    ],
    [
      'a price without a day',
      model({ price: { input: '1', output: '2' } }),
      'models[1].price.asOf is missing: it is a string like "2026-11" or "2026-11-20".',
      '',
      'Add models[1].price.asOf.',
    ],
    [
      'a day that is none',
      model({ price: { ...price, asOf: 'May' } }),
      'models[1].price.asOf is "May", expected a string like "2026-11"',
      '(May)',
      '',
    ],
    [
      'a count that is none',
      model({ rpm: '60/m' }),
      'models[1].rpm is "60/m", expected a whole number from 1, or a string like "100k".',
      '',
      '',
    ],
    [
      'a model that is there twice',
      { models: [{ id: 'a' }, { id: 'a' }] },
      'models[1] is called "a", but that name is taken.',
      '',
      '',
    ],
    ['no models', { models: [] }, 'models holds 0, expected at least one model.', '', ''],
    [
      'a rate that is none',
      profile({ rate: 'fast' }),
      'bench.chat.rate is "fast", expected a string like "2/s" or "120/m", or a number a second above 0.',
      '(fast)',
      '',
    ],
    ['a rate of nothing', profile({ rate: 0 }), 'bench.chat.rate is 0, expected', '', ''],
    [
      'a duration without a unit',
      profile({ duration: '60' }),
      'bench.chat.duration is "60", expected a string like "60s", "2m" or "500ms", or a number of ms; above 0.',
      '',
      '',
    ],
    ['no time at all', profile({ duration: '0s' }), 'bench.chat.duration is "0s", expected', '', ''],
    ['a time before', profile({ warmUp: -1 }), 'bench.chat.warmUp is -1, expected', '', ''],
    [
      'a gate that says nothing',
      { gates: { 'ttft.p95': '800ms' } },
      'The limit of ttft.p95 is "800ms", expected a string like "< 800ms"',
      '(ttft.p95)',
      'its unit',
    ],
    [
      'a gate on what is not measured',
      profile({ gates: { 'ttft.p59': '< 800ms' } }),
      'There is no metric "ttft.p59".',
      '(ttft.p59)',
      'Did you mean ttft.p50?',
    ],
    [
      'a limit of a call that is one of many',
      { slo: { 'ttft.p95': '< 800ms' } },
      '"ttft.p95"',
      '(ttft.p95)',
      'Did you mean ttft?',
    ],
    [
      'a gate that is a number',
      profile({ gates: { success: 0.99 } }),
      'bench.chat.gates.success is 0.99, expected a string like',
      '',
      '',
    ],
    [
      'a model that nobody declared',
      { ...model({}), ...profile({ models: ['a', 'c'] }) },
      'bench.chat.models[1] names the model "c", which does not exist.',
      '(c)',
      'There are a and b.',
    ],
    [
      'a model that the table lacks',
      profile({ models: ['deepseek-caht'] }),
      'bench.chat.models[0] names the model "deepseek-caht", which does not exist.',
      '',
      'Did you mean deepseek-chat?',
    ],
    [
      'a scenario that is none',
      profile({ scenario: 'auth-410' }),
      'bench.chat.scenario names the scenario "auth-410", which does not exist.',
      '',
      'Did you mean auth-401?',
    ],
    [
      'a load that is none',
      profile({ load: { type: 'poison' } }),
      'bench.chat.load.type names the load "poison", which does not exist.',
      '',
      'Did you mean poisson?',
    ],
    [
      'two kinds of load',
      profile({ rate: 2, concurrency: 3 }),
      'bench.chat has rate and concurrency, of which one alone says how calls start.',
      '(concurrency)',
      'Keep one',
    ],
    [
      'a provider that is none',
      { provider: 'holyship' },
      'provider is "holyship", expected "holysheep".',
      '',
      'Did you mean holysheep?',
    ],
    [
      'a provider with an address',
      { provider: 'holysheep', baseURL: 'https://a.example/v1', apiKeyEnv: 'K' },
      'provider and baseURL both say who is asked.',
      '',
      'Take one of them out.',
    ],
    [
      'an address without a key',
      { baseURL: 'https://a.example/v1' },
      'baseURL needs apiKeyEnv',
      '',
      "apiKeyEnv: 'MY_PROVIDER_KEY'",
    ],
    ['a key without an address', { apiKeyEnv: 'MY_KEY' }, 'apiKeyEnv needs baseURL', '', 'or take apiKeyEnv out'],
    [
      'an address that is none',
      { baseURL: 'api.example.com', apiKeyEnv: 'K' },
      'The config has no valid baseURL: "api.example.com", expected https://…/v1.',
      '',
      'https://api.holysheep.ai/v1',
    ],
    [
      'a name that cannot be typed',
      { bench: { '--chat': {} } },
      'bench holds "--chat", expected a name of letters, digits, - and _.',
      '',
      '',
    ],
  ])('%s', (_name, config, what, where, mend) => {
    const text = problemOf(config)
    expect(text.what).toContain(what)
    expect(text.where).toContain(where)
    expect(text.mend).toContain(mend)
  })
})

describe('no config makes a benchmark live, or holds a key', () => {
  test.each([
    ['at the top', { live: true }, 'live: no config can make a benchmark live.'],
    ['whatever it is set to', { live: false }, 'live: no config can make a benchmark live.'],
    ['in a profile', profile({ live: true }), 'bench.chat.live: no config can make a benchmark live.'],
  ])('live %s', (_where, config, what) => {
    const text = problemOf(config)
    expect(text).toMatchObject({ what, where: 'bench.config.ts (live)' })
    expect(text.mend).toContain('brownout bench --live --max-cost')
  })

  test.each<[config: object, what: string]>([
    [{ apiKey: 'sk-canary-0123456789abcdef' }, 'apiKey: no key belongs into a config'],
    [profile({ apiKey: 'sk-canary-0123456789abcdef' }), 'bench.chat.apiKey: no key belongs into a config'],
    [
      { baseURL: 'https://a.example/v1', apiKeyEnv: 'sk-canary-0123456789abcdef' },
      'no name of an environment variable',
    ],
    [{ baseURL: 'https://user:sk-canary-0123456789abcdef@a.example/v1', apiKeyEnv: 'K' }, 'credentials in it'],
    [{ baseURL: 'sk-canary-0123456789abcdef', apiKeyEnv: 'K' }, 'no valid baseURL'],
  ])('a key is refused, and not repeated: %#', (config, what) => {
    const problem = problemOf(config)
    expect(problem.what).toContain(what)
    expect(JSON.stringify(problem)).not.toContain('canary')
  })
})
