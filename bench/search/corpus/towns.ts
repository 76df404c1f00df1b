import { type Archetype, company, group, light, thing } from './archetype.js'

const vehicleColours = ['red', 'blue', 'white', 'black', 'yellow', 'green'] as const
const signs = [
  'OPEN',
  'EXIT',
  'SALE',
  'NO PARKING',
  '欢迎光临',
  '出口',
  '停车场',
  '小心地滑',
  'Happy Hour',
  '老北京炸酱面',
  'BOOKS',
] as const

export const towns: Archetype[] = [
  {
    ...{ name: 'skyline', weight: 5, where: ['city'] },
    make: (r) => {
      const sky = r.pick(['night', 'night', 'sunset', 'sunny', 'fog'])
      return {
        category: 'city',
        setting: r.pick(['city', 'river']),
        sky,
        emotion: sky === 'night' ? 'lively' : 'neutral',
        things: r
          .some(['skyscraper', 'bridge', 'tower', 'ship', 'moon'], 2)
          .map((what) => thing(what, { many: what === 'skyscraper' })),
      }
    },
  },
  {
    ...{ name: 'street', weight: 6, where: ['city', 'home'] },
    make: (r, { month }) => ({
      ...r.pick([
        { setting: 'street', sky: r.pick(['rain', 'night', 'sunny', undefined, undefined]) },
        { setting: 'street', sky: r.pick(['rain', 'night', 'sunny', undefined, undefined]) },
        { setting: 'market', sky: r.pick(['rain', 'sunny', undefined]) },
        { setting: 'nightmarket', sky: 'night' },
      ]),
      ...{ category: 'city', emotion: r.pick(['lively', 'neutral']) },
      people: r.chance(0.5) ? company(r, r.pick(['walking', 'shopping', 'standing', 'cycling', 'calling']), month) : [],
      things: [
        ...(r.chance(0.5)
          ? [
              thing(r.pick(['car', 'bus', 'tram', 'bicycle', 'motorcycle', 'truck']), {
                colour: r.pick(vehicleColours),
              }),
            ]
          : []),
        ...(r.chance(0.2) ? [thing(r.pick(['trafficlight', 'lantern', 'umbrella']))] : []),
      ],
      text: r.chance(0.35) ? r.pick(signs) : '',
    }),
  },
  {
    ...{ name: 'sight', weight: 6, where: ['europe', 'temple', 'city'] },
    make: (r, { month, traits }) => {
      const building = traits.includes('temple')
        ? 'temple'
        : traits.includes('europe')
          ? r.pick(['church', 'castle', 'tower', 'bridge'])
          : r.pick(['tower', 'bridge', 'church'])
      return {
        ...{
          category: 'travel',
          sky: light(r),
          emotion: r.pick(['serene', 'solemn', 'neutral']),
          setting: building === 'temple' ? 'templeyard' : 'city',
        },
        things: [thing(building), ...(r.chance(0.15) ? [thing('deer')] : [])],
        people: r.chance(0.45)
          ? company(r, r.pick(['standing', 'selfie', 'walking', building === 'temple' ? 'praying' : 'standing']), month)
          : [],
      }
    },
  },
  {
    ...{ name: 'costume', weight: 3, where: ['temple', 'sakura'] },
    make: (r, { traits }) => ({
      ...{ category: 'people', setting: 'templeyard', emotion: r.pick(['romantic', 'serene', 'joyful']) },
      people: [
        group(
          'woman',
          r.int(1, 2),
          [
            {
              what: traits.includes('sakura') ? 'kimono' : r.pick(['kimono', 'hanfu']),
              colour: r.pick(['red', 'pink', 'blue', 'white']),
            },
          ],
          r.pick(['walking', 'standing']),
        ),
      ],
      things: r.chance(0.4) ? [thing('umbrella', { colour: r.pick(['red', 'white'] as const) })] : [],
    }),
  },
  {
    ...{ name: 'vehicle', weight: 5, where: ['home', 'city'] },
    make: (r) => {
      const what = r.pick(['car', 'car', 'car', 'bus', 'motorcycle', 'truck', 'bicycle', 'tram'])
      return {
        category: 'vehicle',
        setting: 'street',
        sky: r.pick(['sunny', 'night', 'rain', undefined]),
        things: [thing(what, { colour: r.pick(vehicleColours) })],
        text: r.chance(0.15) ? '沪A·88K26' : '',
      }
    },
  },
  {
    ...{ name: 'on the way', weight: 3 },
    make: (r, { month }) => {
      const rail = r.chance(0.5)
      return {
        category: r.pick(['travel', 'vehicle']),
        setting: rail ? 'station' : 'airport',
        things: [thing(rail ? 'train' : 'plane', { colour: 'white' })],
        people: r.chance(0.5) ? company(r, r.pick(['standing', 'sitting', 'walking', 'hugging']), month) : [],
      }
    },
  },
  {
    ...{ name: 'museum', weight: 4, where: ['city', 'europe', 'home'] },
    make: (r, { month }) => {
      const depicted = r.pick(['beach', 'dog', 'horse', 'mountain', 'sunflower', 'sailboat', 'tiger', 'cat'])
      const work = r.weighted([
        [thing('sculpture'), 2],
        [thing(depicted, { as: 'painting' }), 4],
        [thing(depicted === 'beach' || depicted === 'mountain' ? 'lion' : depicted, { as: 'statue' }), 2],
        [thing('vase'), 1],
      ] as const)
      return {
        category: 'art',
        setting: 'museum',
        event: r.chance(0.4) ? 'exhibition' : undefined,
        things: [work],
        people: r.chance(0.25) ? company(r, 'standing', month, 1) : [],
      }
    },
  },
  {
    ...{ name: 'pandas', weight: 6, where: ['pandas'] },
    make: (r) => ({
      ...{ category: r.pick(['nature', 'travel']), setting: 'zoo', emotion: 'lively' },
      things: [thing('panda', { doing: r.pick(['eating', 'sleeping', 'playing', undefined]), many: r.chance(0.3) })],
    }),
  },
  {
    ...{ name: 'animals seen', weight: 4, where: ['home', 'nature', 'city'] },
    make: (r) => ({
      ...{ category: 'nature', setting: 'zoo', emotion: 'lively' },
      things: [
        thing(r.pick(['panda', 'panda', 'elephant', 'lion', 'tiger', 'monkey', 'giraffe', 'sealion', 'deer', 'swan']), {
          doing: r.pick(['eating', 'sleeping', 'walking', 'playing', undefined]),
          many: r.chance(0.3),
        }),
      ],
      people: r.chance(0.15) ? [group('child', r.int(1, 2), [], 'feeding')] : [],
    }),
  },
]
