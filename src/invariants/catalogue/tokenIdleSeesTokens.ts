import type { CallView, DeclaredTimeouts, EventOf, ExchangeView } from '../../history/index.ts'
import { isFailed, placeOf } from '../exchanges.ts'
import { defineInvariant, Findings, type JudgingContext } from '../invariant.ts'
import { inMs, isLater } from '../timing.ts'

/**
 * Put to the test by streams that sent comments in place of words until the client left, and by readers that were slow
 * while the rest of their answer lay there already.
 */
export const tokenIdleSeesTokens = defineInvariant({
  name: 'token-idle-sees-tokens',
  number: 13,
  requirement:
    'Comments keep a stream’s bytes alive and not its words, and what has come already is handed on before any idle limit counts.',
  source:
    'DeepSeek: keep-alive comments for up to ten minutes; gajae-code PR #425: a false stall while events were buffered.',
  strength: 'should',
  vantage: 'driver',
  check(view, context) {
    const findings = new Findings()
    const { timeouts } = context.declared
    if (timeouts === undefined) return findings.verdict('no time limits were declared')
    for (const call of view.streams) {
      if (!call.started.stream || call.deltas.length === 0) continue
      if (call.resumed === undefined) judgeSilence(call, timeouts, context.toleranceMs, findings)
      else judgeSlowReader(call, timeouts, context, findings)
    }
    return findings.verdict('no stream sent comments in place of words, and no reader was slow')
  },
})

function judgeSilence(
  call: CallView,
  { tokenIdleMs, byteIdleMs }: DeclaredTimeouts,
  toleranceMs: number,
  findings: Findings,
): void {
  for (const exchange of call.exchanges) {
    const { ended, response } = exchange
    const silence = ended?.silence
    if (silence?.contentMs === undefined || ended!.finished || ended!.text === '' || response?.status !== 200) continue
    // Silence alone is the byte limit's affair.
    if (!isLater(silence.contentMs, silence.bytesMs, toleranceMs)) continue
    if (tokenIdleMs !== undefined && !isLater(tokenIdleMs, silence.contentMs, toleranceMs)) {
      findings.checked()
      if (isLater(silence.contentMs, tokenIdleMs, toleranceMs)) {
        findings.violated(
          `call ${call.call} waited ${inMs(silence.contentMs)} for the next word from ${placeOf(exchange)}; ` +
            `tokenIdleMs is ${inMs(tokenIdleMs)}`,
          response,
          ended!,
        )
      }
    }
    judgeTold(call, exchange, byteIdleMs, toleranceMs, findings)
  }
}

/** Comments are bytes. */
function judgeTold(
  call: CallView,
  { ended }: ExchangeView,
  byteIdleMs: number | undefined,
  toleranceMs: number,
  findings: Findings,
): void {
  const told = call.attemptsEnded.at(-1)
  if (byteIdleMs === undefined || told?.reason !== 'byte_idle' || told.at !== ended!.at) return
  findings.checked()
  if (!isLater(byteIdleMs, ended!.silence!.bytesMs, toleranceMs)) return
  findings.violated(
    `call ${call.call} gave a stream up for its silence ${inMs(ended!.silence!.bytesMs)} after its last bytes; byteIdleMs ` +
      `is ${inMs(byteIdleMs)}`,
    ended!,
    told,
  )
}

function judgeSlowReader(
  call: CallView,
  { attemptMs }: DeclaredTimeouts,
  { declared, toleranceMs }: JudgingContext,
  findings: Findings,
): void {
  const { started, ended, aborted, left, exchanges, deltas } = call
  // Of several attempts the one whose first words the caller has got.
  const isRead = (exchange: ExchangeView) => !isFailed(exchange) && exchange.ended!.text.startsWith(deltas[0]!.text)
  const whole = exchanges.find(isRead)?.ended
  if (whole === undefined || ended === undefined || aborted !== undefined || left !== undefined) return
  // By then it had been there for a while; what a limit on the whole cuts off is another matter.
  const lastMs = started.at + Math.min(attemptMs ?? 0, started.deadlineMs ?? declared.deadlineMs ?? Infinity)
  if (!isLater(ended.at, whole.at, toleranceMs) || !isLater(lastMs, ended.at, toleranceMs)) return
  findings.checked()
  if (!isTimeout(ended)) return
  findings.violated(
    `call ${call.call} failed for a time limit ${inMs(ended.at - whole.at)} after its whole answer had gone out: its reader ` +
      'was slow, not the server',
    whole,
    ended,
  )
}

function isTimeout({ outcome }: EventOf<'call-ended'>): boolean {
  return !outcome.ok && outcome.errorClass === 'timeout'
}
