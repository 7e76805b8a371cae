import { readModels } from '../../protocol/models.ts'
import { endpointsOf, type Script } from '../../faults/index.ts'
import { Problem } from '../../harness/problem.ts'
import type { Declared } from '../../history/index.ts'
import { messages } from '../../messages/index.ts'
import { nearest } from '../../messages/nearest.ts'
import type { Scenario } from '../../scenarios/index.ts'
import { wireRefusal } from '../../upstream/wire/index.ts'

const words = messages.errors.serve

/** What is to be served. */
export interface Serving {
  /** A scenario's name, a file's, or null for the healthy upstream and for a script that was put. */
  readonly name: string | null
  readonly script: Script
  /** What a scenario declares of its clients; nothing for a script. */
  readonly expect: Declared
  /** How many instances of a client a scenario has; one unless set. */
  readonly instances?: number | undefined
  /** The chances with which it was found, if it was. */
  readonly seed?: number
}

/** Every model that a request can name, on a good day. */
export function healthy(): Serving {
  const models = readModels().flatMap(({ id }) => (id === null ? [] : [[id, []] as const]))
  return { name: null, script: { models: Object.fromEntries(models) }, expect: {} }
}

export function servingOf({ name, upstream, expect, instances, seed }: Scenario): Serving {
  return { name, script: upstream, expect, instances, ...(seed === undefined ? {} : { seed }) }
}

/** The scenario of exactly this name; `where` is what the user typed. Throws a `Problem`. */
export function scenarioNamed(name: string, scenarios: readonly Scenario[], where: string): Scenario {
  const found = scenarios.find((one) => one.name === name)
  if (found !== undefined) return found
  const close = nearest(
    name,
    scenarios.map((one) => one.name),
  )
  throw new Problem('usage', words.unknownScenario(name, where, close))
}

/** As it is played on sockets; with `tls` every origin speaks it. Throws a `Problem` for what sockets cannot play. */
export function onSockets(serving: Serving, tls: boolean, where: string): Serving {
  const script = tls ? overTls(serving.script) : serving.script
  const reason = wireRefusal(script)
  if (reason !== undefined) throw new Problem('usage', words.unservable(serving.name, where, reason))
  return { ...serving, script }
}

function overTls({ models, origins }: Script): Script {
  const endpoints = endpointsOf(origins === undefined ? { models } : { models, origins })
  const secured = [...Map.groupBy(endpoints, ({ origin }) => origin)].map(([origin, served]) => {
    const serves = served.map(({ model }) => model)
    return [origin, { ...origins?.[origin], serves, tls: true }] as const
  })
  return { models, origins: Object.fromEntries(secured) }
}
