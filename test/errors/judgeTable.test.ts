import { describe, expect, test } from 'vitest'
import { catalogue } from '../../src/faults/index.ts'
import { judgeTable, type PlayedTable } from './judgeTable.ts'
import type { Met, Played, Row } from './row.ts'

const reset: Met = 'headers Error ECONNRESET'
const closed: Met = 'headers SocketError UND_ERR_SOCKET'
const rows: readonly Row[] = [
  { fault: catalogue.resetPeer({}), gives: [reset, closed] },
  { fault: catalogue.noHeaders({}), gives: [closed], notVirtual: 'it has no time limits' },
]

function judged(resets: Partial<Played> = {}, hangs: Partial<Played> = {}, others: PlayedTable['others'] = {}) {
  const good: PlayedTable = {
    rows: {
      resetPeer: { request: reset, fetch: reset, virtual: reset },
      noHeaders: { request: closed, fetch: closed, virtual: 'no end' },
    },
    others: {},
  }
  const other: PlayedTable = {
    rows: {
      resetPeer: { ...good.rows['resetPeer']!, ...resets },
      noHeaders: { ...good.rows['noHeaders']!, ...hangs },
    },
    others,
  }
  const lines: string[] = []
  return { held: judgeTable({ '26': good, '24': other }, (line) => lines.push(line), rows), said: lines.join('\n') }
}

describe('the table of errors', () => {
  test('is held by what it lists, by any of its alternatives, and by the missing end for which it has a reason', () => {
    expect(judged().held).toBe(true)
    expect(judged({ request: closed, fetch: closed, virtual: closed }, {}, { latency: ['200 whole'] }).held).toBe(true)
  })

  test.each([
    ['undici.request gives body Error ECONNRESET instead of', judged({ request: 'body Error ECONNRESET' })],
    ['undici.fetch gives headers TypeError - instead of', judged({ fetch: 'headers TypeError -' })],
    ['the virtual network gives no end instead of', judged({ virtual: 'no end' })],
    ['the virtual network gives 200 whole instead of no end', judged({}, { virtual: '200 whole' })],
    ['latency has no row, but gives body Error EPIPE', judged({}, {}, { latency: ['body Error EPIPE', '200 whole'] })],
  ])('is not held where %s', (what, { held, said }) => {
    expect(held).toBe(false)
    expect(said).toContain(`Node 24: ${what}`)
  })
})
