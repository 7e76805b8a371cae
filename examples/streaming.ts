// An answer as it comes, and one that somebody stops in the middle.
//
//   HOLYSHEEP_API_KEY=… node examples/streaming.ts
import { ChatError, createClient, env, timeout } from 'brownout'

const { BASE_URL = 'https://api.holysheep.ai/v1', API_KEY } = process.env

const client = createClient({
  baseURL: BASE_URL,
  apiKey: API_KEY ?? env('HOLYSHEEP_API_KEY'),
  models: ['deepseek-chat', 'moonshot-v1-8k'],
  // Before the first word another model may still take over; after it silence ends the call.
  policies: [timeout({ firstTokenMs: 8_000, tokenIdleMs: 10_000 })],
})

const messages = [{ role: 'user', content: 'Tell a short story about a patient server.' }] as const

const stream = client.stream({ messages })
for await (const delta of stream) process.stdout.write(delta)
const { endpoint, timings, attempts } = await stream.reply
console.log(
  `\n- ${endpoint}, attempt ${attempts.length}: the first words after ${Math.round(timings.firstContentMs)} ms`,
)

// A signal ends a stream from outside, at once: a button, a request that was closed, a second. From inside, `break` does.
try {
  for await (const delta of client.stream({ messages }, { signal: AbortSignal.timeout(1_000) }))
    process.stdout.write(delta)
  console.log('\n- it was done before it was stopped')
} catch (error) {
  if (!(error instanceof ChatError)) throw error
  console.log(`\n- ${error.errorClass} after ${error.partialText.length} characters: nothing of them is lost`)
}

await client.close()
