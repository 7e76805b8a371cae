import { describe, expect, test } from 'vitest'
import { VirtualClock, VirtualDeadlock, VirtualRunaway } from './virtualClock.ts'

/** Lets `act` arrange timers that write into a diary, then sleeps until all is over. */
async function diary(act: (clock: VirtualClock, note: (what: string) => void) => void, untilMs = 1_000) {
  const clock = new VirtualClock()
  const notes: string[] = []
  await clock.run(async () => {
    act(clock, (what) => notes.push(`${what} at ${clock.now()}`))
    await clock.sleep(untilMs)
  })
  return notes
}

test('a run that is over leaves no turn in the line, which would keep all that it was made of', async () => {
  for (const end of [async () => {}, () => Promise.reject(new Error('broken'))]) {
    await new VirtualClock().run(end).catch(() => {})
    expect(process.getActiveResourcesInfo().filter((name) => name === 'Immediate')).toEqual([])
  }
})

describe('timers', () => {
  test('fire in the order of their instants, each at its own', async () => {
    const notes = await diary((clock, note) => {
      clock.timer(30, () => note('c'))
      clock.timer(10, () => note('a'))
      clock.timer(20, () => note('b'))
    })
    expect(notes).toEqual(['a at 10', 'b at 20', 'c at 30'])
  })

  test('due at one instant, fire in the order in which they were asked for', async () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']
    const notes = await diary((clock, note) => {
      for (const name of names) clock.timer(10, () => note(name))
    })
    expect(notes).toEqual(names.map((name) => `${name} at 10`))
  })

  test('what is over in no time comes after what was due before', async () => {
    const notes = await diary((clock, note) => {
      clock.timer(10, () => clock.timer(0, () => note('b')))
      clock.timer(10, () => note('a'))
    })
    expect(notes).toEqual(['a at 10', 'b at 10'])
  })

  test('never go back in time', async () => {
    expect(await diary((clock, note) => clock.timer(-5, () => note('late')))).toEqual(['late at 0'])
  })

  test('of no number are of 1 ms, as Node has it', async () => {
    expect(await diary((clock, note) => clock.timer(NaN, () => note('nobody knows when')))).toEqual([
      'nobody knows when at 1',
    ])
  })

  test('that were taken back do not fire, however often they are taken back', async () => {
    const clock = new VirtualClock()
    await clock.run(async () => {
      const timer = clock.timer(10, () => expect.unreachable())
      const other = clock.timer(10, () => {})
      expect(clock.pending()).toBe(2)
      timer.cancel()
      timer.cancel()
      expect(clock.pending()).toBe(1)
      await clock.sleep(20)
      other.cancel()
      expect(clock.pending()).toBe(0)
    })
    expect(clock.now()).toBe(20)
  })

  test('a fraction of a millisecond is never cut short', async () => {
    for (const delayMs of [0.0001, 1 / 3, 0.1 + 0.2, 1e-9, 12.3456789]) {
      const clock = new VirtualClock()
      await clock.run(() => clock.sleep(7 + delayMs))
      expect(clock.now()).toBeGreaterThanOrEqual(7 + delayMs)
      expect(clock.now()).toBeLessThan(7 + delayMs + 0.0011)
    }
  })

  test('a month passes like a moment', async () => {
    const clock = new VirtualClock()
    await clock.run(() => clock.sleep(29 * 24 * 3_600_000))
    expect([clock.now(), clock.eventCount]).toEqual([29 * 24 * 3_600_000, 1])
  })
})

describe('between two events everything that can run has run', () => {
  const depth = 10_000

  test('promises upon promises', async () => {
    const notes = await diary((clock, note) => {
      clock.timer(1, async () => {
        for (let step = 0; step < depth; step += 1) await Promise.resolve()
        note('promises')
      })
      clock.timer(2, () => note('next'))
    })
    expect(notes).toEqual(['promises at 1', 'next at 2'])
  })

  test('nextTick upon nextTick', async () => {
    const notes = await diary((clock, note) => {
      const tick = (left: number): void => {
        if (left === 0) note('ticks')
        else process.nextTick(tick, left - 1)
      }
      clock.timer(1, () => tick(depth))
      clock.timer(2, () => note('next'))
    })
    expect(notes).toEqual(['ticks at 1', 'next at 2'])
  })

  test('both in turn', async () => {
    const notes = await diary((clock, note) => {
      clock.timer(1, async () => {
        for (let step = 0; step < depth; step += 1) await new Promise<void>((resolve) => process.nextTick(resolve))
        note('both')
      })
      clock.timer(2, () => note('next'))
    })
    expect(notes).toEqual(['both at 1', 'next at 2'])
  })
})

describe('sleep', () => {
  test('ends with the signal, at that instant, with its reason, and leaves nothing', async () => {
    const clock = new VirtualClock()
    await clock.run(async () => {
      const controller = new AbortController()
      clock.timer(40, () => controller.abort(new Error('enough')))
      await expect(clock.sleep(1_000, controller.signal)).rejects.toThrow('enough')
      expect([clock.now(), clock.pending()]).toEqual([40, 0])
      await expect(clock.sleep(1_000, controller.signal)).rejects.toThrow('enough')
      expect(clock.pending()).toBe(0)
    })
  })
})

describe('a run that goes wrong says so', () => {
  test('nothing is scheduled, and it still waits', async () => {
    const clock = new VirtualClock()
    const stuck = clock.run(async () => {
      await clock.sleep(5)
      await new Promise(() => {})
    })
    await expect(stuck).rejects.toThrow(VirtualDeadlock)
    await expect(stuck).rejects.toThrow('nothing is scheduled at 5 ms')
  })

  test('too many events', async () => {
    const clock = new VirtualClock({ maxEvents: 100 })
    const again = (): void => void clock.timer(0, again)
    const busy = clock.run(async () => {
      again()
      await new Promise(() => {})
    })
    await expect(busy).rejects.toThrow(VirtualRunaway)
    expect(clock.eventCount).toBe(101)
  })

  test('too much time', async () => {
    const clock = new VirtualClock({ maxVirtualMs: 1_000 })
    await expect(clock.run(() => clock.sleep(1_001))).rejects.toThrow(VirtualRunaway)
  })

  test('a timer’s callback that throws', async () => {
    const clock = new VirtualClock()
    const throwing = clock.run(async () => {
      clock.timer(1, () => {
        throw new Error('a bug')
      })
      await clock.sleep(10)
    })
    await expect(throwing).rejects.toThrow('a bug')
  })

  test('and what it throws itself comes out', async () => {
    await expect(new VirtualClock().run(() => Promise.reject(new Error('mine')))).rejects.toThrow('mine')
  })
})

test('wall time goes along, jumps when it is told to, and monotonic time does not notice', async () => {
  const clock = new VirtualClock()
  const startedMs = clock.epochMs()
  expect(new Date(startedMs).toISOString()).toBe('2026-01-01T00:00:00.000Z')
  await clock.run(async () => {
    await clock.sleep(1_500)
    clock.jumpWallClock(-3_600_000)
  })
  expect([clock.now(), clock.epochMs() - startedMs]).toEqual([1_500, 1_500 - 3_600_000])
})

describe('a run in which more than promises is at work', () => {
  const realTurn = setImmediate

  test('stands still until all of it has come to rest', async () => {
    const clock = new VirtualClock()
    let underWay = 0
    const notes: string[] = []
    const farAway = (turns: number, then: () => void): void => {
      underWay += 1
      realTurn(() => {
        underWay -= 1
        if (turns > 1) farAway(turns - 1, then)
        else then()
      })
    }
    await clock.run(
      async () => {
        farAway(50, () => notes.push(`arrived at ${clock.now()}`))
        clock.timer(1, () => notes.push(`timer at ${clock.now()}`))
        await clock.sleep(5)
      },
      () => underWay === 0,
    )
    expect(notes).toEqual(['arrived at 0', 'timer at 1'])
  })

  test('is told which immediates are its own', async () => {
    const clock = new VirtualClock()
    const immediates = () => process.getActiveResourcesInfo().filter((name) => name === 'Immediate').length
    const others = new Set<number>()
    await clock.run(
      () => clock.sleep(5),
      (own) => others.add(immediates() - own).size > 0,
    )
    expect([...others]).toEqual([0])
  })

  test('that never comes to rest is stopped, and one that fails meanwhile fails', async () => {
    const restless = () => false
    await expect(new VirtualClock().run(() => new Promise(() => {}), restless)).rejects.toThrow(VirtualRunaway)
    const clock = new VirtualClock()
    const failing = clock.run(() => new Promise(() => {}), restless)
    clock.fail(new Error('enough'))
    await expect(failing).rejects.toThrow('enough')
  })
})
