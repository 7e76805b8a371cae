// Many questions, four at a time, within a budget. One failure never loses the rest.
//
//   HOLYSHEEP_API_KEY=… BUDGET_USD=0.10 node examples/batch.ts
import { budget, createClient, env, priceOf, readModels, route } from 'brownout'

const { BASE_URL = 'https://api.holysheep.ai/v1', API_KEY, BUDGET_USD = '0.10' } = process.env
const gateway = { baseURL: BASE_URL, apiKey: API_KEY ?? env('HOLYSHEEP_API_KEY') }

// The models that come with the package and have an id; each with its price.
const models = readModels().flatMap((facts) => (facts.id === null ? [] : [{ ...facts, id: facts.id }]))

const client = createClient({
  endpoints: models.map((facts) => ({ ...gateway, model: facts.id, price: priceOf(facts) })),
  route: route.balance({ strategy: 'cheapest', members: models.map(({ id }) => id) }),
  policies: [budget({ usd: BUDGET_USD })],
})

const cities = ['Hanoi', 'Hue', 'Da Nang', 'Hoi An', 'Da Lat', 'Nha Trang', 'Can Tho', 'Hai Phong', 'Vinh', 'Sa Pa']
const requests = cities.map((city) => ({
  messages: [{ role: 'user' as const, content: `One sentence about ${city}.` }],
  max_tokens: 50, // a budget needs it: nothing is sent whose worst case nobody knows
}))

const batch = client.batch(requests, {
  concurrency: 4,
  onItem: (item) => {
    const outcome = item.ok ? `answered by ${item.reply.model}` : `failed: ${item.error.message}`
    console.log(`${cities[item.index]} ${outcome}`)
  },
})
const { answered, failed, usage, cost, models: answers } = await batch.summary

console.log(`${answered} answered, ${failed} failed, by model:`, answers)
console.log(`${usage.totalTokens} tokens; ${usage.unknown} answers without a count`)
console.log(`${cost.usd ?? `more than ${cost.knownUsd}`} USD of ${client.spend.limitUsd}`)
await client.close()
