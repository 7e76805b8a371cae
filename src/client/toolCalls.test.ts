import { describe, expect, test } from 'vitest'
import { ask, onPeers } from '../../test/support/peerStage.ts'
import { documents, streams } from '../../test/support/scriptedPeer.ts'
import { readToolCalls, ToolCallCollector } from './toolCalls.ts'

const call = (id: string, name: string, text: string) => ({ id, type: 'function', function: { name, arguments: text } })
const collected = (...pieces: unknown[]) => {
  const collector = new ToolCallCollector()
  for (const piece of pieces) collector.add(piece)
  return collector.calls
}

describe('calls of a whole message', () => {
  test('are read as they are, in their order', () => {
    const calls = [call('a', 'f', '{"x":1}'), call('b', 'g', '')]
    expect(readToolCalls(calls)).toEqual(calls)
  })

  test('have an order of their own, whatever index they claim', () => {
    const calls = [
      { ...call('a', 'f', ''), index: 1 },
      { ...call('b', 'g', ''), index: 1 },
    ]
    expect(readToolCalls(calls).map(({ id }) => id)).toEqual(['a', 'b'])
  })

  test.each([undefined, null, 'f', {}, []])('%j holds none', (value) => {
    expect(readToolCalls(value)).toEqual([])
  })

  test('what they lack is empty, and what is no text is not there', () => {
    const none = call('', '', '')
    expect(readToolCalls([{}, { id: 7, function: { name: 1, arguments: {} } }, null])).toEqual([none, none, none])
  })
})

describe('calls that come in pieces', () => {
  test('another id is another call, although all have the index 0', () => {
    const calls = collected(
      [{ index: 0, id: 'a', function: { name: 'f', arguments: '{"x"' } }],
      [{ index: 0, id: 'a', function: { arguments: ':1}' } }],
      [{ index: 0, id: 'b', function: { name: 'g', arguments: '{' } }],
      [{ index: 0, function: { arguments: '}' } }],
      [{ index: 0, id: '', function: { arguments: ' ' } }],
    )
    expect(calls).toEqual([call('a', 'f', '{"x":1}'), call('b', 'g', '{} ')])
  })

  test('are put together by their index, however they are mixed', () => {
    const calls = collected(
      [{ index: 0, id: 'a', function: { name: 'f', arguments: '' } }],
      [{ index: 1, id: 'b', function: { name: 'g', arguments: '{"y"' } }],
      [
        { index: 0, function: { arguments: '{"x"' } },
        { index: 1, function: { arguments: ':2}' } },
      ],
      [{ index: 0, function: { arguments: ':1}' } }],
    )
    expect(calls).toEqual([call('a', 'f', '{"x":1}'), call('b', 'g', '{"y":2}')])
  })

  test('without an index are told apart by their place', () => {
    expect(
      collected([
        { id: 'a', function: { name: 'f' } },
        { id: 'b', function: { name: 'g' } },
      ]),
    ).toEqual([call('a', 'f', ''), call('b', 'g', '')])
  })

  test.each([undefined, null, 'f', {}, [null]])('%j breaks nothing', (piece) => {
    expect(collected([{ index: 0, id: 'a', function: { name: 'f', arguments: '1' } }], piece)).toEqual([
      call('a', 'f', '1'),
    ])
  })
})

describe('a reply', () => {
  const weather = call('call_1', 'weather', '{"city":"Hue"}')

  test('holds the calls of a document', async () => {
    const message = { role: 'assistant', content: null, tool_calls: [weather] }
    const main = documents({ choices: [{ index: 0, message, finish_reason: 'tool_calls' }] })
    await onPeers({ main }, async ({ client }) => {
      expect(await client.chat(ask)).toMatchObject({ text: '', finishReason: 'tool_calls', toolCalls: [weather] })
    })
  })

  test('holds the calls of a stream, of which nothing is shown on the way', async () => {
    const piece = (fields: object) => ({ tool_calls: [{ index: 0, ...fields }] })
    const main = streams([
      [1, { role: 'assistant', content: null }],
      [1, piece({ id: 'call_1', type: 'function', function: { name: 'weather', arguments: '' } })],
      [1, piece({ function: { arguments: '{"city":' } })],
      [1, piece({ function: { arguments: '"Hue"}' } })],
    ])
    await onPeers({ main }, async ({ client }) => {
      const stream = client.stream(ask)
      const deltas: string[] = []
      for await (const delta of stream) deltas.push(delta)
      expect(deltas).toEqual([])
      expect(await stream.reply).toMatchObject({ text: '', toolCalls: [weather] })
    })
  })

  test('of words alone holds none', async () => {
    await onPeers({ main: streams([[1, 'words']]) }, async ({ client }) => {
      const stream = client.stream(ask)
      for await (const _delta of stream);
      expect((await stream.reply).toolCalls).toEqual([])
    })
  })
})
