/** What is said as a whole and means something else than its parts: names, signs, what stands in quotation marks. */

const PHRASES: RegExp[] = [
  // what is quoted is looked for as it stands
  /"[^"]{1,200}"|「[^」]{1,200}」|『[^』]{1,200}』|《[^》]{1,200}》/g,
  // names of people, bands, works and places with a date or a place in them
  /五月天(?!气)|清明上河图|[五八]一(?:广场|路|大道|街|村|体育|建军|厂)|六一(?:路|居士)|国庆(?:路|街|村)|春天(?:百货|里)|十月(?:革命|怀胎)|三月(?:里|街)|九月九|七月(?:与|在)/g,
  /\b(?:paris (?:hilton|jackson|saint[- ]germain)|michael jordan|jordan (?:peterson|shoes?|sneakers?)|china (?:dolls?|plates?|cups?|sets?|cabinets?|vases?|bowls?|teapots?)|turkey (?:sandwich|dinner|leg|breast|day|club)|(?:roast|thanksgiving|fried|wild) turkey)s?\b/g,
  /\b(?:merry (?:christmas|xmas)|happy (?:new year|halloween|easter|thanksgiving|mother'?s day|father'?s day)|may i|maybe|march (?:of the|for|against)|june bug|august rush|black friday|red october)\b/g,
  /圣诞快乐|新年快乐|春节快乐|中秋快乐|新春快乐|国庆快乐|[三四五六七八九十]里屯/g,
  // what a sign says
  /\bno (?:smoking|parking|entry|swimming|exit|u-turns?|trespassing|littering|fishing|diving|way out|time to die|dogs allowed|pets allowed|problem|idea|limits?)\b|\bdo not (?:enter|disturb|touch|cross)\b|\b(?:not found|not (?:only|bad|really|just|too|so|yet)|why not|if not|or not|knot|not sure|do not|does not|is not|are not)\b|禁止(?:吸烟|停车|入内|拍照)|不要(?:紧|脸)/g,
  // numbers of things
  /\bno\.? ?\d+\b|\b(?:first|second|third|fourth|fifth|\d{1,2}(?:st|nd|rd|th)) (?:floor|class|hand|base|birthday|place|grade|time|row|street|avenue)\b/g,
  // file names
  /(?<![\w.])[\w-]{0,80}\w\.(?:jpe?g|png|heic|heif|gif|webp|tiff?|avif|dng|cr[23]|nef|arw|raf)\b|\b(?:img|dsc|dscf|dscn|pxl|p|mvimg|vid|screenshot)[_-][\w-]+/g,
]

/** A house number with its street: capitalised, or one of the usual names; "2023 tokyo street" is none. */
const ADDRESS =
  /(?<![\w-])\d{1,5} (?:[A-Z][\w.']{1,20} ){1,2}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Dr|Boulevard|Blvd|Court|Way)\b\.?|(?<![\w-])\d{1,5} (?:main|high|oak|elm|maple|pine|cedar|church|station|mill|broad|king|queen|park|bridge|hill|south|north|east|west) (?:street|st|road|rd|avenue|ave|lane|ln|drive|dr|boulevard|blvd|way)\b\.?/g

export function setPhrasesIn(question: string, folded: string): { start: number; end: number }[] {
  const matches = [...PHRASES.map((pattern) => folded.matchAll(pattern)), question.matchAll(ADDRESS)]
  return matches.flatMap((found) =>
    [...found].map((match) => ({ start: match.index, end: match.index + match[0].length })),
  )
}
