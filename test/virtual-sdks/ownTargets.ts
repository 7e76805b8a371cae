import http from 'node:http'
import https from 'node:https'
import OpenAI from 'openai'
import type { CallOutcome } from '../../src/history/index.ts'
import { defineTarget, type Target, type TargetCall, type TargetSetup } from '../../src/targets/index.ts'

const limitMs = 1_500

type Ask = (call: TargetCall) => Promise<CallOutcome>

function own(name: string, open: (setup: TargetSetup) => Ask): Target {
  return defineTarget({
    name,
    doc: name,
    vantage: 'driver',
    supports: { stream: false, abort: true, policy: false },
    notPromised: ['deadlineMs', 'rpm', 'amplificationAtMost', 'retryPeak', 'quotaUse', 'outage'],
    network: 'own',
    open: (setup) => {
      const ask = open(setup)
      return { chat: (call) => ask(call).catch(failed), close: () => Promise.resolve() }
    },
  })
}

function failed(error: unknown): CallOutcome {
  return { ok: false, errorClass: null, message: String(error), status: null, retryAtMs: null }
}

/** The official SDK, unmodified: over the global fetch. */
export const sdk = own('openai', ({ endpoints }) => {
  const { baseURL, apiKey, model } = endpoints[0]!
  const client = new OpenAI({ baseURL, apiKey, timeout: limitMs })
  return async ({ messages, signal }) => {
    const completion = await client.chat.completions.create({ model, messages: messages as never }, { signal })
    return { ok: true, text: completion.choices[0]!.message.content!, model: completion.model }
  }
})

/** Over node:http or node:https, with the time limit of their sockets, and no retries. */
export const plain = own('node-http', ({ endpoints, trust }) => {
  const { baseURL, apiKey, model } = endpoints[0]!
  const { request } = baseURL.startsWith('https:') ? https : http
  return ({ messages, signal }) =>
    new Promise((resolve, reject) => {
      const url = `${baseURL}/chat/completions`
      const headers = { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' }
      const sent = request(url, { method: 'POST', headers, signal, timeout: limitMs, ca: trust }, (response) => {
        let text = ''
        response.setEncoding('utf8')
        response.on('data', (piece: string) => (text += piece))
        response.on('error', reject)
        response.on('end', () => resolve(answerIn(text)))
      })
      sent.on('timeout', () => sent.destroy(new Error('timed out')))
      sent.on('error', reject)
      sent.end(JSON.stringify({ model, messages }))
    })
})

function answerIn(text: string): CallOutcome {
  try {
    const { choices } = JSON.parse(text) as { choices: [{ message: { content: string } }] }
    return { ok: true, text: choices[0].message.content, model: null }
  } catch (error) {
    return failed(error)
  }
}
