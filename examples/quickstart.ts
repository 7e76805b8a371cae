// One question to a chain of models. Who fails is asked again or passed over, and the reply says what it took.
//
//   HOLYSHEEP_API_KEY=… node examples/quickstart.ts
import { budget, ChatError, createClient, deadline, env } from 'brownout'

const { BASE_URL = 'https://api.holysheep.ai/v1', API_KEY } = process.env
const gateway = { baseURL: BASE_URL, apiKey: API_KEY ?? env('HOLYSHEEP_API_KEY') }

const client = createClient({
  // In the order of preference; prices in USD per million tokens.
  endpoints: [
    { ...gateway, model: 'deepseek-chat', price: { input: '0.42', output: '0.42' } },
    { ...gateway, model: 'moonshot-v1-8k', price: { input: '0.85', output: '2.10' } },
    { ...gateway, model: 'abab6-chat', price: { input: '0.65', output: '1.30' } },
  ],
  policies: [deadline('30s'), budget({ usd: '1.00' })],
})

try {
  const { text, attempts, cost, timings } = await client.chat({
    messages: [{ role: 'user', content: 'What is patience? One sentence.' }],
    max_tokens: 100,
  })
  console.log(text)
  for (const { kind, endpoint, failure } of attempts)
    console.log(`- ${kind}: ${endpoint} ${failure === null ? 'answered' : `failed, ${failure.errorClass}`}`)
  console.log(`It cost ${cost.usd ?? 'nobody knows how many'} USD (at most ${cost.atMostUsd ?? 'unknown'}),`)
  console.log(`and took ${Math.round(timings.totalMs)} ms, of which ${Math.round(timings.waitedMs)} were waits.`)
} catch (error) {
  if (!(error instanceof ChatError)) throw error
  // The class says what to do; `retryAtMs` when to come back, where somebody said so.
  console.error(`No answer: ${error.message}`)
  process.exitCode = 1
} finally {
  await client.close()
}
