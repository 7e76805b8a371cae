import { join } from 'node:path'
import { API } from 'typescript/unstable/sync'
import { TypeSchemas } from './typeSchema.ts'

const root = join(import.meta.dirname, '../..')

/** The JSON Schema of `report.json`, made of the types in src/harness/report.ts and of the comments that stand there. */
export function reportJsonSchema(): string {
  const api = new API({ cwd: root })
  try {
    const config = join(root, 'tools/schema/tsconfig.json')
    const project = api.updateSnapshot({ openProjects: [config] }).getProject(config)!
    const { checker, program } = project
    const file = program.getSourceFile(join(root, 'src/harness/report.ts'))!
    const report = checker.getExportsOfModule(checker.getSymbolAtLocation(file)!).find(({ name }) => name === 'Report')!
    const schemas = new TypeSchemas(checker)
    const { $ref } = schemas.of(checker.getDeclaredTypeOfSymbol(report))
    const schema = {
      $schema: 'http://json-schema.org/draft-07/schema#',
      title: 'report.json of brownout, format 1',
      $ref,
      definitions: schemas.definitions,
    }
    return `${JSON.stringify(schema, null, 2)}\n`
  } finally {
    api.close()
  }
}
