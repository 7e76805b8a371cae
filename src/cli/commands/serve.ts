import { Problem } from '../../harness/problem.ts'
import { toleranceMs } from '../../harness/realTime.ts'
import { messages } from '../../messages/index.ts'
import { freshSeed, measureEventLoopLag, RealClock } from '../../runtime/index.ts'
import { PortInUse } from '../../upstream/wire/index.ts'
import type { Arguments } from '../commandLine.ts'
import type { Command } from '../commands.ts'
import { exitCodes, type ExitCode } from '../exitCodes.ts'
import type { Io } from '../io.ts'
import { CertificateFile } from '../serve/certificateFile.ts'
import { ControlApi } from '../serve/controlApi.ts'
import { jsonOutput, textOutput, type Output } from '../serve/output.ts'
import { accessOf, placeOf } from '../serve/place.ts'
import { healthy, onSockets, scenarioNamed, servingOf, type Serving } from '../serve/plan.ts'
import { ServedUpstream, type ServeOptions } from '../serve/servedUpstream.ts'
import { exitCodeOfVerdict, verdictOn } from '../serve/verdict.ts'
import type { Scenario } from '../../scenarios/index.ts'

const words = messages.errors.serve
const defaultPort = 8787
const defaultSeed = 7

/** A scripted upstream on this machine, for any client in any language; until it is stopped. */
export const serve: Command = {
  grammar: {
    flags: ['port', 'tls', 'seed', 'judge', 'host', 'token', 'json', 'quiet', 'config'],
    words: { atLeast: 0, atMost: 1 },
  },
  run: async (args, io) => {
    const { flags } = args
    const place = placeOf(flags)
    const access = accessOf(flags, io.env)
    const { scenarios, seed: configuredSeed } = await configured(args, io)
    const { tls = false, judge = false } = flags
    const serving = onSockets(await servingAsked(args, scenarios, io), tls, args.typed)
    const seed = flags.seed ?? serving.seed ?? configuredSeed ?? defaultSeed
    const output = outputOf(args, io)
    const bugs: unknown[] = []
    const control = new ControlApi({ served: () => served, scenarios, tls })
    const served = await listening({
      ...place,
      serving,
      seed: seed === 'random' ? freshSeed() : seed,
      firstPort: flags.port ?? defaultPort,
      access,
      judge,
      onExchange: (exchange) => output.exchange(exchange),
      onConnectionFailed: (event) => output.connectionFailed(event),
      onControl: (request, socket) => control.answer(request, socket),
      onBug: (error) => void bugs.push(error),
    })
    try {
      const lag = judge ? measureEventLoopLag() : undefined
      await untilStopped(served, output, { ...access, loopbackOnly: place.hostNames === undefined }, io)
      for (const exchange of served.log.open()) output.exchange(exchange)
      lag?.stop()
      const code = judged(served, output, lag?.worstMs() ?? 0)
      output.flush()
      if (bugs.length > 0) throw bugs[0]
      return code
    } finally {
      await served.close()
    }
  },
}

/** Says where it listens, and waits for the signal to stop. */
async function untilStopped(
  served: ServedUpstream,
  output: Output,
  access: {
    readonly token: string
    readonly tokenForAll: boolean
    readonly isOwn: boolean
    readonly loopbackOnly: boolean
  },
  io: Io,
): Promise<void> {
  const { certificateAuthority } = served
  const file = certificateAuthority === undefined ? undefined : new CertificateFile(certificateAuthority)
  // Whoever reads that it listens may stop it at once.
  const stopped = new Promise<void>((resolve) => void io.onStop(() => resolve()))
  try {
    output.started({ served, ...access, isOwnToken: access.isOwn, certificateFile: file?.path })
    await stopped
  } finally {
    file?.remove()
  }
}

function judged(served: ServedUpstream, output: Output, worstLagMs: number): ExitCode {
  if (served.judged === undefined) return exitCodes.held
  const verdict = verdictOn(served.judged, toleranceMs(worstLagMs))
  output.verdict(verdict)
  return exitCodeOfVerdict(verdict)
}

async function listening(options: ServeOptions): Promise<ServedUpstream> {
  try {
    return await ServedUpstream.start(options)
  } catch (error) {
    const { host } = options
    if (error instanceof PortInUse)
      throw new Problem('environment', words.portInUse(host, error.port), { cause: error })
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EADDRNOTAVAIL' || code === 'EINVAL' || code === 'EAFNOSUPPORT')
      throw new Problem('environment', words.noAddress(host, 'this machine does not have it'), { cause: error })
    throw error
  }
}

async function servingAsked(args: Arguments, scenarios: readonly Scenario[], { cwd }: Io): Promise<Serving> {
  const [asked] = args.words
  if (asked === undefined) return healthy()
  if (!asked.endsWith('.json')) return servingOf(scenarioNamed(asked, scenarios, args.typed))
  const { readServable } = await import('../../config/readServable.ts')
  return { name: asked, ...readServable(cwd, asked) }
}

async function configured({ flags }: Arguments, { cwd }: Io) {
  const [{ allScenarios }, { loadConfig }] = await Promise.all([
    import('../../config/allScenarios.ts'),
    import('../../config/loadConfig.ts'),
  ])
  const loaded = await loadConfig(cwd, flags.config)
  return { scenarios: await allScenarios(loaded, cwd), seed: loaded.config.seed }
}

function outputOf({ flags }: Arguments, io: Io): Output {
  const { quiet = false, judge = false, json = false } = flags
  const clock = new RealClock()
  return json ? jsonOutput(clock, io, { quiet }) : textOutput(clock, io, { quiet, judge })
}
