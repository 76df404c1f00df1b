import { concepts } from './concept.js'

/**
 * People, families and what they are to each other. Who describes a photo sees an old woman, never whose grandmother she is:
 * one concept for both.
 */
export const people = concepts(`
person | person, people, human | 人, 人物, 人类, 行人, 人们, 人像, 路人
man < person | man, gentleman, guy, male | 男人, 男士, 男子, 男性, 先生, 男的, 大叔, 小伙子, 小伙
woman < person | woman, lady, female | 女人, 女士, 女子, 女性, 女的, 阿姨, 美女, 姑娘, 少女, 大妈
child < person | child, kid, youngster, toddler | 孩子, 小孩, 儿童, 小朋友, 小孩子, 娃, 幼儿, 宝贝
boy < child, man | boy, schoolboy | 男孩, 男孩子, 男童, 小男孩, 男生
girl < child, woman | girl, schoolgirl | 女孩, 女孩子, 女童, 小女孩, 女生, 小姑娘
baby < child | baby, infant, newborn | 婴儿, 宝宝, 新生儿, 小宝宝, 小宝贝
teenager < person | teenager, teen, adolescent | 青少年, 少年
elderly < person | elderly, old people, old person, senior citizen, senior, elderly couple, old couple | 老人, 老年人, 长者, 老人家, 老两口
grandmother < family, woman, elderly | grandmother, grandma, granny, nana, old woman, old lady, elderly woman, elderly lady | 奶奶, 外婆, 姥姥, 祖母, 外祖母, 婆婆, 老奶奶, 老太太, 老婆婆, 老妇人, 老大妈
grandfather < family, man, elderly | grandfather, grandpa, grandad, granddad, old man, old gentleman, elderly man, elderly gentleman | 爷爷, 外公, 姥爷, 祖父, 外祖父, 老爷爷, 老先生, 老头, 老大爷, 老伯
mother < family, woman | mother, mum, mom, mommy, mummy | 妈妈, 母亲, 妈, 老妈, 妈咪
father < family, man | father, dad, daddy | 爸爸, 父亲, 爸, 老爸, 爹
parents < family | parent | 父母, 爸妈, 爸爸妈妈, 双亲, 家长
son < family | son | 儿子
daughter < family | daughter | 女儿, 闺女
brother < family | brother | 哥哥, 弟弟, 兄弟
sister < family | sister | 姐姐, 妹妹, 姐妹
siblings < family | sibling | 兄弟姐妹, 兄妹, 姐弟
grandchild < family | grandchild, grandson, granddaughter | 孙子, 孙女, 外孙, 外孙女
husband < family | husband | 丈夫, 老公
wife < family | wife | 妻子, 老婆, 太太
couple < person | couple, lovers, sweethearts | 情侣, 夫妻, 夫妇, 恋人, 两口子, 小两口, 老夫妻
uncle < family | uncle | 叔叔, 舅舅, 伯伯, 姑父, 姨父
aunt < family | aunt, auntie, aunty | 姑姑, 姨妈, 舅妈, 婶婶, 伯母
cousin < family | cousin | 表哥, 表弟, 表姐, 表妹, 堂哥, 堂弟, 堂姐, 堂妹, 表兄弟
twins < family | twin | 双胞胎, 孪生
family < person | family, relatives | 家人, 一家人, 家庭, 全家, 亲人, 亲戚, 全家福, 家族
friend < person | friend, buddy, mate, pal | 朋友, 好友, 闺蜜, 友人, 伙伴, 小伙伴
classmate < person | classmate, schoolmate | 同学, 校友
colleague < person | colleague, coworker, co-worker, workmate | 同事
group < person | group, group photo, group picture, group shot, team | 合影, 合照, 集体照, 团队, 大合影, 大合照
crowd < person | crowd, crowded, many people, audience, spectators | 人群, 人山人海, 观众, 拥挤
selfie < person | selfie, self-portrait, taking selfie, taking a selfie | 自拍, 自拍照
portrait < person | portrait, headshot | 肖像, 头像, 证件照, 人像照, 半身像
bride < woman, wedding | bride | 新娘
groom < man, wedding | groom, bridegroom | 新郎
student < person | student, pupil | 学生, 大学生, 小学生, 中学生
teacher < person | teacher, professor | 老师, 教师, 教授
doctor < person | doctor, physician, surgeon | 医生, 大夫
nurse < person | nurse | 护士
police < person | police, policeman, policewoman, police officer, cop | 警察, 民警, 交警
firefighter < person | firefighter, fireman | 消防员
soldier < person | soldier, army, troops | 士兵, 军人, 战士, 解放军
chef < person | chef, cook | 厨师, 大厨
waiter < person | waiter, waitress | 服务员, 侍者
worker < person | worker, labourer, laborer | 工人, 工友
farmer < person | farmer, peasant | 农民, 农夫
fisherman < person | fisherman, angler | 渔民, 渔夫, 钓鱼人
athlete < person | athlete, player, sportsman | 运动员, 球员, 选手
musician < person | musician, band, orchestra | 音乐家, 乐队, 乐手, 乐团
singer < person | singer, vocalist | 歌手, 歌星
dancer < person | dancer, ballerina | 舞者, 舞蹈演员
actor < person | actor, actress, performer | 演员
monk < person | monk, nun | 和尚, 僧人, 僧侣, 尼姑, 喇嘛
tourist < person | tourist, traveller, traveler, visitor, sightseer | 游客, 旅客, 旅行者, 游人
driver < person | driver | 司机, 驾驶员
cyclist < person | cyclist, rider, biker | 骑手, 骑行者
shopkeeper < person | vendor, shopkeeper, seller, stallholder | 小贩, 摊贩, 老板, 店主
smile | smile, smiling, grin | 微笑, 笑容, 笑脸, 笑
laugh < smile | laugh, laughing, laughter | 大笑, 欢笑, 笑声
cry | cry, crying, tears, weeping | 哭, 哭泣, 流泪, 眼泪
face | face | 脸, 面孔, 脸庞
eye | eye | 眼睛, 双眼
hand | hand, finger, palm of hand | 手, 手指, 双手, 小手
foot | foot, toe, barefoot | 脚, 脚丫, 光脚, 赤脚, 双脚
hair | hair, hairstyle, haircut | 头发, 发型, 长发, 短发
curly-hair < hair | curly hair, curls | 卷发
blonde < hair | blonde, blond | 金发
ponytail < hair | ponytail, braid, pigtail | 马尾辫, 辫子, 马尾
beard | beard, moustache, mustache, bearded | 胡子, 胡须, 络腮胡
tattoo | tattoo, tattooed | 纹身
makeup | makeup, make-up, cosmetics | 化妆, 妆容, 化妆品
lipstick < makeup | lipstick | 口红, 唇膏
back-view | from behind, back view, back turned | 背影
silhouette | silhouette, silhouetted | 剪影, 轮廓
pregnant < woman | pregnant, pregnancy, maternity | 怀孕, 孕妇, 孕照
ultrasound < medical-paper | ultrasound, sonogram | b超, 超声
old | old, aged, ancient, antique, vintage | 古老, 老旧, 旧, 复古, 古董
young | young, youthful | 年轻
`)
