import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { scheduled, waitShare } from './cpuWait.ts'

function fileOf(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'brownout-schedstat-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const file = join(folder, 'schedstat')
  writeFileSync(file, text)
  return file
}

test('the kernel counts what ran and what waited', () => {
  expect(scheduled(fileOf('116462 43500 2\n'))).toEqual({ ranNs: 116_462, waitedNs: 43_500 })
})

test.each(['', 'none of it', '12'])('%j says nothing', (text) => expect(scheduled(fileOf(text))).toBeUndefined())

test('where there is no such file nobody knows', () => {
  expect(scheduled('/proc/self/no-such-file')).toBeUndefined()
  expect(waitShare(undefined, { ranNs: 1, waitedNs: 1 })).toBe(null)
})

test('the share is of the time between two readings', () => {
  expect(waitShare({ ranNs: 100, waitedNs: 50 }, { ranNs: 400, waitedNs: 150 })).toBe(0.25)
  expect(waitShare({ ranNs: 100, waitedNs: 50 }, { ranNs: 100, waitedNs: 50 })).toBe(0)
})
