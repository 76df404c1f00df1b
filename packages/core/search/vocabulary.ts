/** The words by which people ask for a category or a mood, beside its English identifier. */

const categories: Record<string, string> = {
  travel: 'travel trip holiday vacation 旅行 旅游 景点 度假',
  people: 'people portrait person 人物 人像 合影',
  party: 'party birthday celebration 聚会 派对 生日 庆祝',
  pets: 'pets pet animal 宠物 动物',
  food: 'food meal drink 美食 食物 吃饭 饮料',
  nature: 'nature landscape 自然 风景 大自然',
  city: 'city street building urban 城市 街道 建筑',
  document: 'document paper 文档 文件 证件',
  screenshot: 'screenshot screen 截图 截屏 屏幕',
  vehicle: 'vehicle transport 车辆 交通工具',
  home: 'home room interior 家居 房间 室内',
  event: 'event ceremony 活动 典礼',
  art: 'art artwork 艺术 艺术品',
  sport: 'sport sports 运动 体育',
  other: '',
}

const emotions: Record<string, string> = {
  warm: 'warm 温馨 温暖',
  joyful: 'joyful happy 快乐 欢乐 开心',
  serene: 'serene calm peaceful 宁静 平静',
  lively: 'lively 热闹 活泼',
  romantic: 'romantic 浪漫',
  solemn: 'solemn 庄重 庄严',
  sad: 'sad 悲伤 难过',
  neutral: '',
}

/** Words in both languages for a category, none for one that says nothing. */
export function categoryWords(category: string): string {
  return categories[category] ?? category
}

export function emotionWords(emotion: string): string {
  return emotions[emotion] ?? emotion
}

/** Characters and words that carry no meaning of their own in a question about photos. */
export const emptyWords: ReadonlySet<string> = new Set([
  ...[
    '的',
    '了',
    '在',
    '和',
    '与',
    '及',
    '是',
    '着',
    '有',
    '里',
    '中',
    '上',
    '那',
    '这',
    '张',
    '一',
    '个',
    '我',
    '我的',
  ],
  ...['照片', '图片', '相片', '的照片', '的图片', '那张', '这张', '一张', '里面', '找', '所有'],
  ...['photo', 'photos', 'picture', 'pictures', 'image', 'images', 'pic', 'pics'],
])
