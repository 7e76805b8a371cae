import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { emptyFolder } from '../../test/support/commandLine.ts'
import { loadConfig } from '../config/loadConfig.ts'
import { targetsOf } from './inventory.ts'

/** What a class has of its own, what it inherits, and a method that needs its object. */
const config = `class Mine {
  #opened = 0
  doc = 'A client over fetch.'
  vantage = 'driver'
  network = 'own'
  promises = ['maxAttemptsPerCall']
  answersAfter = 'fallback'
  get supports() { return { stream: true, abort: true, policy: false } }
  async prepare() { this.#opened += 1 }
  open() { return { chat: async () => ({ ok: true, text: String(this.#opened), model: null }), close: async () => {} } }
}
export default { targets: { mine: new Mine() } }
`

test('a target of the config keeps all that it says of itself', async () => {
  const folder = emptyFolder()
  writeFileSync(join(folder, 'bench.config.ts'), config)
  const [mine] = targetsOf((await loadConfig(folder, undefined)).config)
  expect(mine).toMatchObject({
    name: 'mine',
    network: 'own',
    promises: ['maxAttemptsPerCall'],
    answersAfter: 'fallback',
    supports: { stream: true },
  })
  await mine!.prepare!()
  const opened = mine!.open({} as never)
  expect(await opened.chat({} as never)).toMatchObject({ text: '1' })
})
