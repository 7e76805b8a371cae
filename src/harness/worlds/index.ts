import type { World } from '../world.ts'
import { loopback, loopbackAt } from './loopback.ts'
import { msw } from './msw.ts'
import { virtual } from './virtual.ts'

export { loopback, loopbackAt, msw, virtual }

/** Every world, the fastest first. */
export const worlds: readonly World[] = [virtual, loopback, msw]
