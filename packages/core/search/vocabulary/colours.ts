import { concepts } from './concept.js'

/** `colour` is broader than each, so that an adjective is known as one. */
export const colours = concepts(`
colour | colour, color, colourful, colorful | 颜色, 彩色, 五颜六色, 色彩, 五彩, 缤纷
red < colour | red, crimson, scarlet | 红, 红色, 赤红, 大红, 鲜红, 通红, 朱红, 火红, 艳红
dark-red < red | dark red, maroon, burgundy, wine red, wine-coloured | 深红, 深红色, 暗红, 暗红色, 酒红, 酒红色, 枣红, 枣红色
orange-colour < colour | =orange, orange coloured, orange colored | 橙, 橘, 橙色, 橘色, 橘黄, 橘黄色, 橙黄, 橙黄色, 橘红, 橘红色, 橙红色
yellow < colour | yellow | 黄, 黄色, 鹅黄, 淡黄, 淡黄色, 浅黄色, 明黄, 嫩黄
green < colour | green, emerald | 绿, 绿色, 青绿, 嫩绿, 翠绿, 碧绿, 草绿, 墨绿, 墨绿色, 浅绿色, 深绿色, 军绿色, 绿油油
blue < colour | blue | 蓝, 蓝色, 蔚蓝, 湛蓝, 宝蓝, 宝蓝色
light-blue < blue | light blue, sky blue, pale blue, baby blue | 浅蓝, 浅蓝色, 淡蓝, 淡蓝色, 天蓝, 天蓝色
dark-blue < blue | dark blue, navy, navy blue | 深蓝, 深蓝色, 藏青, 藏青色, 海军蓝, 藏蓝色
turquoise < blue, green | turquoise, teal, cyan, aqua | 青色, 青绿色, 蓝绿色, 湖蓝色, 绿松石色
purple < colour | purple, violet, lilac, plum coloured, lavender coloured, mauve | 紫, 紫色, 淡紫色, 浅紫色, 深紫色, 紫红色
pink < colour | pink, rosy, rose coloured | 粉, 粉色, 粉红, 粉红色, 玫红, 玫红色, 桃红色, 桃红
brown < colour | brown, tan, chestnut coloured | 棕, 棕色, 褐色, 咖啡色, 茶色, 深棕色, 浅棕色, 黄褐色
beige < colour | beige, cream coloured, off-white, khaki | 米色, 米白色, 米白, 卡其色, 杏色, 驼色, 奶白色
white < colour | white, snow-white | 白, 白色, 雪白, 洁白, 纯白, 乳白色
black < colour | black, jet-black | 黑, 黑色, 漆黑, 乌黑, 纯黑
grey < colour | grey, gray | 灰, 灰色, 浅灰色, 深灰色, 银灰色
gold-colour < colour | gold, golden | 金, 金色, 金黄, 金黄色, 金灿灿
silver-colour < colour | silver, silvery | 银, 银色, 银白, 银白色
black-and-white < colour | black and white, monochrome | 黑白, 黑白照片, 黑白照
rainbow-coloured < colour | multicoloured, multicolored, rainbow coloured | 七彩, 五彩斑斓
`)
