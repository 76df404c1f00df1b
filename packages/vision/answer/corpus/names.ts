import { BEACH, beach, type Group, keeps, loses, PARTY, party, reads, readsParty } from './case.js'

const CHINESE_KEYS = {
  category: '类别',
  description: '描述',
  objects: '物体',
  tags: '标签',
  emotion: '情绪',
  people: '人数',
  text: '文字',
  sensitive: '敏感',
}
const renamed = (json: string, names: Record<string, string>) =>
  json.replace(/"(\w+)":/g, (_, name: string) => `"${names[name] ?? name}":`)

export const keys: Group = {
  kind: 'keys',
  cases: [
    reads(
      'capitalised',
      beach.replace(/"(\w)(\w+)":/g, (_, a: string, b: string) => `"${a.toUpperCase()}${b}":`),
    ),
    reads(
      'in capitals',
      beach.replace(/"(\w+)":/g, (_, name: string) => `"${name.toUpperCase()}":`),
    ),
    reads('camel case', renamed(beach, { people: 'peopleCount', text: 'visibleText', category: 'photoCategory' })),
    reads('snake case', renamed(beach, { people: 'people_count', text: 'visible_text', tags: 'scene_tags' })),
    reads('kebab case', renamed(beach, { people: 'people-count', text: 'visible-text' })),
    reads('with spaces', renamed(beach, { people: 'Number of people', text: 'Visible text' })),
    reads('synonyms', renamed(beach, { description: 'caption', emotion: 'mood', tags: 'keywords', objects: 'items' })),
    readsParty('Chinese', renamed(party, CHINESE_KEYS)),
    readsParty('Chinese, without quotes', renamed(party, CHINESE_KEYS).replace(/"([^"]+)":/g, '$1：')),
    readsParty('other Chinese names', renamed(party, { category: '分类', description: '照片描述', tags: '关键词' })),
    readsParty('Chinese keys and values', renamed(party, CHINESE_KEYS).replace('"party"', '"聚会"')),
    reads('spaces inside the quotes', renamed(beach, { people: ' people ' })),
    reads('numbered', renamed(beach, { category: '1. category', description: '2. description' })),
    reads('emphasised', renamed(beach, { category: '**category**' })),
    reads('more than asked for', beach.replace('{', '{"season":"summer","type":"photo","__proto__":{"a":1},')),
    loses('a field forgotten', beach.replace('"emotion":"serene",', ''), ['emotion']),
    loses('an unknown name', renamed(beach, { emotion: 'colour' }), ['emotion']),
  ],
}

export const wrappers: Group = {
  kind: 'wrappers',
  cases: [
    reads('result', `{"result":${beach}}`),
    reads('result in data', `{"data":{"result":${beach}}}`),
    reads('beside other things', `{"status":"ok","analysis":${beach},"confidence":0.9}`),
    reads('a list', `[${beach}]`),
    reads('a list in a wrapper', `{"photos":[${beach}]}`),
    readsParty('a Chinese wrapper', `{"结果":${party}}`),
    reads('a call', `{"name":"describe","arguments":${beach}}`),
    reads('a call with its arguments as text', `{"name":"describe","arguments":${JSON.stringify(beach)}}`),
    reads('groups', `{"scene":${beach.replace(',"emotion"', '},"mood_and_people":{"emotion"')}}`),
    reads('half inside', `{"category":"travel","details":${beach}}`),
    reads('the schema filled in', `{"type":"object","properties":${beach}}`),
    reads(
      'every value in an object',
      beach.replace(/:("[^"]*"|\d+|\[[^\]]*\])(?=[,}])/g, ':{"value":$1,"confidence":0.9}'),
    ),
    reads('items with names and scores', beach.replace(/"(red dress|sea|straw hat)"/g, '{"name":"$1","score":0.8}')),
    reads('items with labels', beach.replace(/"(red dress|sea|straw hat)"/g, '{"label":"$1"}')),
    reads('a wrapper never closed', `{"result":${beach}`),
    reads('a wrapper in a fence', `\`\`\`json\n{"result": ${JSON.stringify(BEACH, null, 2)}}\n\`\`\``),
    loses(
      'the mood of something else is not the mood of the photo',
      beach.replace('"emotion":"serene"', '"child":{"emotion":"sad"}'),
      ['emotion'],
    ),
    loses(
      'nor are the moods of faces',
      beach.replace('"emotion":"serene"', '"faces":[{"emotion":"sad"},{"emotion":"sad"}]'),
      ['emotion'],
    ),
    loses('two wrappers that differ', `{"a":${beach},"b":${beach.replace('"people":1', '"people":4')}}`, ['people']),
    loses('items without names', beach.replace(/"(red dress|sea|straw hat)"/g, '{"score":0.8}'), ['objects']),
    keeps('a wrapper around a part', `{"result":${JSON.stringify({ tags: PARTY.tags, people: 2 })}}`, {
      tags: PARTY.tags,
      people: 2,
    }),
  ],
}
