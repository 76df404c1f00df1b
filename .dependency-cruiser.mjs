/** The direction of dependencies, checked by `npm run check` on the built JavaScript (types carry no dependency). */
const service = (name) => `^dist/services/${name}/`

export default {
  forbidden: [
    {
      name: 'packages-know-no-service',
      comment: 'Packages are built upon; they know nothing of what is built.',
      severity: 'error',
      from: { path: '^dist/packages/' },
      to: { path: '^dist/services/' },
    },
    {
      name: 'core-is-the-bottom',
      comment: 'The core knows nothing of photo formats and of the engines, nor they of each other.',
      severity: 'error',
      from: { path: '^dist/packages/core/' },
      to: { path: '^dist/packages/(vision|photo|text)/' },
    },
    {
      name: 'photo-vision-and-text-do-not-meet',
      severity: 'error',
      from: { path: '^dist/packages/(vision|photo|text)/' },
      to: { path: '^dist/packages/(vision|photo|text)/', pathNot: '^dist/packages/$1/' },
    },
    ...['watcher', 'worker', 'api', 'cli'].map((name) => ({
      name: `${name}-imports-no-other-service`,
      comment: 'Services meet in the database and the queue only.',
      severity: 'error',
      from: { path: service(name) },
      to: { path: '^dist/services/', pathNot: service(name) },
    })),
    {
      name: 'stages-do-not-meet',
      comment: 'Stages of the worker are independent; the orchestrator passes results along.',
      severity: 'error',
      from: { path: '^dist/services/worker/(ingest|analyse|embed|deliver)/' },
      to: { path: '^dist/services/worker/(ingest|analyse|embed|deliver)/', pathNot: '^dist/services/worker/$1/' },
    },
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'] },
  },
}
