import { concepts } from './concept.js'

/** Occasions, festivals, and the analysis fields by which people ask: categories and moods. */
export const events = concepts(`
party | party, celebration, gathering, get-together, reunion | 聚会, 派对, 庆祝, 聚餐, 团聚, 庆祝活动
birthday < party | birthday | 生日, 过生日, 寿辰, 生日会, 庆生
wedding < event | wedding, marriage, marriage ceremony | 婚礼, 结婚, 婚宴
engagement < event | engagement, marriage proposal | 订婚, 求婚
anniversary < event | anniversary | 周年, 纪念日, 周年纪念
graduation < event | graduation, commencement, graduate | 毕业, 毕业典礼, 毕业照
funeral < event | funeral | 葬礼, 追悼会
ceremony < event | ceremony, opening ceremony | 典礼, 仪式, 开幕式
sports-day < event, sport | sports day, school sports day, sports meeting, sports meet | 运动会, 校运会, 运动大会
event | event, activity | 活动
concert < event | concert, gig, live music | 音乐会, 演唱会, 演奏会
performance < event | performance, show, stage, play theatre | 演出, 表演, 舞台, 节目
festival < event | festival, carnival | 节日, 庙会, 嘉年华, 狂欢节
parade < event | parade, procession | 游行, 阅兵, 巡游
exhibition < event | exhibition, expo, trade fair | 展览, 展会, 博览会, 画展, 漫展
conference < event | conference, meeting, seminar, lecture, presentation | 会议, 讲座, 开会, 研讨会, 演讲, 大会, 年会, 峰会, 论坛
baptism < event | baptism, christening | 洗礼
fireworks | firework, firecracker, sparkler | 烟花, 烟火, 鞭炮, 焰火, 放烟花
christmas < festival | christmas, xmas | 圣诞, 圣诞节
christmas-tree < christmas | christmas tree | 圣诞树
santa < christmas | santa, santa claus, father christmas | 圣诞老人
halloween < festival | halloween | 万圣节
thanksgiving < festival | thanksgiving | 感恩节
easter < festival | easter | 复活节
easter-egg < easter | easter egg, easter bunny | 复活节彩蛋, 彩蛋
valentine < festival | valentine | 情人节
new-year < festival | new year | 新年, 元旦, 跨年
spring-festival < festival | spring festival, chinese new year, lunar new year | 春节, 过年, 大年
spring-couplets < spring-festival | spring couplet, couplet | 春联, 对联, 福字
red-envelope < spring-festival | red envelope, red packet | 红包
lantern-festival < festival | lantern festival | 元宵节, 元宵, 灯会
dragon-boat-festival < festival | dragon boat festival | 端午, 端午节
mid-autumn < festival | mid-autumn festival, moon festival | 中秋, 中秋节
lion-dance < performance | lion dance | 舞狮
dragon-dance < performance | dragon dance | 舞龙
national-day < festival | national day | 国庆, 国庆节
travel | travel, trip, holiday, vacation, journey, tour, sightseeing, tourism | 旅行, 旅游, 度假, 出游, 旅途, 游玩, 自驾游, 旅程, 出去玩
scenic-spot < travel | scenic spot, tourist attraction, sight | 景点, 景区, 名胜, 名胜古迹
camping < outdoor | camping, campsite | 露营, 野营, 营地
art | art, artwork | 艺术, 艺术品, 美术
handicraft < art | handicraft, handmade, craft | 手工, 手工艺, 手工艺品
screenshot | screenshot, screen shot, screen capture, screengrab, screen grab | 截图, 截屏, 屏幕截图, 屏幕快照
warm | warm, cosy, cozy, tender, heartwarming | 温馨, 温暖, 暖心
joyful | joyful, happy, cheerful, joy, delighted, happiness | 快乐, 欢乐, 开心, 高兴, 喜悦, 幸福, 愉快
serene | serene, calm, peaceful, tranquil, quiet | 宁静, 平静, 安静, 安宁, 祥和
lively | lively, bustling, vibrant, busy | 热闹, 活泼, 繁华, 活跃, 繁忙
romantic | romantic, romance | 浪漫
solemn | solemn, dignified | 庄重, 庄严, 严肃, 肃穆
sad | sad, sorrowful, unhappy, lonely, gloomy, melancholy | 悲伤, 难过, 伤心, 孤独, 忧伤, 忧郁
angry | angry, anger, furious | 生气, 愤怒
surprised | surprised, surprise, astonished | 惊讶, 惊喜
tired | tired, exhausted, sleepy | 疲惫, 累, 困
cute | cute, adorable, lovely | 可爱, 萌
beautiful | beautiful, pretty, gorgeous | 美丽, 漂亮, 好看, 美
funny | funny, humorous, silly | 搞笑, 有趣, 滑稽, 好笑
big | big, large, huge, giant | 巨大, 大型, 巨型
small | small, little, tiny, mini | 小小, 迷你, 微型
`)
