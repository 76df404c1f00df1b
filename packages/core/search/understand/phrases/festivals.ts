/** Festivals and public holidays, with a year and without. Each line: the question → what is understood, as `brief` tells it. */
export const festivals = `
聖誕節 →  | every 12-24..12-26
國慶2023 →  | 2023-10-01..2023-10-07
Christmas 2023 →  | 2023-12-24..2023-12-26
Easter 2024 →  | 2024-03-29..2024-04-01
春节 →  | 32 stretches
2024年春节 →  | 2024-02-09..2024-02-16
除夕 2023 →  | 2023-01-21
中秋节 →  | 32 stretches
每年春节 →  | 32 stretches
last Christmas →  | 2025-12-24..2025-12-26
三亚 2023 春节 一家人 → 一家人 | 2023-01-21..2023-01-28 | places: 三亚
last year Christmas →  | 2025-12-24..2025-12-26
去年圣诞 →  | 2025-12-24..2025-12-26
Christmas party → party | every 12-24..12-26
Mother's Day 2024 →  | 2024-05-11..2024-05-13
母亲节 →  | 32 stretches
五一假期 →  | every 05-01..05-05
国庆 2022 →  | 2022-10-01..2022-10-07
十一国庆 →  | every 10-01..10-07
六一儿童节 →  | every 05-31..06-02
清明 →  | every 04-03..04-06
端午节2023 →  | 2023-06-21..2023-06-23
七夕 2024 →  | 2024-08-09..2024-08-11
元宵节 2024 →  | 2024-02-23..2024-02-25
重阳节 2025 →  | 2025-10-28..2025-10-30
元旦 →  | every 01-01
新年 →  | 64 stretches
New Year 2024 →  | 2023-12-31..2024-01-01
New Year's Eve →  | every 12-31..01-01
Chinese New Year 2023 →  | 2023-01-21..2023-01-28
lunar new year →  | 32 stretches
Spring Festival 2025 →  | 2025-01-28..2025-02-04
中秋 2023 →  | 2023-09-28..2023-09-30
除夕 →  | 32 stretches
过年 →  | 32 stretches
Christmas 2023 to New Year 2024 →  | 2023-12-24..2024-01-01
除夕夜的烟花 → 烟花 | 32 stretches
the 4th of July →  | every 07-04
after Christmas 2022 →  | 2022-12-27..2026-11-14
Christmas Day →  | every 12-25
平安夜 →  | every 12-24
Boxing Day →  | every 12-26
New Year's Day 2023 →  | 2023-01-01
Thanksgiving 2023 →  | 2023-11-22..2023-11-24
感恩节2022 →  | 2022-11-23..2022-11-25
Halloween 2021 →  | 2021-10-30..2021-11-01
万圣节 →  | every 10-30..11-01
情人节2024 →  | 2024-02-13..2024-02-15
Valentine's Day →  | every 02-13..02-15
父亲节 2023 →  | 2023-06-17..2023-06-19
Father's Day 2024 →  | 2024-06-15..2024-06-17
Labor Day 2023 →  | 2023-09-04
国庆节 →  | every 10-01..10-07
国庆长假 →  | every 10-01..10-07
五一 →  | every 05-01..05-05
2023年五一 →  | 2023-05-01..2023-05-05
儿童节 →  | every 05-31..06-02
教师节 →  | every 09-10
腊八 →  | 32 stretches
正月 →  | 32 stretches
冬至 2023 →  | 2023-12-21..2023-12-23
大年初一 2024 →  | 2024-02-10
八月十五 →  | 32 stretches
去年聖誕節的聚會 → 聚會 | 2025-12-24..2025-12-26
`
