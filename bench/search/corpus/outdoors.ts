import { type Archetype, company, group, light, thing, worn } from './archetype.js'

const seaside = ['gull', 'palm', 'umbrella', 'sailboat', 'lighthouse', 'sandcastle', 'surfboard', 'ship']
const COLOURED = ['umbrella', 'surfboard', 'sailboat', 'towel']
const colours = ['red', 'blue', 'yellow', 'white', 'green'] as const
const flowers = ['rose', 'tulip', 'sunflower', 'lavender', 'lotus']

export const outdoors: Archetype[] = [
  {
    ...{ name: 'people at the beach', weight: 12, where: ['coast'] },
    make: (r, { month }) => ({
      ...{
        category: r.pick(['people', 'travel']),
        setting: 'beach',
        sky: light(r),
        emotion: r.pick(['joyful', 'serene', 'lively']),
      },
      people: company(
        r,
        r.pick(['walking', 'standing', 'running', 'sandcastling', 'sitting', 'selfie', 'jumping', 'playing']),
        month === 1 ? 6 : month,
      ),
      things: r
        .some(seaside, r.int(0, 2))
        .map((what) => thing(what, COLOURED.includes(what) ? { colour: r.pick(colours) } : {})),
    }),
  },
  {
    ...{ name: 'portrait at the beach', weight: 6, where: ['coast'], months: [4, 5, 6, 7, 8, 9] },
    make: (r) => ({
      ...{ category: 'people', setting: 'beach', sky: light(r), emotion: r.pick(['joyful', 'serene', 'romantic']) },
      people: [
        group(
          r.pick(['woman', 'woman', 'girl']),
          1,
          [
            worn(r, r.pick(['dress', 'dress', 'skirt', 'shirt']), r.pick(['red', 'red', 'white', 'blue', 'yellow'])),
            ...(r.chance(0.3) ? [worn(r, r.pick(['hat', 'sunglasses']))] : []),
          ],
          r.pick(['walking', 'standing', 'dancing', 'jumping', 'sitting']),
        ),
      ],
      things: r.chance(0.3) ? [thing(r.pick(['umbrella', 'surfboard']), { colour: r.pick(colours) })] : [],
    }),
  },
  {
    ...{ name: 'swimmers', weight: 3, where: ['coast', 'home'], months: [5, 6, 7, 8, 9] },
    make: (r, { traits }) => ({
      ...{ category: 'sport', setting: traits.includes('coast') ? 'beach' : 'pool', emotion: 'lively' },
      people: [
        group(
          r.pick(['woman', 'man', 'child', 'girl', 'boy']),
          r.int(1, 2),
          [worn(r, 'swimsuit')],
          r.pick(['swimming', 'swimming', 'surfing', 'diving']),
        ),
      ],
    }),
  },
  {
    ...{ name: 'seascape', weight: 6, where: ['coast'] },
    make: (r) => ({
      ...{
        category: r.pick(['travel', 'nature']),
        setting: r.pick(['beach', 'beach', 'sea']),
        sky: light(r),
        emotion: r.pick(['serene', 'warm', 'romantic']),
      },
      things: r
        .some(seaside, r.int(1, 3))
        .map((what) => thing(what, COLOURED.includes(what) ? { colour: r.pick(colours) } : {})),
    }),
  },
  {
    ...{ name: 'mountain landscape', weight: 8, where: ['mountain'] },
    make: (r) => ({
      ...{
        category: r.pick(['travel', 'nature']),
        setting: r.pick(['mountain', 'mountain', 'lake', 'forest', 'grassland', 'river']),
        sky: light(r),
        emotion: 'serene',
      },
      things: r
        .some(['waterfall', 'tree', 'rainbow', 'cow', 'sheep', 'horse', 'church', 'balloonride'], r.int(0, 2))
        .map((what) => thing(what)),
    }),
  },
  {
    ...{ name: 'hikers', weight: 4, where: ['mountain', 'nature'] },
    make: (r, { month }) => ({
      ...{
        category: r.pick(['travel', 'sport', 'people']),
        setting: r.pick(['mountain', 'forest', 'lake']),
        sky: light(r),
        emotion: 'lively',
      },
      people: company(r, r.pick(['hiking', 'hiking', 'climbing', 'sitting', 'standing', 'fishing']), month),
    }),
  },
  {
    ...{ name: 'nature walk', weight: 5, where: ['nature', 'home'] },
    make: (r, { month }) => {
      const autumn = month >= 10 && month <= 11
      const things =
        autumn && r.chance(0.6)
          ? [thing('maple', { colour: 'red' })]
          : [
              thing(
                r.pick(['tree', 'mushroom', 'waterfall', 'rainbow', 'bridge', 'duck', 'swan', 'squirrel', 'butterfly']),
              ),
            ]
      return {
        category: 'nature',
        setting: r.pick(['forest', 'lake', 'river', 'park']),
        sky: light(r),
        emotion: 'serene',
        things,
      }
    },
  },
  {
    ...{ name: 'autumn leaves', weight: 6, where: ['temple', 'nature', 'home'], months: [10, 11] },
    make: (r, { month, traits }) => ({
      ...{ category: r.pick(['nature', 'travel']), emotion: r.pick(['serene', 'warm']), sky: light(r) },
      setting: traits.includes('temple') ? r.pick(['templeyard', 'park']) : r.pick(['park', 'forest']),
      things: [thing('maple', { colour: r.pick(['red', 'orange', 'yellow'] as const) })],
      people: r.chance(0.4) ? company(r, r.pick(['walking', 'standing', 'selfie']), month) : [],
    }),
  },
  {
    ...{ name: 'cherry blossom', weight: 10, where: ['sakura'], months: [3, 4] },
    make: (r, { month }) => ({
      ...{
        category: r.pick(['nature', 'travel']),
        setting: r.pick(['park', 'river', 'templeyard', 'street']),
        emotion: r.pick(['serene', 'romantic', 'joyful']),
      },
      things: [thing('sakura', { colour: 'pink' })],
      people: r.chance(0.5) ? company(r, r.pick(['walking', 'standing', 'selfie', 'sitting']), month) : [],
    }),
  },
  {
    ...{ name: 'flowers', weight: 4, months: [3, 4, 5, 6, 7, 8, 9] },
    make: (r) => {
      const what = r.pick(flowers)
      const colour =
        { sunflower: 'yellow', lavender: 'purple', lotus: 'pink' }[what] ??
        r.pick(['red', 'yellow', 'pink', 'purple', 'white'] as const)
      return {
        category: 'nature',
        setting: r.pick(['garden', 'park', 'grassland']),
        emotion: r.pick(['lively', 'serene']),
        things: [thing(what, { colour, many: true }), ...(r.chance(0.2) ? [thing('butterfly')] : [])],
      }
    },
  },
  {
    ...{ name: 'night sky', weight: 2, where: ['nature', 'mountain', 'desert', 'home'] },
    make: (r) => ({
      ...{
        category: 'nature',
        sky: 'night',
        emotion: r.pick(['serene', 'romantic']),
        setting: r.pick(['mountain', 'lake', 'grassland', 'desert']),
      },
      things: [thing(r.pick(['stars', 'moon']))],
    }),
  },
  {
    ...{ name: 'desert', weight: 10, where: ['desert'] },
    make: (r, { month }) => ({
      ...{ category: 'travel', setting: 'desert', sky: light(r), emotion: 'serene' },
      people: r.chance(0.5) ? company(r, r.pick(['walking', 'standing', 'sitting']), month) : [],
      things: r.chance(0.4) ? [thing(r.pick(['horse', 'cactus']))] : [],
    }),
  },
  {
    ...{ name: 'snow', weight: 9, where: ['snow'] },
    make: (r) => ({
      ...{
        category: r.pick(['sport', 'travel', 'people']),
        setting: 'snowfield',
        sky: r.pick(['snow', 'sunny', undefined]),
        emotion: r.pick(['lively', 'joyful']),
      },
      people: r.chance(0.75) ? company(r, r.pick(['skiing', 'skiing', 'snowballing', 'standing', 'walking']), 1) : [],
      things: r.chance(0.35) ? [thing(r.pick(['snowman', 'tree', 'lantern']))] : [],
    }),
  },
  {
    ...{ name: 'snow at home', weight: 3, where: ['home'], months: [12, 1, 2] },
    make: (r) => ({
      ...{
        category: r.pick(['nature', 'people']),
        setting: r.pick(['park', 'street']),
        sky: 'snow',
        emotion: r.pick(['serene', 'lively']),
      },
      people: r.chance(0.5) ? company(r, r.pick(['walking', 'snowballing', 'standing']), 1) : [],
      things: r.chance(0.5) ? [thing('snowman')] : [],
    }),
  },
  {
    ...{ name: 'camping', weight: 2, where: ['home', 'nature', 'mountain'], months: [4, 5, 6, 7, 8, 9, 10] },
    make: (r, { month }) => ({
      ...{
        category: 'travel',
        setting: 'campsite',
        event: 'camping',
        sky: r.pick(['night', 'sunset', undefined]),
        emotion: r.pick(['warm', 'lively']),
      },
      things: [
        thing('tent', { colour: r.pick(['orange', 'green', 'blue'] as const) }),
        ...(r.chance(0.5) ? [thing('campfire')] : []),
      ],
      people: r.chance(0.6) ? company(r, r.pick(['sitting', 'cooking', 'guitarplaying', 'toasting']), month) : [],
    }),
  },
]
