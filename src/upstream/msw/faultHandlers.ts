import type { RequestHandler } from 'msw'
import { http } from 'msw/http'
import { defaultOrigin, type Script } from '../../faults/index.ts'
import type { Recorder } from '../../history/index.ts'
import { createRandom, RealClock, type Clock } from '../../runtime/index.ts'
import { ScriptedUpstream } from '../scriptedUpstream.ts'
import { inexpressible } from './expressible.ts'
import { MswPlayer } from './mswPlayer.ts'

export interface FaultHandlersOptions {
  /** The base URL as clients know it, in MSW's path syntax. Every host's `/v1` unless set: `*` + `/v1`. */
  readonly baseURL?: string
  /** Whose time the script runs in; real time unless set. */
  readonly clock?: Clock
  /** Takes down what the upstream sees. Nobody does unless set. */
  readonly recorder?: Recorder
  /** Each key that was issued, and the name by which the history may speak of it. */
  readonly credentialNames?: ReadonlyMap<string, string>
}

const nobody: Recorder = { record: () => undefined }

/**
 * A script as MSW handlers, for `setupServer`, `getResponse` and `defineNetwork` alike. They answer `chat/completions` and
 * `models` under one base URL, which serves all models of the script whatever their origins (the history calls it
 * `gateway`). The same seed gives the same faults in the same order of requests.
 *
 * The handlers of one call share one state and one time, which begins with the first request: to start over, make new
 * ones. A client that leaves before the headers makes `getResponse` resolve with `Response.error()`.
 *
 * Throws `MswCannotExpress` at once if the script asks for what only a socket can do.
 */
export function faultHandlers(script: Script, seed: number, options: FaultHandlersOptions = {}): RequestHandler[] {
  const refused = inexpressible(script)
  if (refused !== undefined) throw refused
  const { baseURL = '*/v1', clock = new RealClock(), recorder = nobody, credentialNames = new Map() } = options
  const runtime = { clock, random: createRandom(seed), recorder }
  let player: MswPlayer | undefined
  const answer = ({ request }: { request: Request }): Promise<Response> => {
    player ??= new MswPlayer(new ScriptedUpstream(script, runtime, credentialNames))
    return player.answer(request, defaultOrigin)
  }
  const base = baseURL.replace(/\/+$/, '')
  return ['chat/completions', 'models'].map((path) => http.all(`${base}/${path}`, answer))
}
