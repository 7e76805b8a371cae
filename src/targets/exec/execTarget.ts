import type { OpenTarget, Target, TargetSetup } from '../target.ts'
import { CertificateFile } from './certificateFile.ts'
import { environmentOf, type NamedEndpoint } from './environment.ts'
import { LinesSession } from './linesSession.ts'
import { programSurvives } from './programSurvives.ts'
import { RunsSession } from './runsSession.ts'
import type { TesteeStart } from './testeeProgram.ts'
import type { TesteeLine } from './testeeProtocol.ts'

/** A program, and how it is spoken to. */
export interface ExecOptions {
  /** As it is typed into a shell. */
  readonly command: string
  readonly cwd: string
  /** Of this process: what looks like a secret is not handed on. */
  readonly inherited: Readonly<Record<string, string | undefined>>
  /** `lines`: it speaks the testee protocol. `none`: it makes one call, and its exit code says how it ended. */
  readonly protocol: 'lines' | 'none'
  /** What it said that it can do; nothing unless it did. */
  readonly supports?: { readonly stream: boolean; readonly abort: boolean }
  /** It says when it is ready. */
  readonly saysReady?: boolean
  readonly named?: readonly NamedEndpoint[]
  /** So long a call is waited for, in ms, whatever its deadline is: who never ends hangs, who ends late is late. */
  readonly longestCallMs?: number
  /** Beside its own: what bends its machine. */
  readonly variables?: Readonly<Record<string, string>>
  readonly onSaid?: (line: TesteeLine) => void
}

/** Whether it ended, and well: that much an exit code says. */
const toldByExitCode = ['every-call-settles', 'answers-as-expected']

/** Of a program without a protocol nobody knows when it was ready, nor what it made of an answer. */
const untoldByExitCode = ['deadlineMs', 'answeredAtMost', 'answerSchema', 'failsWith'] as const

/** A program in any language as a target, for worlds with real sockets. */
export function execTarget(options: ExecOptions): Target {
  const { command, protocol, supports = { stream: false, abort: false } } = options
  const speaks = protocol === 'lines'
  return {
    name: `exec:${command}`,
    doc: speaks ? 'A program that speaks the testee protocol.' : 'A program that is run once for each call.',
    vantage: speaks ? 'driver' : 'wire',
    supports: speaks ? { ...supports, policy: false } : { stream: false, abort: false, policy: false },
    ...(speaks ? {} : { notPromised: untoldByExitCode, alsoShows: toldByExitCode, oneRunPerCall: true }),
    network: 'process',
    ...(options.longestCallMs === undefined ? {} : { longestCallMs: options.longestCallMs }),
    oneBaseURL: (options.named ?? []).length === 0,
    rules: [programSurvives],
    open: (setup) => openProgram(options, setup),
  }
}

function openProgram(options: ExecOptions, setup: TargetSetup): OpenTarget {
  const { command, cwd, inherited, protocol, variables, named = [], saysReady = false, onSaid } = options
  const file = setup.trust === undefined ? undefined : new CertificateFile(setup.trust)
  const environment = environmentOf(setup, { inherited, named, certificateFile: file?.path })
  const start: Omit<TesteeStart, 'onLine' | 'onOver'> = {
    command,
    cwd,
    environment: { ...environment, ...variables },
    clock: setup.clock,
    secrets: setup.endpoints.map(({ apiKey }) => apiKey.trim()),
    note: (what, text) => setup.record({ type: 'program-noted', what, text }),
  }
  const session =
    protocol === 'none'
      ? new RunsSession(start)
      : new LinesSession({
          ...start,
          model: setup.endpoints[0]!.model,
          deadlineMs: setup.declared.deadlineMs,
          saysReady,
          ...(onSaid === undefined ? {} : { onSaid }),
        })
  return closing(session, () => file?.remove())
}

function closing(session: LinesSession | RunsSession, then: () => void): OpenTarget {
  return {
    ...('ready' in session ? { ready: () => session.ready(), stream: (call) => session.stream(call) } : {}),
    chat: (call) => session.chat(call),
    close: () => session.close().finally(then),
  }
}
