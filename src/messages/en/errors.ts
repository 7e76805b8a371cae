import { list } from '../format.ts'
import { bench } from './errors/bench.ts'
import { benchFlags } from './errors/benchFlags.ts'
import { claims } from './errors/claims.ts'
import { compare } from './errors/compare.ts'
import { counterexamples } from './errors/counterexamples.ts'
import { environment } from './errors/environment.ts'
import { gates } from './errors/gates.ts'
import { histories } from './errors/histories.ts'
import { judge } from './errors/judge.ts'
import { live } from './errors/live.ts'
import { merge } from './errors/merge.ts'
import { prices } from './errors/prices.ts'
import { didYouMean, quoted, type ProblemText } from './errors/problemText.ts'
import { record } from './errors/record.ts'
import { recordings } from './errors/recordings.ts'
import { plan } from './errors/plan.ts'
import { runs } from './errors/runs.ts'
import { script } from './errors/script.ts'
import { serve } from './errors/serve.ts'
import { suite } from './errors/suite.ts'
import { targets } from './errors/targets.ts'
import { workload } from './errors/workload.ts'

export const errors = {
  labels: { what: 'error:', where: '   at:', mend: '  fix:' },

  bench,
  benchFlags,
  claims,
  compare,
  counterexamples,
  gates,
  histories,
  judge,
  merge,
  live,
  record,
  recordings,
  plan,
  runs,
  targets,
  workload,

  noCommand: (found: string): ProblemText => ({
    what: 'The command comes first, the flags after it.',
    where: `brownout ${found}`,
    mend: 'For example: brownout test --seed 7',
  }),
  unknownCommand: (name: string, nearest: string | undefined): ProblemText => ({
    what: `There is no command ${quoted(name)}.`,
    where: `brownout ${name}`,
    mend: didYouMean(nearest, 'All of them: brownout --help'),
  }),
  unknownFlag: (flag: string, command: string, nearest: string | undefined): ProblemText => ({
    what: `brownout ${command} has no flag ${flag}.`,
    where: `brownout ${command} ${flag}`,
    mend: didYouMean(nearest, `All of them: brownout ${command} --help`),
  }),
  noValue: (flag: string, command: string): ProblemText => ({
    what: `${flag} needs a value.`,
    where: `brownout ${command} ${flag}`,
    mend: `What it takes: brownout ${command} --help`,
  }),
  twice: (flag: string, command: string): ProblemText => ({
    what: `${flag} was given twice.`,
    where: `brownout ${command} ${flag} ${flag}`,
    mend: 'Give it once.',
  }),
  noBoolean: (flag: string, value: string, command: string): ProblemText => ({
    what: `${flag} is on or off and takes no value; found ${quoted(value)}.`,
    where: `brownout ${command} ${flag}=${value}`,
    mend: `Give ${flag} alone, or leave it out.`,
  }),
  noSeed: (value: string, command: string, most: number): ProblemText => ({
    what: `A seed is a whole number from 0 to ${most}, or the word random; found ${quoted(value)}.`,
    where: `brownout ${command} --seed=${value}`,
    mend: 'For example: --seed 7',
  }),
  noCallNumber: (flag: string, value: string, command: string): ProblemText => ({
    what: `${flag} is the number of a call, from 0; found ${quoted(value)}.`,
    where: `brownout ${command} ${flag}=${value}`,
    mend: `For example: ${flag} 17`,
  }),
  noCall: (call: number, folder: string): ProblemText => ({
    what: `No call ${call} of a benchmark is recorded there.`,
    where: folder,
    mend: 'Calls count from 0; history.ndjson holds a line for each.',
  }),
  noWholeNumber: (flag: string, value: string, command: string, most: number): ProblemText => ({
    what: `${flag} is a whole number from 1 to ${most}; found ${quoted(value)}.`,
    where: `brownout ${command} ${flag}=${value}`,
    mend: `For example: ${flag} ${Math.min(most, 2)}`,
  }),
  onlyVirtual: (world: string): ProblemText => ({
    what: `Exploration plays on the virtual clock only, not on ${world}.`,
    where: `brownout explore --world ${world}`,
    mend: 'Leave --world out: thousands of days of minutes each would take weeks of real time, and no two runs would be the same, so nothing could be shrunk.',
  }),
  noSeconds: (flag: string, value: string, command: string): ProblemText => ({
    what: `${flag} is a number of seconds above 0; found ${quoted(value)}.`,
    where: `brownout ${command} ${flag}=${value}`,
    mend: `For example: ${flag} 2.5`,
  }),
  /** What a command cannot do without, by the command's name. */
  wanted: { merge: 'the folders of runs', prices: 'import and a file', replay: 'a token' } as Readonly<
    Record<string, string>
  >,
  tooFewWords: (command: string, wanted: string): ProblemText => ({
    what: `brownout ${command} needs ${wanted}.`,
    where: `brownout ${command}`,
    mend: `How it is used: brownout ${command} --help`,
  }),
  tooManyWords: (command: string, word: string): ProblemText => ({
    what: `brownout ${command} has no use for ${quoted(word)}.`,
    where: `brownout ${command} … ${word}`,
    mend: `How it is used: brownout ${command} --help`,
  }),
  parser: (command: string, message: string): ProblemText => ({
    what: message,
    where: `brownout ${command}`,
    mend: `How it is used: brownout ${command} --help`,
  }),

  unknownScenario: (pattern: string, nearest: string | undefined): ProblemText => ({
    what: `No scenario or family is called, and no scenario's name holds, ${quoted(pattern)}.`,
    where: `brownout test ${pattern}`,
    mend: didYouMean(nearest, 'All of them: brownout list scenarios'),
  }),
  unknownName: (
    kind: 'target' | 'world' | 'reporter' | 'scenario' | 'format' | 'language',
    name: string,
    where: string,
    nearest: string | undefined,
    all: readonly string[],
  ): ProblemText => ({
    what: `There is no ${kind} ${quoted(name)}.`,
    where,
    mend: didYouMean(
      nearest,
      kind === 'target' || kind === 'scenario' ? `All of them: brownout list ${kind}s` : `There are ${list(all)}.`,
    ),
  }),
  unknownKind: (name: string, nearest: string | undefined, all: readonly string[]): ProblemText => ({
    what: `There is no list of ${quoted(name)}.`,
    where: `brownout list ${name}`,
    mend: didYouMean(nearest, `There are ${list(all)}.`),
  }),
  unknownTopic: (name: string, nearest: string | undefined): ProblemText => ({
    what: `No command, rule, scenario, fault or target is called ${quoted(name)}.`,
    where: `brownout help ${name}`,
    mend: didYouMean(nearest, 'All of them: brownout list'),
  }),
  noToken: (text: string): ProblemText => ({
    what: `${quoted(text)} is no replay token.`,
    where: `brownout replay ${text}`,
    mend: 'A token begins with b1. and stands after "again:" in the terminal and in every report; copy all of it.',
  }),

  notFound: (scenario: string, token: string): ProblemText => ({
    what: `${quoted(scenario)} was written, not found: it is kept already.`,
    where: `brownout replay ${token} --save`,
    mend: 'Leave --save out: it keeps what brownout explore has found.',
  }),
  brokenToken: (text: string): ProblemText => ({
    what: 'The token holds a case that cannot be read: letters are missing or changed, or a newer brownout made it.',
    where: `brownout replay ${text}`,
    mend: 'Copy all of it, from b1. to the end; it may be long.',
  }),

  config: {
    /** What no key leads to. */
    whole: 'The whole of it',
    missing: (file: string): ProblemText => ({
      what: `There is no file ${quoted(file)}.`,
      where: `--config ${file}`,
      mend: 'Give the path of a config file, or leave --config out: bench.config.ts is found by itself.',
    }),
    broken: (place: string, message: string): ProblemText => ({
      what: `The config cannot be read: ${message}`,
      where: place,
      mend: 'Mend that line, or run without it: --no-config',
    }),
    threw: (place: string, message: string): ProblemText => ({
      what: `The config threw while it was loaded: ${message}`,
      where: place,
      mend: 'Mend that line, or run without it: --no-config',
    }),
    notFound: (place: string, message: string): ProblemText => ({
      what: `The config imports what is not there: ${message}`,
      where: place,
      mend: 'Install the package or mend the path of the import; or run without the config: --no-config',
    }),
    noDefault: (place: string): ProblemText => ({
      what: 'The config has no default export that is an object.',
      where: place,
      mend: "Write: export default defineConfig({ … }) with import { defineConfig } from 'brownout'",
    }),
    unknownKey: (path: string, place: string, nearest: string | undefined, known: readonly string[]): ProblemText => ({
      what: `There is no setting ${path}.`,
      where: place,
      mend: didYouMean(nearest, `Known here: ${list(known)}.`),
    }),
    missingKey: (path: string, place: string, expected: string): ProblemText => ({
      what: `${path} is missing: it is ${expected}.`,
      where: place,
      mend: `Add ${path}.`,
    }),
    wrongValue: (
      path: string,
      place: string,
      expected: string,
      found: string,
      nearest: string | undefined,
    ): ProblemText => ({
      what: `${path} is ${found}, expected ${expected}.`,
      where: place,
      mend: didYouMean(nearest, `Give ${expected}.`),
    }),
    wrongName: (path: string, place: string, found: string, expected: string): ProblemText => ({
      what: `${path} holds ${quoted(found)}, expected ${expected}.`,
      where: place,
      mend: 'Give it another name.',
    }),
    wrongCount: (path: string, place: string, found: string, expected: string): ProblemText => ({
      what: `${path} holds ${found}, expected ${expected}.`,
      where: place,
      mend: `Give ${expected}.`,
    }),
    misplacedFault: (path: string, place: string, type: string, bends: 'exchange' | 'connection'): ProblemText => ({
      what: `${path} is ${type}, which bends ${bends === 'exchange' ? 'exchanges, not connections' : 'connections, not exchanges'}.`,
      where: place,
      mend:
        bends === 'exchange'
          ? 'Put the rule under a model: models.<name>'
          : 'Put the rule under an origin: origins.<name>.rules',
    }),
    unknownName: (
      path: string,
      place: string,
      kind: string,
      name: string,
      nearest: string | undefined,
      known: readonly string[],
    ): ProblemText => ({
      what: `${path} names the ${kind} ${quoted(name)}, which does not exist.`,
      where: place,
      mend: didYouMean(nearest, `There are ${list(known, 12)}.`),
    }),
    nameTaken: (path: string, place: string, name: string): ProblemText => ({
      what: `${path} is called ${quoted(name)}, but that name is taken.`,
      where: place,
      mend: 'Give it a name of its own.',
    }),
  },

  prices,
  script,
  serve,
  suite,

  noDay: (flag: string, value: string, command: string): ProblemText => ({
    what: `${flag} is a day like 2026-05-31; found ${quoted(value)}.`,
    where: `brownout ${command} ${flag}=${value}`,
    mend: `For example: ${flag} 2026-05-31`,
  }),
  noPort: (flag: string, value: string, command: string): ProblemText => ({
    what: `${flag} is a port from 1024 to 65000, or 0 for any free one; found ${quoted(value)}.`,
    where: `brownout ${command} ${flag}=${value}`,
    mend: `For example: ${flag} 8787`,
  }),
  portWithoutSockets: (port: number): ProblemText => ({
    what: 'Only the loopback world has ports.',
    where: `--port ${port}`,
    mend: 'Add --world loopback, or leave --port out.',
  }),
  portInUse: (port: number): ProblemText => ({
    what: `Port ${port} is in use.`,
    where: `127.0.0.1:${port}`,
    mend: 'Choose another with --port, or leave --port out: free ports are found then.',
  }),

  environment,

  bug: {
    headline: (message: string) => `This is a bug in brownout: ${message}`,
    crashedRuns: 'A crashed run is a bug in the target, or in brownout.',
    report: (command: string, version: string) =>
      `Please report it with this text, the command (${command}) and the version (${version}).`,
  },
}
