import type { Scenario } from '../../scenarios/scenario.ts'
import type { Target } from '../../targets/target.ts'

/** The day as a target can take part in it: who cannot stream is asked for chat, who cannot be aborted is not. */
export function withinReach(scenario: Scenario, { supports }: Pick<Target, 'supports'>): Scenario {
  const { caller = {}, expect } = scenario
  const { abortAtMs, abortEvery: _every, abortName: _name, ...patient } = caller
  const { answerSchema, ...promised } = expect
  const isPatient = abortAtMs === undefined || supports.abort
  const isChat = caller.stream !== true || supports.stream
  if (isPatient && isChat && (answerSchema === undefined || supports.policy)) return scenario
  const called = isPatient ? caller : patient
  const { stopAfterDeltas: _deltas, readerDelayMs: _delay, ...chat } = called
  return {
    ...scenario,
    caller: isChat ? called : { ...chat, stream: false },
    expect: supports.policy ? expect : promised,
  }
}
