import { list } from '../../format.ts'
import { didYouMean, quoted, type ProblemText } from './problemText.ts'

/** What a config, or the words beside `brownout bench`, ask that makes no sense. */
export const bench = {
  unknownProfile: (name: string, nearest: string | undefined, known: readonly string[]): ProblemText => ({
    what: `There is no benchmark ${quoted(name)}.`,
    where: `brownout bench ${name}`,
    mend: didYouMean(nearest, `There are ${list(known, 12)}; more go into the config, under bench.`),
  }),
  unknownModel: (name: string, nearest: string | undefined, known: readonly string[]): ProblemText => ({
    what: `There is no model ${quoted(name)}.`,
    where: `--models ${name}`,
    mend: didYouMean(nearest, `There are ${list(known, 12)}; more go into the config, under models.`),
  }),
  noId: (name: string): ProblemText => ({
    what: `The models table does not say how a request names ${quoted(name)}, so it cannot be asked for live.`,
    where: `brownout bench --live --models ${name}`,
    mend: "Say it in the config: models: [{ id: '…', price: { input: '…', output: '…', asOf: '…' } }]",
  }),
  live: (path: string, place: string): ProblemText => ({
    what: `${path}: no config can make a benchmark live.`,
    where: place,
    mend: 'Take it out. What costs money is asked for each time, on the command line: brownout bench --live --max-cost 0.50',
  }),
  keyInConfig: (path: string, place: string): ProblemText => ({
    what: `${path}: no key belongs into a config, which is shared and committed.`,
    where: place,
    mend: "Put the key into the environment and name the variable: apiKeyEnv: 'MY_PROVIDER_KEY'",
  }),
  noVariable: (place: string): ProblemText => ({
    what: 'apiKeyEnv is no name of an environment variable (letters, digits and _; not shown: it may be a key).',
    where: place,
    mend: "Put the key into the environment and name the variable: apiKeyEnv: 'MY_PROVIDER_KEY'",
  }),
  twoProviders: (place: string): ProblemText => ({
    what: 'provider and baseURL both say who is asked.',
    where: place,
    mend: 'Take one of them out.',
  }),
  keyFor: (given: 'baseURL' | 'apiKeyEnv', missing: 'baseURL' | 'apiKeyEnv', place: string): ProblemText => ({
    what: `${given} needs ${missing}: a key belongs to the place that it is sent to.`,
    where: place,
    mend:
      missing === 'apiKeyEnv'
        ? "Add the name of the environment variable that holds the key: apiKeyEnv: 'MY_PROVIDER_KEY'"
        : "Add the address: baseURL: 'https://api.example.com/v1', or take apiKeyEnv out.",
  }),
  noBaseURL: (place: string, message: string): ProblemText => ({
    what: `${message.charAt(0).toUpperCase()}${message.slice(1)}.`,
    where: place,
    mend: "For example: baseURL: 'https://api.holysheep.ai/v1'",
  }),
  exclusive: (path: string, keys: readonly string[], place: string): ProblemText => ({
    what: `${path} has ${list(keys)}, of which one alone says how calls start.`,
    where: place,
    mend: 'Keep one: rate for an open load, concurrency for a closed one, load for any other shape.',
  }),
  noWorld: (asked: readonly string[]): ProblemText => ({
    what: `A benchmark has no world ${quoted(asked.join(','))}.`,
    where: `brownout bench --world ${asked.join(',')}`,
    mend: 'The mock is on real sockets (loopback) or on a virtual clock (virtual); a provider is asked with --live alone.',
  }),
  serverInWorld: (world: string): ProblemText => ({
    what: 'A server is where it is: it cannot be asked on a virtual clock.',
    where: `brownout bench --base-url … --world ${world}`,
    mend: 'Leave --world out, or --base-url to ask the mock.',
  }),
}
