import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hostileText, steering } from '../../test/support/hostileText.ts'
import { brokeRun, heldRun, hostileTexts, sampleReport, withHostileText } from '../../test/support/sampleReport.ts'
import type { Report } from '../harness/report.ts'
import { createConsoleReporter, type ConsoleOptions } from './console.ts'

/** Everything that is written while `report` comes in run by run. */
function written(report: Report, options: Partial<ConsoleOptions> = {}): string {
  let text = ''
  const write = (part: string) => (text += part)
  const reporter = createConsoleReporter({ write, isTTY: false, columns: 80, colour: false, ...options })
  report.runs.forEach((run, index) => reporter.runFinished(run, index + 1, report.runs.length))
  reporter.finished(report, 'reports/latest/report.html')
  return text
}

describe('piped', () => {
  const lines = written(sampleReport).split('\n')

  test('one line per scenario, grouped by target and world', () => {
    expect(lines.slice(0, 12)).toEqual([
      'client, virtual clock                                           calls  attempts',
      '  rate-limit     rate-limit-storm                   ok            600     1,358',
      '  stream         stream-cut                         FAIL            3         7',
      '  timeout        deadline-tight                     no verdict      3         7',
      '',
      'client, real sockets                                            calls  attempts',
      '  rate-limit     rate-limit-storm                   left out',
      '  transport      connection-refused                 CRASHED         1         1',
      '',
      'client, MSW                                                     calls  attempts',
      '  tls            tls-expired                        refused',
      '',
    ])
  })

  test('each broken run is told with its proof, its replay and its why', () => {
    const start = lines.findIndex((line) => line.startsWith('  x stream-cut'))
    const story = lines.slice(
      start,
      lines.findIndex((line, index) => index > start && line.startsWith('  ? ')),
    )
    expect(story.slice(0, 2)).toEqual([
      '  x stream-cut (client, virtual clock): call 2 came back to deepseek-chat after',
      '    212 ms, 2 s were asked for',
    ])
    expect(story.slice(-4)).toEqual([
      '    again:          npx brownout replay client.virtual.stream-cut.7f3a19',
      '    why it matters: npx brownout help retry-after-honoured',
      '    why it matters: npx brownout help success-means-complete',
      '',
    ])
  })

  test('a broken run is a day in words, then two lanes: the upstream left, the client right', () => {
    const start = lines.findIndex((line) => line.startsWith('      upstream  '))
    expect(lines.slice(start, start + 24)).toEqual([
      '      upstream  deepseek-chat: the first time rateLimit retryAfterSeconds=2;',
      '                  then always resetPeer afterBytes=120',
      '      calls     burst calls=3, stream',
      '      policy    deadline 1 min',
      '',
      '      upstream                            ms    client   (> proof, x breach)',
      '      ... 3 events left out',
      '                                           1 <- call 1: asks deepseek-chat,',
      '                                                  stream',
      '                                             <- call 2: asks deepseek-chat',
      '    > call 2: 429 rate_limited,            4 ->',
      '        retry-after 2',
      '                                                call 2: waits 212 ms (backoff)',
      '    x                                    216 <- call 2: asks deepseek-chat',
      '                                                ^ breaks retry-after-honoured',
      '      call 1: 200                        220 ->',
      '                                         221    call 1: receives "Hello, wo" in',
      '                                                  3 pieces',
      '      ... 1 event left out',
      '    > call 1: connection reset, after  231.3 ->',
      '        "Hello, wo"',
      '    x                                           call 1: ended ok: "Hello, wo"',
      '                                                ^ breaks success-means-complete',
      '      call 2: 200, which means           240 ->',
    ])
  })

  test('what has no verdict says why', () => {
    expect(lines.join(' ').replace(/ +/g, ' ')).toContain(
      '? deadline-tight (client, virtual clock): deadline-kept was never',
    )
    expect(lines.join(' ').replace(/ +/g, ' ')).toContain(
      '! connection-refused (client, real sockets): the target threw',
    )
  })

  test('each world says what it played and what it would not, and the last lines sum up', () => {
    expect(lines.slice(-12)).toEqual([
      'virtual: played 3',
      'loopback: played 1, left out 1',
      '  rate-limit-storm: it lasts 10 min 30 s, which on real sockets is real time:',
      '    ask for it by name',
      'msw: played 0, refused 1',
      '  tls-expired: MSW answers requests and never shows a certificate: play it with',
      '    --world loopback',
      '',
      '1 run held, 1 broke, 1 without a verdict, 1 crashed, 1 refused, 1 left out.',
      '607 calls, 1,373 attempts, 10 min 35 s of virtual time in 412 ms.',
      'Report: reports/latest/report.html',
      '',
    ])
  })

  test('nothing is wider than the terminal, nothing steers it', () => {
    for (const columns of [60, 80, 120]) {
      const narrow = written(sampleReport, { columns })
      for (const line of narrow.split('\n')) expect(line.length, line).toBeLessThanOrEqual(Math.max(columns, 79))
      expect(narrow).not.toMatch(steering)
    }
  })

  test('where there is room the requirement stands beside the scenario', () => {
    expect(written(sampleReport, { columns: 140 })).toContain(
      '1,358  Wait as long as Retry-After says, fall back rather',
    )
  })

  test('one target in one world that held needs three lines of summary', () => {
    const runs = [heldRun, { ...heldRun, scenario: 'other' }]
    expect(
      written({ ...sampleReport, verdict: 'held', runs })
        .split('\n')
        .slice(-5),
    ).toEqual([
      '',
      '2 scenarios held, 0 broke.',
      '1,200 calls, 2,716 attempts, 21 min of virtual time in 412 ms.',
      'Report: reports/latest/report.html',
      '',
    ])
  })

  test('after five stories the rest is a sentence and a replay each', () => {
    const runs = Array.from({ length: 8 }, (_, index) => ({
      ...brokeRun,
      scenario: `s${index}`,
      token: `token-${index}`,
    }))
    const text = written({ ...sampleReport, runs })
    expect(text.match(/why it matters/g)).toHaveLength(10)
    expect(text.match(/again: +npx brownout replay token-\d/g)).toHaveLength(8)
    expect(text).toContain('3 more runs like these: the report tells each one')
  })
})

describe('on a terminal', () => {
  const text = written(sampleReport, { isTTY: true })

  test('the progress is rewritten in place and gone at the end', () => {
    expect(text.split('\r\u001b[2K').filter((part) => /[#-] \d\/6$/.test(part))).toHaveLength(5)
    expect(text.slice(text.lastIndexOf('\u001b[2K') + 4)).not.toMatch(/\d\/6/)
  })

  test('without the progress it is what a pipe gets', () => {
    // oxlint-disable-next-line no-control-regex
    expect(text.replace(/\r\u001b\[2K( {2}[#-]{20} \d\/6)?/g, '')).toBe(written(sampleReport))
  })

  test('an interrupted run leaves no progress behind', () => {
    let out = ''
    const reporter = createConsoleReporter({ write: (part) => (out += part), isTTY: true, colour: false })
    reporter.runFinished(heldRun, 1, 9)
    expect(out).toMatch(/1\/9$/)
    reporter.finished({ ...sampleReport, runs: [heldRun] }, undefined)
    expect(out.slice(out.lastIndexOf('1/9') + 3).startsWith('\r\u001b[2K')).toBe(true)
    expect(out).not.toContain('Report:')
  })
})

describe('colour', () => {
  const coloured = written(sampleReport, { colour: true })

  test('only where the caller wants it, and only colour', () => {
    expect(coloured).toContain('\u001b[31mFAIL')
    // oxlint-disable-next-line no-control-regex
    expect(coloured.replace(/\u001b\[\d+m/g, '')).toBe(written(sampleReport))
  })

  test('no line leaves its colour on', () => {
    for (const line of coloured.split('\n')) {
      // oxlint-disable-next-line no-control-regex
      const codes = line.match(/\u001b\[\d+m/g) ?? []
      expect(codes.length % 2).toBe(0)
    }
  })
})

describe('hostile text', () => {
  // oxlint-disable-next-line no-control-regex
  const commands = /^(\s|\u001b\[\d+m)*::|##\w*\[/m

  test.each(hostileTexts)('%j neither steers the terminal nor commands a CI server', (hostile) => {
    const text = written(withHostileText(sampleReport, hostile))
    expect(text).not.toMatch(steering)
    expect(text).not.toMatch(commands)
  })

  test('nor does any other', () => {
    fc.assert(
      fc.property(hostileText, fc.integer({ min: 40, max: 120 }), (hostile, columns) => {
        const text = written(withHostileText(sampleReport, hostile), { columns })
        expect(text).not.toMatch(steering)
        expect(text).not.toMatch(commands)
      }),
      { numRuns: 100 },
    )
  })
})
