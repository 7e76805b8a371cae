// What the wire upstream costs.
//
//   (nothing)        requests a second beside a bare node:http server and aimock, and the CPU of a request
//   --streams        a thousand streams at once for a minute: is every token in time, does memory stay?
//   --quick          a short run of either, for CI
//   --only ours      some of the servers
//   --kind json,sse  some of the kinds of answer
import { parseArgs } from 'node:util'
import { printMachine } from './machine.ts'
import { measureStreams } from './streams.ts'
import { measureThroughput, titles } from './throughput.ts'
import type { Kind } from './upstreamAnswer.ts'
import { servers, type ServerName } from './upstreamServers.ts'

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    streams: { type: 'boolean', default: false },
    only: { type: 'string' },
    kind: { type: 'string' },
  },
})
const names = chosen(
  '--only',
  values.only ?? (values.quick ? 'ours,http,aimock' : undefined),
  Object.keys(servers),
) as ServerName[]
const kinds = chosen('--kind', values.kind, Object.keys(titles)) as Kind[]

/** The listed names, or all there are. */
function chosen(option: string, list: string | undefined, all: readonly string[]): readonly string[] {
  const unknown = list?.split(',').find((name) => !all.includes(name))
  if (unknown === undefined) return list?.split(',') ?? all
  console.error(`${option} ${unknown}: there is no such thing, only ${all.join(', ')}`)
  process.exit(2)
}

printMachine('@copilotkit/aimock', 'autocannon')
const held = values.streams
  ? await measureStreams(values.quick ? { streams: 200, durationMs: 10_000 } : { streams: 1_000, durationMs: 60_000 })
  : await measureThroughput({
      names,
      kinds,
      connections: 32,
      ...(values.quick ? { rounds: 5, seconds: 0.6, warmUpSeconds: 1 } : { rounds: 9, seconds: 2, warmUpSeconds: 3 }),
    })
process.exitCode = held ? 0 : 1
