import type { Analysis } from '../schema.js'

/** Other names under which models write a field, in the form that {@link plainKey} gives. */
const ALIASES: Record<keyof Analysis, readonly string[]> = {
  category: ['category', 'photocategory', 'imagecategory', '类别', '分类', '类型', '照片类别', '照片分类'],
  description: ['description', 'caption', 'summary', 'alttext', '描述', '说明', '照片描述', '图片描述', '内容描述'],
  objects: [
    'objects',
    'object',
    'mainobjects',
    'detectedobjects',
    'items',
    '物体',
    '对象',
    '物品',
    '主要物体',
    '物件',
    '物体列表',
  ],
  tags: ['tags', 'tag', 'keywords', 'labels', 'scenetags', '标签', '关键词', '场景标签', '标签列表', '场景词'],
  emotion: ['emotion', 'mood', 'atmosphere', 'sentiment', '情绪', '情感', '氛围', '心情'],
  people: [
    'people',
    'peoplecount',
    'personcount',
    'numpeople',
    'numberofpeople',
    'persons',
    '人数',
    '人物数量',
    '人物数',
    '人物',
  ],
  text: ['text', 'visibletext', 'ocrtext', 'ocr', '文字', '文本', '可见文字', '文字内容', '文本内容'],
  sensitive: [
    'sensitive',
    'sensitivity',
    'sensitivetype',
    'sensitivecontent',
    'privacy',
    '敏感',
    '敏感内容',
    '敏感信息',
    '敏感类型',
    '隐私',
  ],
}

const FIELD_OF = new Map(
  Object.entries(ALIASES).flatMap(([field, names]) => names.map((name) => [name, field as keyof Analysis] as const)),
)

/** The field that a key means, in whatever spelling: `peopleCount`, `People-Count`, `人数`. */
export function fieldOf(key: string): keyof Analysis | undefined {
  return FIELD_OF.get(plainKey(key))
}

function plainKey(key: string): string {
  return key
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}]/gu, '')
}
