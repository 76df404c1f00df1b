import { concepts } from './concept.js'

/** Plants and flowers. */
export const plants = concepts(`
plant | plant, vegetation, greenery, potted plant | 植物, 绿植, 盆栽, 绿叶, 盆景
flower < plant | flower, blossom, bloom, floral | 花, 花朵, 鲜花, 开花, 小花, 花卉, 花海, 花丛
bouquet < flower | bouquet | 花束, 捧花
rose < flower | rose | 玫瑰, 玫瑰花, 月季, 蔷薇
tulip < flower | tulip | 郁金香
sunflower < flower | sunflower | 向日葵, 葵花
cherry-blossom < flower | cherry blossom, sakura | 樱花
plum-blossom < flower | plum blossom | 梅花, 腊梅
peach-blossom < flower | peach blossom | 桃花
lotus < flower | lotus, water lily | 荷花, 莲花, 睡莲, 荷叶
lily < flower | lily | 百合, 百合花
orchid < flower | orchid | 兰花, 蝴蝶兰
peony < flower | peony | 牡丹, 牡丹花, 芍药
chrysanthemum < flower | chrysanthemum, daisy | 菊花, 雏菊
lavender < flower | lavender | 薰衣草
hydrangea < flower | hydrangea | 绣球花, 绣球
carnation < flower | carnation | 康乃馨
osmanthus < flower | osmanthus | 桂花
rapeseed < flower | rapeseed, canola, rape field | 油菜花
jasmine < flower | jasmine | 茉莉, 茉莉花
dandelion < flower | dandelion | 蒲公英
azalea < flower | azalea, rhododendron | 杜鹃花
magnolia < flower | magnolia | 玉兰, 玉兰花
wisteria < flower | wisteria | 紫藤
tree < plant | tree, tree trunk | 树, 树木, 大树, 树干, 树枝, 小树, 树丛
pine < tree | pine, pine tree, fir, spruce | 松树, 松, 杉树
palm-tree < tree | palm tree, coconut tree, palm | 棕榈树, 椰树, 椰子树, 棕榈
maple < tree | maple, maple tree | 枫树
ginkgo < tree | ginkgo | 银杏
willow < tree | willow | 柳树, 杨柳
bamboo < plant | bamboo | 竹子, 竹
leaf < plant | leaf | 叶子, 树叶
cactus < plant | cactus, succulent | 仙人掌, 多肉, 多肉植物
ivy < plant | ivy, vine | 藤蔓, 爬山虎, 常春藤
moss < plant | moss, fern | 苔藓, 青苔, 蕨类
reed < plant | reed | 芦苇
seedling < plant | seedling, sprout | 幼苗, 嫩芽, 树苗
bonsai < plant | bonsai | 盆景
`)
