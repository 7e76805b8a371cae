import { HttpRequestInterceptor } from '@mswjs/interceptors/http'
import { getResponse } from 'msw'
import { defineNetwork, InterceptorSource } from 'msw/experimental'
import { setupServer } from 'msw/node'
import { Agent, request } from 'undici'
import { describe, expect, test } from 'vitest'
import { catalogue, type Script } from '../src/faults/index.ts'
import { RealClock } from '../src/runtime/index.ts'
import { faultHandlers, mswRefusal } from '../src/upstream/msw/index.ts'
import { casesOf } from './injector/cases/index.ts'
import { nameOf } from './injector/playCase.ts'
import { epochMs, startStage } from './injector/stage.ts'
import { view, type View } from './support/clientViews.ts'

/** Each case of the injector that MSW plays, under a model of its own: one upstream shows them all. */
const cases = Object.values(casesOf)
  .flat()
  .map((owed, index) => ({ ...owed, name: nameOf(owed), model: `model-${index}`, refusal: mswRefusal(owed.script) }))
const played = cases.filter(({ refusal }) => refusal === undefined)
const script: Script = { models: Object.fromEntries(played.map(({ model, script }) => [model, script.models['m']!])) }

/** What hangs is given up after so long without a byte, ms. */
const patienceMs = 1_000
const sideBySide = 16
const place = 'http://api.provider.test'

type Ask = (init: RequestInit & { readonly body: string }) => Promise<View>

async function viewsOf(ask: Ask): Promise<Map<string, View>> {
  const views = new Map<string, View>()
  const queue = played.values()
  const player = async () => {
    for (const { model, stream } of queue) {
      const body = JSON.stringify({ model, messages: [{ role: 'user', content: 'hi [[call:3]]' }], stream })
      const headers = { 'content-type': 'application/json', authorization: 'Bearer sk-test' }
      views.set(model, await ask({ method: 'POST', headers, body }))
    }
  }
  await Promise.all(Array.from({ length: sideBySide }, player))
  return views
}

function byUndici(urlOrigin: string, dispatcher: Agent): Ask {
  return ({ headers: sent, body: question }) =>
    view(async (signal) => {
      const { statusCode, headers, body } = await request(`${urlOrigin}/v1/chat/completions`, {
        method: 'POST',
        headers: sent as Record<string, string>,
        body: question,
        dispatcher,
        signal,
      })
      return { status: statusCode, headers: Object.entries(headers as Record<string, string>), body }
    }, patienceMs)
}

function byFetch(urlOrigin: string): Ask {
  return (init) =>
    view((signal) => fetch(`${urlOrigin}/v1/chat/completions`, { ...init, redirect: 'manual', signal }), patienceMs)
}

async function onSockets(ask: (urlOrigin: string) => Promise<Map<string, View>>): Promise<Map<string, View>> {
  const stage = await startStage(script)
  try {
    return await ask(stage.url)
  } finally {
    await stage.close()
  }
}

async function withUndici(urlOrigin: string): Promise<Map<string, View>> {
  const dispatcher = new Agent()
  try {
    return await viewsOf(byUndici(urlOrigin, dispatcher))
  } finally {
    await dispatcher.destroy()
  }
}

/** As the injector's upstream: the same chance, the same wall clock. */
const handlers = () => faultHandlers(script, 1, { clock: Object.assign(new RealClock(), { epochMs: () => epochMs }) })

/** Differences by the cases' names. */
function compared(wire: Map<string, View>, msw: Map<string, View>): Record<string, { wire: View; msw: View }> {
  return Object.fromEntries(
    played.flatMap(({ model, name }) => {
      const [onWire, throughMsw] = [wire.get(model)!, msw.get(model)!]
      return JSON.stringify(onWire) === JSON.stringify(throughMsw) ? [] : [[name, { wire: onWire, msw: throughMsw }]]
    }),
  )
}

describe('what a client sees through MSW is what it sees on the wire', () => {
  test('by getResponse', async () => {
    const all = handlers()
    const direct: Ask = (init) =>
      view(async (signal) => {
        const response = await getResponse(all, new Request(`${place}/v1/chat/completions`, { ...init, signal }))
        // What never answers is given up by the caller, and that is a network error.
        signal.throwIfAborted()
        return response!
      }, patienceMs)
    // What fetch would decode comes as it was sent, as for undici.request.
    expect(compared(await onSockets(withUndici), await viewsOf(direct))).toEqual({})
  })

  test('by defineNetwork, for undici', async () => {
    const wire = await onSockets(withUndici)
    const network = defineNetwork({
      sources: [new InterceptorSource({ interceptors: [new HttpRequestInterceptor()] })],
      handlers: handlers(),
      onUnhandledFrame: 'error',
      context: { quiet: true },
    })
    network.enable()
    try {
      expect(compared(wire, await withUndici(place))).toEqual({})
    } finally {
      network.disable()
    }
  })

  test('by setupServer, for global fetch', async () => {
    const wire = await onSockets((url) => viewsOf(byFetch(url)))
    const server = setupServer(...handlers())
    server.listen({ onUnhandledFrame: 'error' })
    try {
      expect(compared(wire, await viewsOf(byFetch(place)))).toEqual({})
    } finally {
      server.close()
    }
  })

  test('every fault is played or refused', () => {
    const of = (some: typeof cases) => new Set(some.map(({ fault }) => fault.type))
    const [plays, refuses] = [of(played), of(cases.filter(({ refusal }) => refusal !== undefined))]
    const refusedOnly = [...refuses].filter((name) => !plays.has(name))
    console.log(`msw: ${plays.size} faults (${played.length} cases) played three ways and compared with the wire`)
    for (const { name, refusal } of cases) if (refusal !== undefined) console.log(`msw: refused ${name}: ${refusal}`)
    expect(new Set([...plays, ...refusedOnly])).toEqual(new Set(Object.keys(catalogue)))
    expect(played.length).toBeGreaterThan(150)
  })
})
