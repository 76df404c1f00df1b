import { defineConfig } from 'vitest/config'

export default defineConfig({
  ssr: { resolve: { conditions: ['albumen-source', 'node', 'default'] } },
  resolve: { conditions: ['albumen-source', 'node', 'import', 'default'] },
  test: {
    include: ['packages/**/*.test.ts', 'services/**/*.test.ts', 'e2e/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    pool: 'forks',
    maxWorkers: 2,
  },
})
