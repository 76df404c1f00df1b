import { ask, askOpen, type Question } from '../truth/question.js'
import { at, category, count, event, has, inCountry, mood, named, paper, sky, taken, wears } from '../truth/see.js'

/** The demo photos are of 2023 to 2026: last year is 2024 here. */
export const DRAWN_NOW = { instant: '2025-05-20T02:00:00Z', zone: 'Asia/Shanghai' } as const

/** Questions about the 40 drawn scenes of the demo; the analyses are the model's own. */
export const drawnQuestions: Question[] = [
  ...ask(
    'combined',
    'photos of someone in red at the beach last year',
    '找去年海边穿红衣服的照片',
    (p) => at(p, 'beach') && wears(p, 'clothes', 'red') && taken(p, '2024'),
  ),
  ...ask(
    'combined',
    'red dress at the beach last summer',
    '去年夏天海边的红裙子',
    (p) => at(p, 'beach') && wears(p, 'dress', 'red') && taken(p, '2024-06', '2024-08'),
  ),
  ...ask('scene', 'seaside', '海边', (p) => at(p, 'beach')),
  ...ask('scene', 'sunset', '日落', (p) => sky(p, 'sunset')),
  ...ask('scene', 'snowy mountains', '雪山', (p) => at(p, 'mountain')),
  ...ask('scene', 'lake', '湖', (p) => has(p, 'lake')),
  ...ask('scene', 'forest', '树林', (p) => at(p, 'forest')),
  ...ask(
    'scene',
    'city at night',
    '城市夜景',
    (p) => at(p, 'city') && sky(p, 'night'),
    (p) => sky(p, 'night'),
  ),
  ...ask('object', 'cats', '猫', (p) => has(p, 'cat')),
  ...ask('object', 'puppy', '小狗', (p) => has(p, 'dog')),
  ...ask('object', 'animals', '动物', (p) => has(p, 'cat') || has(p, 'dog')),
  ...ask('object', 'birthday cake', '生日蛋糕', (p) => has(p, 'cake')),
  ...ask('object', 'pizza', '比萨', (p) => has(p, 'pizza')),
  ...ask('object', 'flowers', '鲜花', (p) => has(p, 'flower')),
  ...ask('object', 'boats', '船', (p) => has(p, 'sailboat')),
  ...ask('attribute', 'white cat', '白猫', (p) => has(p, 'cat', 'white')),
  ...ask('attribute', 'red car', '红色轿车', (p) => has(p, 'car', 'red')),
  ...ask('attribute', 'yellow dress', '黄裙子', (p) => wears(p, 'dress', 'yellow')),
  ...ask('attribute', 'purple flowers', '紫色的花', (p) => has(p, 'flower', 'purple')),
  ...ask('attribute', 'black shirt', '黑衬衫', (p) => wears(p, 'shirt', 'black')),
  ...ask('event', 'birthday party', '生日聚会', (p) => event(p, 'birthday')),
  ...ask(
    'mood',
    'happy',
    '开心',
    (p) => mood(p, 'joyful'),
    (p) => mood(p, 'lively', 'warm'),
  ),
  ...ask(
    'mood',
    'food',
    '美食',
    (p) => category(p, 'food'),
    (p) => has(p, 'cake'),
  ),
  ...askOpen('document', 'receipts', '收据', (p) => paper(p, 'receipt')),
  ...askOpen('document', 'identity card', '身份证', (p) => paper(p, 'idcard')),
  ...ask('document', 'screenshots', '截屏', (p) => category(p, 'screenshot')),
  ...ask('people', 'two people', '两个人', (p) => count(p) === 2),
  ...ask('people', 'group of four people', '四个人', (p) => count(p) === 4),
  ...ask('exclusion', 'beach without people', '没有人的海滩', (p) => at(p, 'beach') && count(p) === 0),
  ...ask('exclusion', 'dogs but no people', '有狗没有人', (p) => has(p, 'dog') && count(p) === 0),
  ...ask('date', 'photos from 2023', '2023年的照片', (p) => taken(p, '2023')),
  ...ask('date', 'autumn 2024', '2024年秋天', (p) => taken(p, '2024-09', '2024-11')),
  ...ask('place', 'Sanya', '三亚', (p) => named(p, 'beach-red-dress', 'beach-two-people', 'beach-palm')),
  ...ask('place', 'France', '法国', (p) => inCountry(p, 'france') || named(p, 'beach-sailboat', 'black-shirt-beach')),
]
