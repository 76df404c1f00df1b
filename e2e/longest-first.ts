import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** The longest files first; the order of the others matters little. */
const LONGEST = ['library', 'chaos', 'engine', 'crash', 'tune', 'setup', 'dashboard', 'backup', 'waiting', 'edit']

/** Begins with what takes longest, so that none of it is left over for the end, alone on one processor. */
export class LongestFirst extends BaseSequencer {
  override async sort(specifications: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(specifications)
    return sorted.sort((one, other) => groupOf(one) - groupOf(other) || placeOf(one) - placeOf(other))
  }
}

const groupOf = ({ project }: TestSpecification) => project.config.sequence.groupOrder

function placeOf({ moduleId }: TestSpecification): number {
  const place = LONGEST.findIndex((name) => moduleId.endsWith(`/e2e/${name}.test.ts`))
  return place < 0 ? LONGEST.length : place
}
