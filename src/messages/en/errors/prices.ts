import { didYouMean, quoted, type ProblemText } from './problemText.ts'

/** Of `brownout prices`. */
export const prices = {
  unknownAction: (word: string): ProblemText => ({
    what: `brownout prices can import, and nothing else; found ${quoted(word)}.`,
    where: `brownout prices ${word}`,
    mend: 'For example: brownout prices import model_prices_and_context_window.json',
  }),
  noFile: (file: string): ProblemText => ({
    what: `There is no file ${quoted(file)}.`,
    where: `brownout prices import ${file}`,
    mend: "Give the path of LiteLLM's price map, model_prices_and_context_window.json.",
  }),
  notAFile: (file: string): ProblemText => ({
    what: `${quoted(file)} is no file.`,
    where: `brownout prices import ${file}`,
    mend: "Give the path of LiteLLM's price map, model_prices_and_context_window.json.",
  }),
  notJson: (file: string, message: string): ProblemText => ({
    what: `The file is not JSON: ${message}`,
    where: file,
    mend: 'Download it again; a page that shows the file is not the file.',
  }),
  notAMap: (file: string): ProblemText => ({
    what: 'The file is no price map: it is no object with an entry for each model.',
    where: file,
    mend: 'The format is that of LiteLLM: { "gpt-4.1": { "mode": "chat", "input_cost_per_token": 2e-06, … } }',
  }),
  nothing: (file: string): ProblemText => ({
    what: 'No entry of the file is a chat model with a price per token.',
    where: file,
    mend: 'The format is that of LiteLLM: { "gpt-4.1": { "mode": "chat", "input_cost_per_token": 2e-06, … } }',
  }),
  notOurs: (out: string): ProblemText => ({
    what: `${quoted(out)} is there already, and is no table of models: it is left as it is.`,
    where: `--out ${out}`,
    mend: 'Give another name, or move that file away.',
  }),
  unknownModel: (name: string, nearest: string | undefined): ProblemText => ({
    what: `The file has no chat model ${quoted(name)}.`,
    where: `--models ${name}`,
    mend: didYouMean(nearest, 'Leave --models out to import all of them.'),
  }),
  unusable: (name: string, why: string): ProblemText => ({
    what: `The model ${quoted(name)} cannot be imported: ${why}.`,
    where: `--models ${name}`,
    mend: 'Leave it out, or mend its entry in the file.',
  }),
  outIsFolder: (out: string): ProblemText => ({
    what: `${quoted(out)} is a folder.`,
    where: `--out ${out}`,
    mend: `Give the path of a file, like --out ${out.replace(/\/+$/, '')}/prices.json`,
  }),
}
