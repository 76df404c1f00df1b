import { BEACH, beach, beachWith, type Group, loses, losesParty, party, partyWith, reads, readsParty } from './case.js'

const chinese = (json: string) => json.replaceAll('","', '"，"').replaceAll('":', '"：').replaceAll('],', ']，')

export const chinesePunctuation: Group = {
  kind: 'Chinese punctuation',
  cases: [
    readsParty('colons', party.replaceAll('":', '"：')),
    readsParty('commas', party.replaceAll('","', '"，"').replaceAll('],', ']，')),
    readsParty('colons and commas', chinese(party)),
    readsParty('colons, commas and quotes', chinese(party).replace(/"([^"]*)"/g, '“$1”')),
    reads('an English answer', chinese(beach).replace(/"([^"]*)"/g, '“$1”')),
    readsParty('enumeration commas in lists', partyWith({ objects: '["生日蛋糕"、"红色气球"]' })),
    readsParty('semicolons', party.replaceAll('","', '"；"')),
    readsParty('full-width braces', `｛${party.slice(1, -1)}｝`),
    readsParty('full-width brackets', party.replaceAll('[', '［').replaceAll(']', '］')),
    readsParty('lenticular brackets', party.replaceAll('[', '【').replaceAll(']', '】')),
    readsParty('all of it', `｛${chinese(party.slice(1, -1)).replaceAll('[', '【').replaceAll(']', '】')}｝`),
    readsParty(
      'inside a string it stays',
      chinese(partyWith({ description: '"蛋糕：红色，大；“生日快乐”【合影】。"' })),
      { description: '蛋糕：红色，大；“生日快乐”【合影】。' },
    ),
    readsParty('a full stop after the object', `${party}。`),
    readsParty('spaces of Chinese width', party.replaceAll(',', ',　').replaceAll(':', '：　')),
  ],
}

export const structure: Group = {
  kind: 'commas and brackets',
  cases: [
    reads('a trailing comma in the object', beach.replace('}', ',}')),
    reads('trailing commas in lists', beach.replaceAll(']', ',]')),
    reads('trailing commas, pretty', JSON.stringify(BEACH, null, 2).replace(/(["\]])\n/g, '$1,\n')),
    reads('a comma at the beginning', `{,${beach.slice(1)}`),
    reads('commas doubled', beach.replaceAll(',"', ',,"')),
    reads('a comma forgotten between fields', beach.replace('"travel",', '"travel" ')),
    reads('a comma forgotten at a line end', JSON.stringify(BEACH, null, 2).replaceAll('",\n', '"\n')),
    reads('a comma forgotten after a list', beach.replace('"],', '"]')),
    reads('a comma forgotten in a list, on lines', beachWith({ objects: '["red dress"\n"sea"\n"straw hat"]' })),
    reads('no closing brace', beach.slice(0, -1)),
    reads('one closing brace too many', `${beach}}`),
    reads('no opening brace', beach.slice(1)),
    reads('neither brace', beach.slice(1, -1)),
    reads('a bracket forgotten', beach.replace('"sunset"]', '"sunset"')),
    reads('a brace for a bracket', beach.replace('"sunset"]', '"sunset"}')),
    reads('a bracket for the last brace', `${beach.slice(0, -1)}]`),
    reads('round brackets as Python tuples', beach.replace(/\[([^\]]*)\]/g, '($1)')),
    reads('an equals sign for a colon', beach.replaceAll('":', '"=')),
    reads('arrows for colons', beach.replaceAll('":', '" => ')),
    reads('a list in one string', beachWith({ objects: '"red dress, sea, straw hat"', tags: '"beach;sunset"' })),
    reads('a list as lines of a string', beachWith({ objects: '"- red dress\\n- sea\\n- straw hat"' })),
    reads('dots at the end of a list', beachWith({ objects: '["red dress","sea","straw hat",...]' })),
    reads('a line with dots at the end', beach.replace('}', ',\n...\n}')),
    loses('a value forgotten', beachWith({ emotion: '' }), ['emotion']),
    loses('a value forgotten at the end', beachWith({ sensitive: '' }), ['sensitive']),
    loses('a bracket forgotten on an empty list', beachWith({ tags: '[' }), ['tags']),
    losesParty('three dots as description', partyWith({ description: '"..."' }), ['description']),
  ],
}
