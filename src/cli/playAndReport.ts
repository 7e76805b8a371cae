import { relative } from 'node:path'
import { provenance } from '../harness/provenance.ts'
import { RunFolder, type Manifest } from '../harness/runFolder.ts'
import { messages } from '../messages/index.ts'
import { Terminal } from '../reporters/console/terminal.ts'
import { inertLine, visible } from '../reporters/harmless.ts'
import { createConsoleReporter } from '../reporters/index.ts'
import type { Arguments } from './commandLine.ts'
import { exitCodeOf, exitCodeOfSignal, exitCodes, type ExitCode } from './exitCodes.ts'
import { sayHowToReport } from './explain.ts'
import { isOnGithub, tellGithub } from './github.ts'
import { groupwise } from './groupwise.ts'
import { looksOf, type Io } from './io.ts'
import type { Plan } from './plan.ts'
import { prepareTargets } from './prepareTargets.ts'
import { jsonOf, manifestOf, pageOf } from './results.ts'
import { playSession, type Session } from './session.ts'

const words = messages.cli

/** Where a command talks: what was asked for as JSON stands alone on stdout. */
export function talkOf({ flags }: Arguments, io: Io): Io['out'] {
  return flags.json === true ? io.err : io.out
}

/** A path as one would type it here. */
export function shortest(path: string, cwd: string): string {
  const away = relative(cwd, path)
  return away.startsWith('..') ? path : away
}

function tellIntro(terminal: Terminal, intro: string): void {
  for (const line of intro.split('\n')) terminal.paragraph(line, 0)
  terminal.line()
}

/** Plays a plan, tells of it as it goes on, and leaves a folder with all that was found. `config` is its hash. */
export async function playAndReport(
  plan: Plan,
  args: Arguments,
  { intro, config }: { readonly intro: string; readonly config: string | null },
  io: Io,
): Promise<ExitCode> {
  const manifest = manifestOf(plan, args, config)
  for (const world of plan.worlds) await world.prepare?.(plan.scenarios)
  await prepareTargets(plan.targets)
  // Everything is known to make sense: from here on something is written.
  const folder = RunFolder.create(plan.outPath, manifest.startedAt, manifest)
  const talk = talkOf(args, io)
  const terminal = { write: (text: string) => talk.write(text), ...looksOf(talk, io.env) }
  const reporter = createConsoleReporter(terminal)
  const isLoud = args.flags.quiet !== true
  if (isLoud) tellIntro(new Terminal(terminal), intro)
  let progress: [done: number, total: number] = [0, 0]
  const lines = groupwise(plan, (run) => isLoud && reporter.runFinished(run, ...progress))
  const session = await playSession(
    plan,
    {
      command: args.typed,
      made: provenance(),
      startedAt: manifest.startedAt,
      onRun: (run, history, done, total) => {
        if (history !== undefined) folder.append(run, history)
        progress = [done, total]
        lines.add(run)
      },
      onStopping: () => io.err.write(`\n${words.stopping}\n`),
    },
    io,
  )
  lines.flush()
  const notDrawn = leaveResults(folder, manifest, plan, session)
  reporter.finished(session.report, pageOf(plan, io))
  for (const line of notDrawn) talk.write(`${inertLine(visible(line))}\n`)
  if (args.flags.json === true) io.out.write(jsonOf(session.report))
  if (isOnGithub(io)) tellGithub(session.report, pageOf(plan, io), talk, io)
  return endOf(session, args, io)
}

function leaveResults(folder: RunFolder, manifest: Manifest, { reporters: chosen }: Plan, session: Session): string[] {
  const { report, stoppedBy } = session
  const { verdict, wallMs } = report
  const notDrawn = folder.write(report, chosen)
  folder.finish({ ...manifest, state: stoppedBy === undefined ? 'finished' : 'interrupted', verdict, wallMs })
  return notDrawn
}

function endOf({ report, stoppedBy }: Session, { typed }: Arguments, { err }: Io): ExitCode {
  if (stoppedBy !== undefined) return exitCodeOfSignal[stoppedBy]
  const code = exitCodeOf(report)
  if (code === exitCodes.bug) {
    err.write(`${messages.errors.bug.crashedRuns}\n`)
    sayHowToReport(typed, err)
  }
  return code
}
