import { defaultOrigin, endpointsOf, type Script } from '../../faults/index.ts'
import { ScriptedUpstream, type UpstreamRuntime } from '../scriptedUpstream.ts'
import { inexpressible } from './expressible.ts'
import { claimHosts, loadMsw } from './mswNetwork.ts'
import { MswPlayer } from './mswPlayer.ts'

export interface MswUpstream {
  /** Where each origin of the script is to be found: `http://<name>-<n>.run-<n>.brownout.test`. */
  readonly origins: ReadonlyMap<string, string>
  /** Severs what is still open and gives the hosts back; the last one turns the interceptor off. */
  close(): Promise<void>
  /** Exchanges that are not over: of sockets MSW knows nothing. */
  openSockets(): number
}

let runs = 0

/**
 * Plays a script for undici, and for whatever else in this process speaks HTTP/1.1 over sockets, on hosts that do not
 * exist (`.test` never resolves: RFC 6761 section 6.2). Several play side by side. The script's time begins when MSW has
 * been loaded. Throws `MswCannotExpress`, see `mswRefusal`.
 */
export async function startMswUpstream(
  script: Script,
  runtime: UpstreamRuntime,
  credentialNames: ReadonlyMap<string, string>,
): Promise<MswUpstream> {
  const refused = inexpressible(script)
  if (refused !== undefined) throw refused
  const msw = await loadMsw()
  runs += 1
  const places = new Map(originNames(script).map((name, index) => [hostOf(name, index, runs), name]))
  const origins = new Map([...places].map(([host, name]) => [name, `http://${host}`]))
  const urlOf = (origin: string) => origins.get(origin)
  const player = new MswPlayer(new ScriptedUpstream(script, { urlOf, ...runtime }, credentialNames))
  const claim = claimHosts(msw, [...places.keys()], (request) =>
    player.answer(request, places.get(new URL(request.url).host)!),
  )
  return {
    origins,
    close: () => {
      player.close()
      claim.release()
      return Promise.resolve()
    },
    openSockets: () => player.openExchanges(),
  }
}

function originNames(script: Script): string[] {
  const names = [...Object.keys(script.origins ?? {}), ...endpointsOf(script).map(({ origin }) => origin)]
  return names.length === 0 ? [defaultOrigin] : [...new Set(names)]
}

/** The number keeps names apart that differ only in what no host may contain. */
function hostOf(origin: string, index: number, run: number): string {
  const label = origin.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')
  return `${label}-${index}.run-${run}.brownout.test`
}
