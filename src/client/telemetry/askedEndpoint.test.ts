import { expect, test } from 'vitest'
import { placeOf } from './askedEndpoint.ts'

const at = (origin: string) => ({ endpoint: 'a', origin })
const place = (provider: string, address: string, port: number) => ({
  'gen_ai.provider.name': provider,
  'server.address': address,
  'server.port': port,
})

test.each([
  ['https://api.deepseek.com', place('deepseek', 'api.deepseek.com', 443)],
  ['https://api.moonshot.cn', place('moonshot_ai', 'api.moonshot.cn', 443)],
  ['https://mine.openai.azure.com', place('azure.ai.openai', 'mine.openai.azure.com', 443)],
  ['https://x.ai', place('x_ai', 'x.ai', 443)],
  ['https://notx.ai', place('openai', 'notx.ai', 443)],
  ['http://127.0.0.1:8080', place('openai', '127.0.0.1', 8080)],
  ['http://gateway.test', place('openai', 'gateway.test', 80)],
  ['gateway', { 'gen_ai.provider.name': 'openai' }],
])('%s', (origin, attributes) => {
  expect(placeOf(at(origin), undefined)).toEqual(attributes)
})

test('the application knows better', () => {
  expect(placeOf(at('https://api.deepseek.com'), 'holysheep')).toMatchObject({ 'gen_ai.provider.name': 'holysheep' })
  expect(placeOf({ endpoint: 'a', model: 'm' }, ({ model }) => `p-${model}`)).toEqual({ 'gen_ai.provider.name': 'p-m' })
})

test('nobody was asked', () => {
  expect(placeOf(undefined, 'holysheep')).toEqual({ 'gen_ai.provider.name': 'holysheep' })
  expect(placeOf(undefined, () => 'p')).toEqual({})
})
