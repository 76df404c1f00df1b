/** What must not be. Each line: the question → what is understood, as `brief` tells it. */
export const exclusions = `
no dogs →  | not dogs
not indoors →  | not indoors
beach -dog → beach | not dog
Osaka but not Kyoto →  | places: Osaka | not places: Kyoto, Kyoto Prefecture
没有狗的海滩 → 海滩 | not 狗
不要截图 →  | not categories: screenshot
除了京都的日本照片 →  | places: 日本 | not places: 京都, 京都府
非室内 →  | not 室内
beach without people or dogs → beach | not dogs | not 1+ people
no dogs or cats →  | not dogs | not cats
no hot dogs →  | not hot dogs
beach no red car → beach | not red car
不要红色的车 →  | not 红色的车
不要狗和猫 →  | not 狗 | not 猫
除了京都和大阪以外的照片 →  | not places: 京都, 京都府, 大阪
not from 2023 →  | not 2023-01-01..2023-12-31
photos not taken in Kyoto →  | not places: Kyoto, Kyoto Prefecture
not screenshots →  | not categories: screenshot
不是2023年的 →  | not 2023-01-01..2023-12-31
-2024 beach → beach | not 2024-01-01..2024-12-31
除了截图以外的照片 →  | not categories: screenshot
Dogs, not cats, in Kyoto → Dogs | places: Kyoto, Kyoto Prefecture | not cats
没戴眼镜的人 → 人 | not 眼镜
没有狗也没有猫 →  | not 狗 | not 猫
没有人也没有车 →  | 0 people | not 车
without a hat →  | not hat
no hats, no glasses →  | not hats | not glasses
not at the beach →  | not beach
exclude screenshots →  | not categories: screenshot
excluding documents and screenshots →  | not categories: document, screenshot
-screenshots →  | not categories: screenshot
-"red car" beach → beach | not red car
Kyoto -Osaka →  | places: Kyoto, Kyoto Prefecture | not places: Osaka
Japan except Kyoto →  | places: Japan | not places: Kyoto, Kyoto Prefecture
Japan except for Osaka and Kyoto →  | places: Japan | not places: Osaka, Kyoto, Kyoto Prefecture
不在室内 →  | not 室内
不是截图 →  | not categories: screenshot
非截图 →  | not categories: screenshot
不含人物 →  | not 1+ people
去掉截图 →  | not categories: screenshot
除了2023年 →  | not 2023-01-01..2023-12-31
没有截图的日子 → 日子 | not categories: screenshot
无雪的山 → 山 | not 雪
not 2022 →  | not 2022-01-01..2022-12-31
貓 沒有狗 → 貓 | not 狗
people not wearing hats → people | not hats
kids without wearing a helmet → kids | not helmet
狗 没穿衣服 → 狗 | not 衣服
`
