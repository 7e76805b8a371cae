import type { Check } from '../finding.ts'
import { certificates } from './certificates.ts'
import { charts } from './charts.ts'
import { cpu } from './cpu.ts'
import { folder } from './folder.ts'
import { loopback } from './loopback.ts'
import { meter } from './meter.ts'
import { node } from './node.ts'
import { openFiles } from './openFiles.ts'
import { proxy } from './proxy.ts'
import { wallClock } from './wallClock.ts'

/** In the order in which they are told: what others rest on comes first, and the load before what makes some itself. */
export const checks: readonly Check[] = [
  node,
  folder,
  cpu,
  loopback,
  proxy,
  certificates,
  wallClock,
  openFiles,
  meter,
  charts,
]
