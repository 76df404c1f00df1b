import { actions } from './actions.js'
import { animals } from './animals.js'
import { buildings } from './buildings.js'
import { clothing } from './clothing.js'
import { colours } from './colours.js'
import type { Concept } from './concept.js'
import { documents } from './documents.js'
import { events } from './events.js'
import { food } from './food.js'
import { objects } from './objects.js'
import { people } from './people.js'
import { plants } from './plants.js'
import { scenes } from './scenes.js'

/** Everything that has a name here. */
export const themes: readonly Concept[] = [
  ...[...colours, ...people, ...animals, ...food, ...clothing, ...objects, ...scenes],
  ...[...buildings, ...plants, ...events, ...documents, ...actions],
]
