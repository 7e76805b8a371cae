import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { provenance } from './provenance.ts'
import { readToken, writeToken } from './token.ts'

const commit = '0123456789abcdef0123456789abcdef01234567'

function packageWith(files: Readonly<Record<string, string>>, version = '1.2.3-beta.4'): string {
  const folder = mkdtempSync(join(tmpdir(), 'brownout-provenance-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  for (const [name, text] of Object.entries({ 'root/package.json': JSON.stringify({ version }), ...files })) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
  return join(folder, 'root')
}

describe('the commit', () => {
  test.each<[where: string, files: Record<string, string>]>([
    ['a detached HEAD', { 'root/.git/HEAD': `${commit}\n` }],
    ['a branch', { 'root/.git/HEAD': 'ref: refs/heads/main\n', 'root/.git/refs/heads/main': `${commit}\n` }],
    [
      'a packed branch',
      {
        'root/.git/HEAD': 'ref: refs/heads/a/b\n',
        'root/.git/packed-refs': `# pack-refs with: peeled\n${'f'.repeat(40)} refs/heads/b\n${commit} refs/heads/a/b\n`,
      },
    ],
    [
      'a worktree',
      {
        'root/.git': 'gitdir: ../main/.git/worktrees/w\n',
        'main/.git/worktrees/w/HEAD': 'ref: refs/heads/w\n',
        'main/.git/worktrees/w/commondir': '../..\n',
        'main/.git/refs/heads/w': `${commit}\n`,
      },
    ],
  ])('is read from %s', (_where, files) => {
    expect(provenance(packageWith(files))).toMatchObject({ commit: '0123456789', madeBy: '0123456789' })
  })

  test.each<[why: string, files: Record<string, string>]>([
    ['there is no repository', {}],
    ['the repository is one around it, not its own', { '.git/HEAD': commit }],
    ['the branch has no commit yet', { 'root/.git/HEAD': 'ref: refs/heads/main\n' }],
    ['HEAD makes no sense', { 'root/.git/HEAD': 'whatever' }],
  ])('is unknown if %s; then the version stands in the token', (_why, files) => {
    const made = provenance(packageWith(files))
    expect(made).toEqual({ version: '1.2.3-beta.4', commit: null, madeBy: 'v1-2-3-beta-4' })
    const token = { target: 'a', world: 'b', scenario: 'c', seed: 1, scenarioHash: '012345', historyHash: '01234567' }
    expect(readToken(writeToken({ ...token, madeBy: made.madeBy }))?.madeBy).toBe(made.madeBy)
  })
})
