import { expect, test } from 'vitest'
import { playsOf } from './plays.ts'

const told = (plays: ReturnType<typeof playsOf>) => plays.map((play) => `${play.client} ${play.case} ${play.round}`)

test('every cell is played in every round, the clients side by side, the rounds far apart', () => {
  expect(told(playsOf([{ name: 'a' }, { name: 'b', longestCallMs: 4_000 }], ['x', 'y'], 2))).toEqual([
    'a x 0',
    'b x 0',
    'a y 0',
    'b y 0',
    'a x 1',
    'b x 1',
    'a y 1',
    'b y 1',
  ])
})

test('who may take minutes over a call begins first, the most patient of all', () => {
  const clients = [
    { name: 'quick' },
    { name: 'slow', longestCallMs: 90_000 },
    { name: 'slowest', longestCallMs: 270_000 },
  ]
  expect(told(playsOf(clients, ['x', 'y'], 1))).toEqual([
    'slowest x 0',
    'slowest y 0',
    'slow x 0',
    'slow y 0',
    'quick x 0',
    'quick y 0',
  ])
})
