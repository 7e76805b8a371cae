import { describe, expect, test } from 'vitest'
import { after100, hedged, quick, slow } from '../../test/support/hedgeStage.ts'
import { ask, nothing, onPeers, toldAttempts } from '../../test/support/peerStage.ts'
import { answers } from '../../test/support/scriptedPeer.ts'

const price = { input: '1', output: '2' }

describe('when the first answer is late', () => {
  test('the next endpoint is asked too; the first that answers wins, and the other is closed at that instant', async () => {
    const { reply, told, left } = await hedged({ main: slow, spare: quick, third: quick })
    expect(reply).toMatchObject({ text: 'quick', endpoint: 'spare', timings: { totalMs: 130 } })
    expect(told).toEqual(['main asked at 0', 'spare asked at 100', 'main left at 130'])
    expect(toldAttempts(reply)).toEqual(['main first 0-130 aborted/superseded', 'spare hedge 100-130 ok'])
    expect(left).toEqual(nothing)
  })

  test('the first one may still win: then the hedge is closed', async () => {
    const { reply, told, left } = await hedged({ main: answers('main', { afterMs: 120 }), spare: slow })
    expect(reply).toMatchObject({ text: 'main', endpoint: 'main', timings: { totalMs: 120 } })
    expect(told).toEqual(['main asked at 0', 'spare asked at 100', 'spare left at 120'])
    expect(toldAttempts(reply)).toEqual(['spare hedge 100-120 aborted/superseded', 'main first 0-120 ok'])
    expect(left).toEqual(nothing)
  })

  test('an answer in time needs no hedge, and leaves no timer for one', async () => {
    const { told, left } = await hedged({ main: answers('main', { afterMs: 99 }), spare: quick })
    expect(told).toEqual(['main asked at 0'])
    expect(left).toEqual(nothing)
  })

  test('each attempt is told of as it ends, the loser before the winner', async () => {
    await onPeers(
      { main: slow, spare: quick },
      async ({ client, events }) => {
        await client.chat(ask)
        const told = events.flatMap((event) => {
          if (event.type === 'attempt-started')
            return [`${event.attempt} ${event.endpoint} ${event.kind} at ${event.at}`]
          return event.type === 'attempt-ended' ? [`${event.attempt} ${event.reason ?? 'ok'} at ${event.at}`] : []
        })
        expect(told).toEqual(['0 main first at 0', '1 spare hedge at 100', '0 superseded at 130', '1 ok at 130'])
      },
      { policies: after100 },
    )
  })

  test('the loser may be billed: its worst case is in what the call cost at most, and not in what it cost', async () => {
    await onPeers(
      { main: slow, spare: quick },
      async ({ client }) => {
        const { cost } = await client.chat(ask)
        // 10 tokens at 1 pico-dollar a millionth, 5 at 2.
        expect(cost.usd).toBe('0.00002')
        expect(Number(cost.atMostUsd)).toBeGreaterThan(0.00002)
        expect(client.spend).toMatchObject(cost)
      },
      { policies: after100, all: { price } },
    )
  })
})
