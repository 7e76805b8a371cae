import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { BenchPlan, BenchWorld } from '../../harness/bench/benchPlan.ts'
import { providers, type BenchSettings } from '../../harness/bench/benchSettings.ts'
import { baseURLOf, liveLeave, type LiveRun } from '../../harness/bench/live/liveLeave.ts'
import { authorityIn } from '../../harness/live/authority.ts'
import { openNetwork } from '../../harness/live/network.ts'
import { inertLine, visible } from '../../reporters/harmless.ts'
import { wallTime, type Transport } from '../../runtime/index.ts'
import type { Io } from '../io.ts'
import type { Flags } from '../options.ts'

/** The flags by which a command may leave this machine. */
export const liveFlags = [
  'live',
  'base-url',
  'max-cost',
  'max-requests',
  'max-duration',
  'confirm-live',
  'yes',
  'key-file',
  'key-stdin',
  'ca',
] as const satisfies readonly (keyof Flags)[]

/**
 * Who is asked: the mock (null) unless the command line says otherwise. The config says whom `--live` asks, and nothing
 * more; no environment is looked at. Throws a `Problem` for a base URL that is none.
 */
export function upstreamFor(
  flags: Flags,
  { provider = 'holysheep', baseURL }: BenchSettings,
): { readonly world: BenchWorld; readonly baseURL: string | null } {
  const { live, 'base-url': typed } = flags
  if (live !== true && typed === undefined) return { world: 'loopback', baseURL: null }
  const given = typed ?? baseURL ?? providers[provider].baseURL
  const { href } = baseURLOf(given)
  return { world: live === true ? 'live' : 'loopback', baseURL: href.replace(/\/+$/, '') }
}

export interface OpenedUpstream {
  readonly transport: Transport
  /** Null for a server on this machine, which takes any key. */
  readonly live: LiveRun | null
}

/**
 * The way to the base URL of a plan, once everything that has to be said was said, and asked. Throws a `Problem` before
 * anything is sent.
 */
export async function openUpstream(
  plan: BenchPlan & { readonly baseURL: string },
  flags: Flags,
  settings: BenchSettings,
  pricesFrom: string,
  io: Io,
): Promise<OpenedUpstream> {
  const authority = authorityIn(io.cwd, flags.ca)
  const say = (lines: readonly string[]) => {
    for (const line of lines) io.err.write(`${inertLine(visible(line))}\n`)
  }
  const live = await liveLeave({
    flags,
    plan,
    today: wallTime().slice(0, 10),
    pricesFrom,
    key: {
      env: io.env,
      settings,
      file: keyFile(io.cwd, flags['key-file']),
      stdin: flags['key-stdin'] === true ? () => io.input?.all() ?? Promise.resolve('') : undefined,
    },
    say,
    ask: asker(io, say, flags['key-stdin'] === true),
  })
  return { live, transport: openNetwork(live?.leave ?? null, { authority }) }
}

function keyFile(cwd: string, path: string | undefined) {
  return path === undefined ? undefined : { path, read: () => readFileSync(resolve(cwd, path), 'utf8') }
}

/** Undefined where nobody sees the question, or the input brings the key. */
function asker({ input }: Io, say: (lines: readonly string[]) => void, isTaken: boolean) {
  if (input?.isTTY !== true || isTaken) return undefined
  return async (lines: readonly string[], question: string): Promise<boolean> => {
    say(lines)
    return /^y(es)?$/i.test((await input.line(question))?.trim() ?? '')
  }
}
