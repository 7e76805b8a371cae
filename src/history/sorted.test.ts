import { describe, expect, test } from 'vitest'
import { HistoryBuilder } from '../../test/support/historyBuilder.ts'

type Story = (history: HistoryBuilder) => void

function told(story: Story) {
  const history = new HistoryBuilder()
  story(history)
  return history.view()
}

const attempt = { type: 'attempt-started', call: 0, attempt: 0, endpoint: 'a', kind: 'first' } as const

const well: Story = (history) => {
  history.call(0, 0)
  history.record(0, attempt)
  history.answer(5, history.request(1, 0))
  history.succeed(5, 0)
}

describe('a call is troubled', () => {
  test('unless it simply went well', () => {
    const { calls, troubled } = told(well)
    expect([calls.length, troubled.length]).toEqual([1, 0])
  })

  test.each<[string, Story]>([
    ['that made no request', (history) => history.succeed(5, 0)],
    ['that never ended', (history) => history.answer(5, history.request(1, 0))],
    [
      'that failed over a good answer',
      (history) => {
        history.answer(5, history.request(1, 0))
        history.fail(5, 0)
      },
    ],
    [
      'whose answer was an error',
      (history) => {
        history.answer(5, history.request(1, 0), { status: 500 })
        history.succeed(5, 0)
      },
    ],
    [
      'whose answer was cut behind its end',
      (history) => {
        history.answer(5, history.request(1, 0), { how: 'fin' })
        history.succeed(5, 0)
      },
    ],
    [
      'that made two requests',
      (history) => {
        history.answer(3, history.request(1, 0))
        history.answer(5, history.request(4, 0))
        history.succeed(5, 0)
      },
    ],
    [
      'whose request came before its attempt',
      (history) => {
        const request = history.request(1, 0)
        history.record(1, attempt)
        history.answer(5, request)
        history.succeed(5, 0)
      },
    ],
    [
      'that waited',
      (history) => {
        history.record(0, { type: 'wait-started', call: 0, delayMs: 1, reason: 'limiter' })
        history.answer(5, history.request(1, 0))
        history.succeed(5, 0)
      },
    ],
    [
      'that was aborted when all was over',
      (history) => {
        history.answer(5, history.request(1, 0))
        history.succeed(5, 0)
        history.abort(6, 0)
      },
    ],
    [
      'that ended behind the run',
      (history) => {
        history.answer(5, history.request(1, 0))
        history.record(6, { type: 'run-quiesced', timers: 0, sockets: 0, listeners: 0 })
        history.succeed(7, 0)
      },
    ],
  ])('%s', (_which, story) => {
    const { troubled } = told((history) => {
      history.call(0, 0)
      story(history)
    })
    expect(troubled.map(({ call }) => call)).toEqual([0])
  })
})

test('streams are the calls that wanted one, or were given pieces', () => {
  const { streams } = told((history) => {
    history.call(0, 0)
    history.call(0, 1, { stream: true })
    history.call(0, 2)
    history.delta(1, 2, 'a')
  })
  expect(streams.map(({ call }) => call)).toEqual([1, 2])
})

test('exchanges are sorted by what came of them; refusals by when it was read', () => {
  const { exchanges, failures, notable, refusals } = told((history) => {
    history.call(0, 0)
    const [good, asking, slow, quick, cut, open] = Array.from({ length: 6 }, () => history.request(0, 0))
    history.answer(1, good!)
    history.answer(2, asking!, { asked: { 'x-ratelimit-reset': '5' } })
    history.answer(3, quick!, { status: 500 })
    history.answer(4, slow!, { status: 429 })
    history.answer(5, cut!, { status: 503, how: 'reset' })
    history.close(6, open!, { how: 'client-left', finished: false })
  })
  const numbers = (some: typeof exchanges) => some.map((exchange) => exchanges.indexOf(exchange))
  expect(numbers(failures)).toEqual([2, 3, 4, 5])
  expect(numbers(notable)).toEqual([1, 2, 3, 4])
  expect(numbers(refusals)).toEqual([1, 3, 2])
})

test('requests without a call are strays', () => {
  const { strays, exchanges } = told((history) => {
    history.call(0, 0)
    history.request(0, 0)
    history.request(1, null)
  })
  expect(strays).toEqual([exchanges[1]])
})
