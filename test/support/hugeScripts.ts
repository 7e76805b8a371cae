import type { BadScript } from './badScript.ts'

/** Scripts of a size that nobody writes by hand. */
export const hugeScripts: Readonly<Record<string, BadScript>> = {
  'a million rules': {
    text: `{"models":{"a":[${Array.from({ length: 1_000_000 }, () => '{}').join(',')}]}}`,
    what: 'The script has 1,000,000 rules; 10,000 is the most.',
    where: 'script.json',
    mend: 'Use fewer rules',
    beyondSchema: true,
  },
  'a million rules, over all models and origins': {
    text: JSON.stringify({
      models: Object.fromEntries(Array.from({ length: 900 }, (_, index) => [`m${index}`, Array(6).fill({})])),
      origins: { far: { serves: ['m1'], rules: Array(5_000).fill({}) } },
    }),
    what: 'The script has 10,400 rules; 10,000 is the most.',
    where: 'script.json',
    mend: 'Use fewer rules',
    beyondSchema: true,
  },
  'more models than one can mean': {
    text: JSON.stringify({
      models: Object.fromEntries(Array.from({ length: 1_001 }, (_, index) => [`m${index}`, []])),
    }),
    what: 'models holds 1001, expected up to 1,000 models.',
    where: 'script.json:1',
    mend: 'Give up to 1,000 models.',
  },
  'a hundred thousand lists in each other': {
    text: `{"models":{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}}`,
    what: 'models.a[0] is a list, expected an object.',
    where: 'script.json:1',
    mend: 'Give an object.',
  },
}
