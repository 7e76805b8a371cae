import type { OriginScript, Script } from '../../../faults/index.ts'
import { without, type Reduction } from './reduction.ts'

/** Fewer models; all at one place; no HTTP/2, no TLS, no key that is shared. */
export const fewerEndpoints: Reduction = function* (scenario) {
  for (const upstream of simplerScripts(scenario.upstream)) yield { ...scenario, upstream }
}

function* simplerScripts(script: Script): Iterable<Script> {
  const { models, origins } = script
  const names = Object.keys(models)
  if (names.length > 1) for (const name of names.toReversed()) yield withoutModel(script, name)
  if (origins === undefined) return
  yield { models }
  for (const [name, origin] of Object.entries(origins)) {
    const changed = (place: OriginScript): Script => ({ models, origins: { ...origins, [name]: place } })
    if (origin.http2 !== undefined) yield changed(without(origin, 'http2'))
    if (origin.tls !== undefined) yield changed(without(without(origin, 'tls'), 'http2'))
    if (origin.credential !== undefined) yield changed(without(origin, 'credential'))
    if (origin.rules?.length === 0) yield changed(without(origin, 'rules'))
  }
}

function withoutModel({ models, origins }: Script, name: string): Script {
  const { [name]: _, ...left } = models
  if (origins === undefined) return { models: left }
  const places = Object.entries(origins).flatMap(([origin, place]) => {
    const serves = place.serves.filter((model) => model !== name)
    return serves.length === 0 ? [] : [[origin, { ...place, serves }] as const]
  })
  return { models: left, origins: Object.fromEntries(places) }
}
