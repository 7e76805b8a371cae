// Tells Stryker which mutants say nothing about behaviour: those of words that only people read, and of what the type
// checker would refuse. The rest counts, words in conditions included.

/** Of a rule: said to its reader (`judge.test.ts` looks at their form), or typed as one of a few words. */
const properties = new Set(['name', 'requirement', 'source', 'strength', 'vantage'])

/** Whose arguments are words: a breach, a reason why nothing is known. */
const speakers = new Set(['violated', 'verdict', 'ClientOptionsError'])

const isText = ({ node }) => node.type === 'StringLiteral' || node.type === 'TemplateLiteral'

/** Up through what only joins texts or chooses between them. */
function outermost(path) {
  let text = path
  while (
    (text.parentPath.node.type === 'BinaryExpression' && text.parentPath.node.operator === '+') ||
    (text.parentPath.node.type === 'ConditionalExpression' && text.key !== 'test')
  )
    text = text.parentPath
  return text
}

function isForReaders(path) {
  const { key, listKey, parent } = outermost(path)
  if (parent.type === 'ObjectProperty') return key === 'value' && properties.has(parent.key.name)
  if (listKey !== 'arguments') return false
  const callee = parent.callee.property ?? parent.callee
  return speakers.has(callee.name)
}

const shouldIgnore = (path) => (isText(path) && isForReaders(path) ? 'words for people' : undefined)

export const strykerPlugins = [{ kind: 'Ignore', name: 'words', value: { shouldIgnore } }]
