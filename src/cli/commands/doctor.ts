import { readFileSync } from 'node:fs'
import { isAbsolute, resolve } from 'node:path'
import { loadConfig, type LoadedConfig } from '../../config/loadConfig.ts'
import { benchModels } from '../../harness/bench/benchModels.ts'
import { providers } from '../../harness/bench/benchSettings.ts'
import { baseURLOf } from '../../harness/bench/live/liveLeave.ts'
import { examine } from '../../harness/doctor/examine.ts'
import type { Finding } from '../../harness/doctor/finding.ts'
import { examineLive } from '../../harness/doctor/live/examineLive.ts'
import { keyAtRest } from '../../harness/doctor/live/keyAtRest.ts'
import { thisMachine } from '../../harness/doctor/thisMachine.ts'
import { authorityIn } from '../../harness/live/authority.ts'
import { leaveFor } from '../../harness/live/leave.ts'
import { openNetwork } from '../../harness/live/network.ts'
import { Problem } from '../../harness/problem.ts'
import { messages } from '../../messages/index.ts'
import { createDoctorReporter } from '../../reporters/doctor.ts'
import { letterDrawer } from '../../reporters/png/letter.ts'
import { RealClock } from '../../runtime/index.ts'
import type { Arguments } from '../commandLine.ts'
import type { Command } from '../commands.ts'
import { exitCodes } from '../exitCodes.ts'
import { looksOf, type Io } from '../io.ts'

const words = messages.doctor
const schema = 'brownout/doctor/1'
const defaultOut = 'reports'

/** Whether this machine can measure; with the literal `--live`, whether a provider and its key can be reached, too. */
export const doctor: Command = {
  grammar: {
    flags: ['live', 'base-url', 'confirm-live', 'key-file', 'key-stdin', 'ca', 'out', 'config', 'json'],
    words: { atLeast: 0, atMost: 0 },
  },
  run: async (args, io) => {
    const { flags } = args
    // Leave first: who asks for what is refused has to wait for nothing.
    const config = await configOf(args, io)
    const live = flags.live === true ? leaveToAsk(args, config.loaded, io) : undefined
    const reporter = createDoctorReporter({ write: (text) => io.out.write(text), ...looksOf(io.out, io.env) })
    const findings: Finding[] = []
    const add = (finding: Finding) => {
      findings.push(finding)
      if (flags.json !== true) reporter.found(finding)
    }
    config.findings.forEach(add)
    const machine = thisMachine({
      env: io.env,
      cwd: io.cwd,
      out: outOf(args, config.loaded, io),
      drawLetter: letterDrawer(),
    })
    await examine(machine, add)
    if (live === undefined) add(keyAtRest(machine, config.loaded.config))
    else await askProvider(live, args, config.loaded, io, add)
    const isBroken = findings.some(({ state }) => state === 'broken')
    if (flags.json === true) {
      const verdict = isBroken ? 'broken' : 'fine'
      io.out.write(`${JSON.stringify({ schema, verdict, live: live !== undefined, findings }, null, 2)}\n`)
    } else reporter.finished(findings)
    return isBroken ? exitCodes.environment : exitCodes.held
  },
}

interface Asked {
  readonly url: URL
  readonly leave: ReturnType<typeof leaveFor>
}

/** A config that makes no sense is a finding: the machine can be looked at all the same. */
async function configOf({ flags }: Arguments, { cwd }: Io): Promise<{ loaded: LoadedConfig; findings: Finding[] }> {
  try {
    const loaded = await loadConfig(cwd, flags.config)
    const { file } = loaded
    if (file === null) return { loaded, findings: [] }
    return { loaded, findings: [{ check: 'config', state: 'ok', text: words.config.ok(file), fix: null }] }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    const { what, where, mend } = error.text
    const loaded = { config: {}, file: null, hash: null }
    return { loaded, findings: [{ check: 'config', state: 'broken', text: `${where}: ${what}`, fix: mend }] }
  }
}

function outOf({ flags }: Arguments, { config }: LoadedConfig, { cwd }: Io) {
  const shown = flags.out ?? config.out ?? defaultOut
  return { path: isAbsolute(shown) ? shown : resolve(cwd, shown), shown }
}

/** Nothing is billed, so there is nothing to cap. Throws a `Problem` where leave is not given. */
function leaveToAsk({ flags }: Arguments, { config }: LoadedConfig, { env }: Io): Asked {
  const { provider = 'holysheep', baseURL } = config
  const url = baseURLOf(flags['base-url'] ?? baseURL ?? providers[provider].baseURL)
  const said = { live: flags.live, confirmed: flags['confirm-live'], isCapped: true }
  return { url, leave: leaveFor(url, said, env, messages.errors.live.places.doctor) }
}

async function askProvider(
  { url, leave }: Asked,
  { flags }: Arguments,
  { config }: LoadedConfig,
  { cwd, env, input }: Io,
  add: (finding: Finding) => void,
): Promise<void> {
  const transport = openNetwork(leave, { authority: authorityIn(cwd, flags.ca) })
  const { 'key-file': file, 'key-stdin': isTyped } = flags
  const key = {
    env,
    settings: config,
    file: file === undefined ? undefined : { path: file, read: () => readFileSync(resolve(cwd, file), 'utf8') },
    stdin: isTyped === true ? () => input?.all() ?? Promise.resolve('') : undefined,
  }
  const models = benchModels(config.models, undefined, 'live').map(({ id }) => id)
  try {
    await examineLive({ url, key, models, transport, clock: new RealClock() }, add)
  } finally {
    await transport.close()
  }
}
