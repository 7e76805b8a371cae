import type { OriginScript, Rule, Script, When } from '../../faults/index.ts'
import { messages } from '../../messages/index.ts'

const words = messages.day

/** Longer options are data (exchanges of a recording, a body): the file of the scenario has them whole. */
const longestOption = 60

export function scriptInWords({ models, origins = {} }: Script): string[] {
  const names = Object.keys(models)
  const healthy = names.filter((name) => models[name]!.length === 0)
  return [
    ...Object.entries(models).flatMap(([name, rules]) =>
      rules.length === 0 ? [] : [words.rules(name, rules.map(ruleInWords))],
    ),
    ...(healthy.length === 0 ? [] : [words.healthy(healthy)]),
    ...Object.entries(origins).flatMap(([name, origin]) => originInWords(name, origin, Object.keys(origins).length)),
  ]
}

/** An origin that is like any other, and the only one, goes without saying. */
function originInWords(name: string, origin: OriginScript, origins: number): string[] {
  const { serves, credential = name, tls = false, http2 = false, rules = [] } = origin
  const traits = [
    ...(credential === name ? [] : [words.key(credential)]),
    ...(http2 ? [words.http2] : tls ? [words.tls] : []),
  ]
  if (origins === 1 && traits.length === 0 && rules.length === 0) return []
  const place = words.origin(name, serves, traits)
  return [rules.length === 0 ? place : words.rules(place, rules.map(ruleInWords))]
}

function ruleInWords({ when, fault: { type, ...options } }: Rule): string {
  const given = Object.entries(options).map(([name, value]) => words.option(name, cut(textOf(value))))
  return words.bent(whenInWords(when), type, given)
}

function whenInWords(when: When): string {
  if ('always' in when) return words.when.always
  if ('first' in when) return words.when.first(when.first)
  if ('after' in when) return words.when.after(when.after)
  if ('during' in when) return words.when.during(...when.during)
  return words.when.probability(when.probability)
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function cut(text: string): string {
  return text.length <= longestOption ? text : `${text.slice(0, longestOption)}…`
}
