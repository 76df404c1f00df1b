import { beach, beachWith, type Group, loses, party, reads, readsParty } from './case.js'

export const duplicates: Group = {
  kind: 'duplicated keys',
  cases: [
    reads('the same value', beach.replace('"people":1', '"people":1,"people":1')),
    reads('the same meaning', beach.replace('"people":1', '"people":1,"people":"one"')),
    reads('the second one empty', beach.replace('"people":1', '"people":1,"people":null')),
    reads('the second one a name of ours', beach.replace('"people":1', '"persons":3,"people":1')),
    loses('another number', beach.replace('"people":1', '"people":1,"people":2'), ['people']),
    loses('another number at the end', beach.replace('}', ',"people":2}'), ['people']),
    loses('another category', beach.replace('"travel"', '"travel","category":"nature"'), ['category']),
    loses('another list', beach.replace('"emotion"', '"tags":["city"],"emotion"'), ['tags']),
    loses('the second one unclear', beach.replace('"people":1', '"people":1,"people":"several"'), ['people']),
    loses('two foreign names that differ', beach.replace('"people":1', '"人数":1,"persons":2'), ['people']),
    loses('three times', beach.replace('"people":1', '"people":1,"people":2,"people":1'), ['people']),
  ],
}

export const several: Group = {
  kind: 'several objects',
  cases: [
    reads('the same twice', `${beach}\n${beach}`),
    reads('a correction', `${beachWith({ people: '7' })}\nCorrection:\n${beach}`),
    reads('a final answer', `${beachWith({ category: '"food"' })}\nFinal answer: ${beach}`),
    readsParty('a correction in Chinese', `${party.replace('"people":2', '"people":5')}\n更正：${party}`),
    reads('a correction of one field', `${beachWith({ people: '7' })}\nCorrection: {"people": 1}`),
    reads('the schema, then the answer', `{"type":"object","properties":{"category":{"enum":["travel"]}}}\n${beach}`),
    reads('another object first', `{"status":"ok","model":"vision"}\n${beach}`),
    reads('another object behind', `${beach}\n{"confidence":0.93}`),
    reads(
      'one field a line',
      beach
        .slice(1, -1)
        .split(/,(?="\w+":)/)
        .map((member) => `{${member}}`)
        .join('\n'),
    ),
    reads('two halves', `${beach.replace(',"emotion"', '}\n{"emotion"')}`),
    reads('two halves in a list', `[${beach.replace(',"emotion"', '},{"emotion"')}]`),
    reads('a brace in the middle', beach.replace(',"emotion"', '},"emotion"')),
    loses('two that differ in a number', `${beach}\n${beachWith({ people: '2' })}`, ['people']),
    loses('two that differ, in a list', `[${beach},${beachWith({ people: '2', emotion: '"joyful"' })}]`, [
      'emotion',
      'people',
    ]),
    loses(
      'the template, then the answer',
      `Format: {"category": "travel|people|party", "people": 0}\nAnswer: ${beach}`,
      ['category', 'people'],
    ),
    loses('an invented second photo', `${beach}\nQuestion: and this one?\nAnswer: ${beachWith({ people: '3' })}`, [
      'people',
    ]),
    loses('a first one without a field', `{"category":"food"}\n${beach}`, ['category']),
  ],
}
