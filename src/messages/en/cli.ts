import { count, list } from '../format.ts'
import { claims } from './claims.ts'
import { help } from './help.ts'
import { judge } from './judge.ts'
import { record } from './record.ts'

/** What the command line says of itself. */
export const cli = {
  help,

  intro: (targets: readonly string[], scenarios: number, worlds: readonly string[], seed: number) =>
    `${list(targets)} against ${count(scenarios, 'scenario')}: ${list(worlds)}, seed ${seed}.`,
  config: (file: string) => `Config: ${file}. Nothing leaves this machine.`,
  noConfig: 'No config: everything is built in. Nothing leaves this machine.',
  stopping: 'Stopping: writing the report of what was played. Once more to quit at once.',
  interrupted: 'the rehearsal was interrupted before it was over',

  replay: {
    intro: (scenario: string, target: string, world: string, seed: number) =>
      `Playing ${scenario} again: ${target}, ${world}, seed ${seed}.`,
    otherMaker: (then: string, now: string) => `The token was made by ${then}, this is ${now}; trying all the same.`,
    scenario: { same: 'Scenario: the same', other: 'Scenario: CHANGED since the token was made' },
    history: { same: 'History:  the same', other: 'History:  DIFFERENT' },
    hashes: (expected: string, found: string) => ` (${expected}, now ${found})`,
    hash: (hash: string) => ` (${hash})`,
    realTime: 'In real time no two runs are the same to the byte; the verdict is what counts.',
    notPlayed: 'Not played, so there is no history to compare.',
    loud: {
      otherScenario: 'This is NOT the run of the token: the scenario is another one by now.',
      otherCode: 'This is NOT the run of the token: the client or brownout is another one by now.',
      sameCode:
        'This is NOT the run of the token, though scenario and version are the same: something in it is not ' +
        'deterministic, or the working copy was changed. On the virtual clock that must not be; please look into it.',
    },
  },

  prices: {
    written: (models: number, out: string) => `${count(models, 'model')} written to ${out}.`,
    otherMode: (mode: string, entries: number) =>
      `Left out: ${count(entries, 'entry', 'entries')} ${mode === '' ? 'without a mode' : `for ${mode}, not chat`}.`,
    leftOut: (name: string, why: string) => `Left out: ${name}: ${why}.`,
    why: {
      'not-an-entry': () => 'its entry is no object',
      'no-price': (field: string) => `it has no ${field}`,
      'not-a-number': (field: string, found: string) => `${field} is ${found}, which is no number`,
      negative: (field: string, found: string) => `${field} is ${found}, below 0`,
      'too-fine': (field: string, found: string) =>
        `${field} is ${found}, which is no whole number of pico-dollars; prices are never rounded`,
    },
    notCounted: (models: number) =>
      `${count(models, 'model')} also ${models === 1 ? 'has' : 'have'} prices by tier, service or medium, which the table ` +
      'names (notCounted) and no cost counts.',
  },

  claims,
  record,
  judge,

  list: {
    titles: { scenarios: 'Scenarios', faults: 'Faults', invariants: 'Rules', targets: 'Targets' },
    more: 'Why something matters: brownout help <name>',
  },

  topic: {
    kinds: { invariant: 'rule', scenario: 'scenario', fault: 'fault', target: 'target' },
    title: (name: string, kind: string) => `${name} (${kind})`,
    strengthWhy: {
      must: "must: it stands in an RFC or in a provider's own text, or it is plain safety",
      should: 'should: good clients do so',
    },
    vantage: {
      wire: 'wire: seen by the upstream alone, so any client can be judged',
      driver: 'driver: needs what the caller got, beside what the upstream saw',
      client: "client: needs the client's own events",
    },
    labels: {
      requirement: 'asks',
      source: 'source',
      strength: 'strength',
      vantage: 'seen from',
      exercisedBy: 'tested by',
      exercises: 'tests',
      family: 'family',
      faults: 'faults',
      usedBy: 'used by',
      worlds: 'worlds',
      caller: 'caller',
      instances: 'instances',
      load: 'load',
      does: 'does',
      bends: 'bends',
      supports: 'supports',
      partOf: 'part of',
      package: 'package',
      timeout: 'time limit',
      configuration: 'set up',
      play: 'play it',
    },
    bends: { exchange: 'an exchange (a rule under a model)', connection: 'a connection (a rule under an origin)' },
    caller: {
      stream: 'asks for a stream',
      abort: 'aborts its calls',
      leaves: 'leaves the stream',
      maxTokens: 'names max_tokens',
      key: 'white space stands behind the key',
      jump: 'the wall clock jumps',
    },
    noTimeout: 'none',
    notInstalled: '(not installed)',
    supports: { stream: 'streams', abort: 'aborts', policy: 'takes the declared policy', plain: 'plain chat' },
    none: 'nothing yet',
  },
}
