import { UndiciTransport } from '../../runtime/index.ts'
import { mswRefusal } from '../../upstream/msw/expressible.ts'
import { isMswInstalled } from '../../upstream/msw/installed.ts'
import { playInRealTime } from '../playInRealTime.ts'
import { realTimeRefusal } from '../realTime.ts'
import type { World } from '../world.ts'

export const msw: World = {
  name: 'msw',
  doc: 'Mock Service Worker under undici: whatever can be said in HTTP responses, in real time, without a socket.',
  realTime: true,
  refuses: (scenario) => {
    const { worlds, upstream } = scenario
    if (worlds !== undefined && !worlds.includes('msw')) return 'it is written for other worlds'
    const refusal = realTimeRefusal(scenario)
    if (refusal !== undefined) return refusal
    return isMswInstalled() ? mswRefusal(upstream) : 'MSW is not installed here: npm i -D msw @mswjs/interceptors'
  },
  play: async (plan) => {
    // MSW is loaded only when somebody plays in it.
    const { startMswUpstream } = await import('../../upstream/msw/mswUpstream.ts')
    return playInRealTime(plan, startMswUpstream, () => new UndiciTransport())
  },
}
