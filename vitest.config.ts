import { defineConfig } from 'vitest/config'
import { LongestFirst } from './e2e/longest-first.js'

const conditions = ['albumen-source', 'node', 'default']

/** What is about other programs that keep the machine busy cannot have any beside it. */
const ALONE = ['e2e/busy.test.ts']

export default defineConfig({
  ssr: { resolve: { conditions } },
  resolve: { conditions: ['albumen-source', 'node', 'import', 'default'] },
  test: {
    pool: 'forks',
    maxWorkers: 2,
    hookTimeout: 400_000,
    sequence: { sequencer: LongestFirst },
    // How long to look for what comes by itself; only a failure takes as long.
    expect: { poll: { timeout: 60_000 } },
    globalSetup: ['packages/core/testing/prepared-cluster.ts'],
    projects: [
      {
        extends: true,
        test: {
          name: 'parts',
          include: [
            'packages/**/*.test.ts',
            'services/**/*.test.ts',
            'web/**/*.test.ts',
            'deploy/**/*.test.ts',
            'bench/**/*.test.ts',
          ],
          testTimeout: 120_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        // Each starts the whole process tree, so they come after the rest. Three at a time: they wait more than they compute.
        extends: true,
        test: {
          name: 'end-to-end',
          include: ['e2e/**/*.test.ts'],
          exclude: ALONE,
          testTimeout: 1_500_000,
          maxWorkers: 3,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: 'alone',
          include: ALONE,
          testTimeout: 1_500_000,
          maxWorkers: 1,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
})
