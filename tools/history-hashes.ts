// Prints one line per scenario: its name and the hash of its history on the virtual clock. Run it under any Node.
import { virtual } from '../src/harness/worlds/virtual.ts'
import { scenarios } from '../src/scenarios/index.ts'
import { client } from '../src/targets/client.ts'

const seed = 20261123
for (const scenario of scenarios) {
  if (virtual.refuses(scenario) !== undefined) continue
  const { history } = await virtual.play({ target: client, scenario, seed })
  console.log(`${scenario.name} ${history.hash()}`)
}
