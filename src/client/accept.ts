import { Validator, type Schema } from '@cfworker/json-schema'
import { checkJsonSchema } from './checkJsonSchema.ts'
import { checkNames, kindOf } from './checkNames.ts'
import type { Answer } from './completion.ts'
import { failureOf, type Failure } from './failure.ts'
import { ClientOptionsError } from './optionsError.ts'
import { isPromise, wordsOf } from './thrown.ts'

/**
 * What the application can use: a predicate over the answer (true, or why not), or a JSON Schema (draft 2020-12) that
 * the text must fulfil as JSON.
 */
export type Acceptance =
  | ((answer: Answer) => boolean | string)
  | { readonly jsonSchema: Readonly<Record<string, unknown>> | boolean }

/** Refuses an answer that the application cannot use; undefined: it may have it. */
export type Accept = (answer: Answer) => Failure | undefined

/** Compiled once per client or call. */
export function acceptFrom(acceptance: Acceptance): Accept {
  checkAcceptance(acceptance)
  const objection = typeof acceptance === 'function' ? byPredicate(acceptance) : bySchema(acceptance.jsonSchema)
  return (answer) => {
    const found = objection(answer)
    return found && { ...failureOf('unacceptable', found.reason, found.message, { status: 200 }), ...found }
  }
}

/** Throws a `ClientOptionsError` for what can refuse no answer. */
export function checkAcceptance(given: unknown): void {
  if (typeof given === 'function') {
    if (given.constructor.name !== 'AsyncFunction') return
    throw new ClientOptionsError('accept must not be async: it has to say at once whether the answer can be used')
  }
  checkNames('accept', given, { jsonSchema: 1 })
  const { jsonSchema } = given as { jsonSchema?: unknown }
  const isSchema = typeof jsonSchema === 'boolean' || (typeof jsonSchema === 'object' && jsonSchema !== null)
  if (!isSchema) throw new ClientOptionsError(`accept.jsonSchema is ${kindOf(jsonSchema)}, expected a JSON Schema`)
}

type Objection = Pick<Failure, 'reason' | 'message' | 'spoils'> | undefined

/** No other answer would fare better: the call ends. */
const asynchronous: Objection = {
  reason: 'refused',
  message: 'accept() must not be async: it returned a promise',
  spoils: 'call',
}

function byPredicate(accepts: (answer: Answer) => boolean | string) {
  return (answer: Answer): Objection => {
    try {
      const verdict: unknown = accepts(answer)
      if (verdict === true) return undefined
      // What it says comes too late, its rejection too.
      if (isPromise(verdict)) return asynchronous
      return {
        reason: 'refused',
        message: typeof verdict === 'string' ? verdict : 'the application refused the answer',
      }
    } catch (error) {
      // A slip in the application: another answer would meet it too.
      return { reason: 'refused', message: `accept() threw: ${wordsOf(error)}`, spoils: 'call' }
    }
  }
}

/** The deepest place that fails is what helps; more of them would be a page. */
function bySchema(schema: Readonly<Record<string, unknown>> | boolean) {
  const validator = validatorOf(schema)
  const validate = (document: unknown) => {
    try {
      return validator.validate(document)
    } catch (thrown) {
      // A schema without end, or an answer nested deeper than the stack: seen only when an answer comes there.
      return { valid: false, errors: [{ instanceLocation: '#', error: `it cannot be used (${wordsOf(thrown)})` }] }
    }
  }
  return ({ text }: Answer): Objection => {
    let document: unknown
    try {
      document = JSON.parse(text)
    } catch {
      return { reason: 'not_json', message: 'the text of the answer is not JSON' }
    }
    const { valid, errors } = validate(document)
    if (valid) return undefined
    const { instanceLocation = '#', error = 'it does not fit' } = errors.at(-1) ?? {}
    return { reason: 'schema', message: `the answer breaks the JSON Schema at ${instanceLocation}: ${error}` }
  }
}

/** The validator writes into its schema: it gets a copy. */
function validatorOf(schema: Readonly<Record<string, unknown>> | boolean): Validator {
  let copy: Schema
  try {
    copy = JSON.parse(JSON.stringify(schema)) as Schema
  } catch {
    throw new ClientOptionsError('accept.jsonSchema is no JSON: it contains itself, or a value that JSON has not')
  }
  checkJsonSchema(copy, 'accept.jsonSchema')
  const validator = new Validator(copy, '2020-12')
  try {
    for (const trial of [null, true, 0, '', [], {}]) validator.validate(trial)
  } catch (thrown) {
    const why = thrown instanceof RangeError ? 'it refers to itself without end' : 'the validator gives up on it'
    throw new ClientOptionsError(`accept.jsonSchema cannot be used: ${why}`)
  }
  return validator
}
