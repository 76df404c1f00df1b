import { BEACH, beach, beachWith, type Group, nothing, party, reads, readsParty } from './case.js'

const pretty = JSON.stringify(BEACH, null, 2)

export const fences: Group = {
  kind: 'code fences',
  cases: [
    reads('a json fence', `\`\`\`json\n${pretty}\n\`\`\``),
    reads('a fence without a language', `\`\`\`\n${beach}\n\`\`\``),
    reads('a fence of another language', `\`\`\`javascript\n${beach}\n\`\`\``),
    reads('a fence in capitals', `\`\`\`JSON\n${beach}\n\`\`\``),
    reads('a fence on the same line', `\`\`\`json ${beach} \`\`\``),
    reads('a fence never closed', `\`\`\`json\n${pretty}`),
    reads('a fence never opened', `${beach}\n\`\`\``),
    reads('a fence that closes an object without brace', `\`\`\`json\n${beach.slice(0, -1)}\n\`\`\``),
    reads('tildes', `~~~json\n${beach}\n~~~`),
    reads('single backticks', `\`${beach}\``),
    readsParty('a fence after Chinese words', `以下是分析结果：\n\`\`\`json\n${party}\n\`\`\`\n希望对您有帮助！`),
    reads('a fence in a fence', `\`\`\`\n\`\`\`json\n${beach}\n\`\`\`\n\`\`\``),
    reads('backticks inside a text', `\`\`\`json\n${beachWith({ text: '"run ```npm start``` now"' })}\n\`\`\``, {
      text: 'run ```npm start``` now',
    }),
  ],
}

export const prose: Group = {
  kind: 'prose around',
  cases: [
    reads('before', `Sure! Here is the JSON you asked for:\n${beach}`),
    reads('after', `${beach}\n\nLet me know if you would like more details.`),
    reads('after, on the same line', `${beach} Hope this helps!`),
    reads('before and after', `Here you go: ${beach} Enjoy {your} photo.`),
    reads('braces in the words before', `The set {sand, sea} is visible. As JSON: ${beach}`),
    reads('an empty object in the words before', `I start from {} and fill it in:\n${beach}`),
    reads('a heading', `## Analysis\n\n${pretty}\n\n---`),
    reads('an assignment', `const result = ${beach};`),
    reads('a label', `JSON: ${beach}`),
    reads('a function call', `submit_analysis(${beach})`),
    readsParty('Chinese', `好的，这张照片的分析如下：${party}。如有需要请告诉我。`),
    reads('an end token', `${beach}<|im_end|>`),
    reads('a role and an end token', `<|im_start|>assistant\n${beach}<|im_end|>\n<|endoftext|>`),
    reads('a tag', `<answer>${beach}</answer>`),
    reads('a tool call', `<tool_call>\n{"name":"describe_photo","arguments":${beach}}\n</tool_call>`),
  ],
}

export const thinking: Group = {
  kind: 'thinking',
  cases: [
    reads('before the answer', `<think>A beach. One woman.</think>\n${beach}`),
    reads('an empty thought', `<think>\n\n</think>\n\n${beach}`),
    reads('a draft inside', `<think>${beachWith({ people: '3' })} no, one woman</think>${beach}`),
    reads('without its opening tag', `I see a beach with {one} woman.\n</think>\n${beach}`),
    reads('another tag', `<thinking>Is "people": 2? No.</thinking>${beach}`),
    reads('reasoning', `<reasoning>\n"category": "food"? No.\n</reasoning>\n${beach}`),
    reads('then a fence', `<think>beach</think>\n\`\`\`json\n${pretty}\n\`\`\``),
    readsParty('in Chinese', `<think>图中有两个孩子，"people": 3？不对。</think>${party}`),
    reads('a tag as visible text', beachWith({ text: '"<think>different</think>"' }), {
      text: '<think>different</think>',
    }),
    nothing('never closed', `<think>The photo shows a beach. ${beach}`),
    nothing('nothing but thinking', '<think>The photo shows a beach.</think>'),
  ],
}
