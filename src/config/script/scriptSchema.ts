import * as v from 'valibot'
import type { OptionEntries, OriginScript, Rule, Script } from '../../faults/index.ts'
import type { Entries } from '../entries.ts'

/** Sizes beyond which a script is a mistake or an attack; far above what a bad day needs. */
export const mostRules = 10_000
const mostModels = 1_000
/** Each is a port. */
const mostOrigins = 50

/** What objects have without anybody having put it there: in a name it is a trap for whoever looks things up. */
export const ownNames = [...Object.getOwnPropertyNames(Object.prototype), 'prototype'].toSorted()
const notOwn = `(?!(?:${ownNames.join('|')})$)`

/** As providers write them: `deepseek-chat`, `meta-llama/Llama-3.1-8B`, `@cf/qwen:free`. */
const modelName = v.pipe(
  v.string(),
  v.regex(
    new RegExp(String.raw`^${notOwn}(?!.*(?:\.\.|//))[\w@~][\w.:/@+~-]{0,199}$`),
    'a name of up to 200 letters, digits and . _ - : / @ + ~ (no .., no //, nothing that JavaScript has a use for)',
  ),
)
/** In the virtual world a part of a host name, and of one label. */
const originName = v.pipe(
  v.string(),
  v.regex(
    new RegExp(String.raw`^${notOwn}[A-Za-z0-9][\w-]{0,62}$`),
    'a name of up to 63 letters, digits, - and _ (nothing that JavaScript has a use for)',
  ),
)
const credential = v.pipe(v.string(), v.regex(/^[\w.:/@+~-]{1,200}$/, 'a name of up to 200 letters, digits and signs'))

const chance = v.pipe(v.number(), v.minValue(0, 'a number from 0 to 1'), v.maxValue(1, 'a number from 0 to 1'))
const count = v.pipe(v.number(), v.integer('a whole number from 0'), v.minValue(0, 'a whole number from 0'))
const yearMs = 365 * 86_400_000
const instant = v.pipe(
  v.number(),
  v.minValue(0, 'milliseconds from 0'),
  v.maxValue(yearMs, 'milliseconds up to a year'),
)

const described = <Schema extends v.GenericSchema>(schema: Schema, text: string) => v.pipe(schema, v.description(text))

const when = v.union(
  [
    v.strictObject({ always: described(v.literal(true), 'Every request.') }),
    v.strictObject({ first: described(count, 'The first so many requests that reach this rule.') }),
    v.strictObject({ after: described(count, 'All requests but the first so many.') }),
    v.strictObject({
      during: described(
        v.strictTuple([instant, instant]),
        'From and to, in ms since the script began; the end excluded.',
      ),
    }),
    v.strictObject({
      probability: described(chance, 'Each request with this chance; the same ones for the same seed.'),
    }),
  ],
  'one of { always: true }, { first: 3 }, { after: 3 }, { during: [0, 1000] }, { probability: 0.5 }',
)

/** What a rule does, as far as every fault is alike. */
const anyFault = v.looseObject({ type: v.string() })

/** What stands under `fault`: of rules of models, and of rules of origins. */
interface FaultSchemas {
  readonly exchange: v.GenericSchema
  readonly connection: v.GenericSchema
}

/** The shape of a script. Without schemas for the faults their options are left open: `checkFaults` looks at them. */
function scriptSchema(faults: FaultSchemas) {
  const rules = (fault: v.GenericSchema) =>
    v.array(
      v.strictObject({
        when: described(when, 'Which requests (of an origin: which connections) the rule bends.'),
        fault,
      } satisfies Entries<Rule>),
    )
  const origin = v.strictObject({
    serves: described(
      v.pipe(v.array(v.string()), v.minLength(1, 'at least one model'), v.maxLength(mostModels, 'up to 1,000 models')),
      'Names of models. What no origin serves lives at the origin gateway.',
    ),
    credential: v.optional(
      described(
        credential,
        "Which key opens it; origins that name the same one share it. Defaults to the origin's name.",
      ),
    ),
    tls: v.optional(described(v.boolean(), 'Speaks https.')),
    http2: v.optional(described(v.boolean(), 'Speaks HTTP/2 with whoever can; needs tls.')),
    rules: v.optional(
      described(rules(faults.connection), 'Faults of its connections; the first that applies decides.'),
    ),
  } satisfies Entries<OriginScript>)
  return v.strictObject({
    models: described(
      v.pipe(
        v.record(modelName, rules(faults.exchange)),
        v.minEntries(1, 'at least one model'),
        v.maxEntries(mostModels, 'up to 1,000 models'),
      ),
      'Rules by model, in the order of the fallback chain. The first rule that applies is outermost: it wraps or replaces what later ones give.',
    ),
    origins: v.optional(
      described(
        v.pipe(v.record(originName, origin), v.maxEntries(mostOrigins, 'up to 50 origins')),
        'Where the models live: a port each.',
      ),
    ),
  } satisfies Entries<Script>)
}

/** One fault as it stands in a script. */
export function faultSchema({ type, options }: ScriptableFault) {
  return v.strictObject({ type: v.literal(type), ...options?.(v) })
}

export interface ScriptableFault {
  readonly type: string
  readonly options?: (valibot: typeof v) => OptionEntries
}

/** A script as it stands in a file of its own. */
export function scriptFileWith(faults: FaultSchemas) {
  const { entries } = scriptSchema(faults)
  return v.strictObject({
    $schema: v.optional(described(v.string(), 'Where this schema is, for editors.')),
    ...entries,
  })
}

const open: FaultSchemas = { exchange: anyFault, connection: anyFault }

/** A script as it stands in a scenario. */
export const openScript = scriptSchema(open)
export const scriptFile = scriptFileWith(open)
