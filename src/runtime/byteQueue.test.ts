import { beforeEach, describe, expect, test } from 'vitest'
import { ByteQueue } from './byteQueue.ts'

const bytes = (text: string) => Buffer.from(text)
const value = async (queue: ByteQueue) => {
  const result = await queue.next()
  return result.done === true ? 'done' : Buffer.from(result.value).toString()
}

let told: string[]
let queue: ByteQueue
beforeEach(() => {
  told = []
  queue = new ByteQueue({
    onLeft: () => told.push('left'),
    onFull: () => told.push('full'),
    onDrained: () => told.push('drained'),
  })
})

describe('a body between a socket and a reader', () => {
  test('what was pushed before the reader came is read in order', async () => {
    queue.push(bytes('a'))
    queue.push(bytes('b'))
    queue.end()
    expect([await value(queue), await value(queue), await value(queue), await value(queue)]).toEqual([
      'a',
      'b',
      'done',
      'done',
    ])
  })

  test('a reader that waits gets what comes', async () => {
    const waiting = value(queue)
    queue.push(bytes('a'))
    expect(await waiting).toBe('a')
    const last = value(queue)
    queue.end()
    expect(await last).toBe('done')
  })

  test('nothing comes after the end', async () => {
    queue.end()
    queue.push(bytes('late'))
    queue.end()
    queue.fail(new Error('late'))
    expect(await value(queue)).toBe('done')
  })
})

describe('a body that breaks', () => {
  test('gives all it had before the error', async () => {
    queue.push(bytes('half'))
    queue.fail(new Error('reset'))
    expect(await value(queue)).toBe('half')
    await expect(queue.next()).rejects.toThrow('reset')
    await expect(queue.next()).rejects.toThrow('reset')
  })

  test('aborted, gives nothing more', async () => {
    queue.push(bytes('half'))
    queue.fail(new Error('aborted'), { drop: true })
    await expect(queue.next()).rejects.toThrow('aborted')
  })

  test('fails a reader that waits', async () => {
    const waiting = queue.next()
    queue.fail(new Error('reset'))
    await expect(waiting).rejects.toThrow('reset')
  })

  test('the first error is the error', async () => {
    queue.fail(new Error('reset'))
    queue.fail(new Error('aborted'), { drop: true })
    await expect(queue.next()).rejects.toThrow('reset')
  })
})

describe('a reader that leaves', () => {
  test('before the end closes the connection, once', async () => {
    queue.push(bytes('a'))
    queue.push(bytes('b'))
    for await (const _chunk of queue) break
    await queue.return()
    expect(told).toEqual(['left'])
    expect(await value(queue)).toBe('done')
  })

  test('after the end closes nothing', async () => {
    queue.push(bytes('a'))
    queue.end()
    for await (const _chunk of queue) break
    expect(told).not.toContain('left')
  })

  test('wakes whoever still waits', async () => {
    const waiting = value(queue)
    await queue.return()
    expect(await waiting).toBe('done')
  })
})

describe('a body that is all here', () => {
  const texts = (pieces: Uint8Array[] | undefined) => pieces?.map((piece) => Buffer.from(piece).toString())

  test('can be taken whole, once; then it is at its end', async () => {
    queue.push(bytes('a'))
    queue.push(bytes('b'))
    queue.end()
    expect(texts(queue.takeWhole())).toEqual(['a', 'b'])
    expect(queue.takeWhole()).toBeUndefined()
    expect(await value(queue)).toBe('done')
    expect(told).toEqual([])
  })

  test('may be empty', () => {
    queue.end()
    expect(queue.takeWhole()).toEqual([])
  })

  test('is not, before its end: nothing is lost by asking', async () => {
    queue.push(bytes('a'))
    expect(queue.takeWhole()).toBeUndefined()
    queue.end()
    expect(await value(queue)).toBe('a')
  })

  test('is not taken whole from the middle', async () => {
    queue.push(bytes('a'))
    queue.push(bytes('b'))
    queue.end()
    expect(await value(queue)).toBe('a')
    expect(queue.takeWhole()).toBeUndefined()
    expect(await value(queue)).toBe('b')
  })

  test.each([{ drop: false }, { drop: true }])('is not, when it broke: %j', async (options) => {
    queue.push(bytes('half'))
    queue.fail(new Error('reset'), options)
    expect(queue.takeWhole()).toBeUndefined()
    if (!options.drop) expect(await value(queue)).toBe('half')
    await expect(queue.next()).rejects.toThrow('reset')
  })

  test('is empty, when its reader has left', async () => {
    queue.push(bytes('a'))
    queue.end()
    await queue.return()
    expect(texts(queue.takeWhole())).toEqual([])
  })
})

test('a reader that is slow stops the socket, and lets it go on once it has caught up', async () => {
  const chunk = new Uint8Array(100 * 1024)
  queue.push(chunk)
  queue.push(chunk)
  expect(told).toEqual([])
  queue.push(chunk)
  expect(told).toEqual(['full'])
  await queue.next()
  await queue.next()
  expect(told).toEqual(['full'])
  await queue.next()
  expect(told).toEqual(['full', 'drained'])
})
