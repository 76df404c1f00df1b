import { concepts } from './concept.js'

/** Papers and screens: what is read rather than looked at. */
export const documents = concepts(`
document | document, paperwork | 文档, 文件, 资料, 证件
paper < document | paper, sheet of paper | 纸, 纸张
invoice < receipt | invoice, fapiao | 发票, 增值税发票
receipt < document | receipt, till receipt | 收据, 小票, 购物小票, 票据
bill < document | bill, utility bill | 账单, 帐单, 水电费, 缴费单
contract < document | contract, agreement, lease | 合同, 协议, 协议书, 租约
id-card < document | id card, identity card, identification, id | 身份证, 身分证
passport < document | passport | 护照
visa < document | visa document, travel visa | 签证
driving-licence < document | driving licence, driver's license, drivers license, driving license | 驾照, 驾驶证, 行驶证
residence-permit < document | residence permit, green card, household register | 户口本, 居住证, 户口簿, 绿卡
bank-card < document | bank card, credit card, debit card | 银行卡, 信用卡, 储蓄卡
bank-statement < document | bank statement, statement of account | 银行流水, 对账单
certificate < document | certificate, diploma, degree certificate | 证书, 毕业证, 奖状, 学位证, 结婚证, 出生证
medical-paper < document | medical report, lab report, test result, prescription, x-ray, ct scan, blood test, medical record | 病历, 处方, 化验单, 体检报告, 检查报告, x光, x光片, 病历本, 检验报告
tax < document | tax, tax return | 税, 报税, 税单
insurance < document | insurance, insurance policy | 保险, 保单
payslip < document | payslip, salary slip | 工资条, 工资单
ticket < document | ticket | 票
boarding-pass < ticket | boarding pass, boarding card | 登机牌, 登机证
train-ticket < ticket | train ticket, bus ticket | 火车票, 车票, 高铁票, 动车票
plane-ticket < ticket | plane ticket, flight ticket, air ticket | 机票, 飞机票
cinema-ticket < ticket | cinema ticket, movie ticket, film ticket | 电影票
entrance-ticket < ticket | entrance ticket, admission ticket, concert ticket | 门票, 入场券, 演唱会门票
letter < document | letter, envelope, mail | 信, 信件, 书信, 信封
postcard < document | postcard, greeting card | 明信片, 贺卡
business-card < document | business card, name card | 名片
form < document | form document, application form, questionnaire | 表格, 申请表, 表单
notes < document | notes, handwritten notes, handwriting, handwritten | 笔记, 手写, 便签, 便条, 字迹
homework < document | homework, exam paper, worksheet, exam, test paper | 作业, 试卷, 考卷, 考试, 练习题
transcript < document | school report, report card, transcript | 成绩单
map < document | map | 地图
calendar-paper < document | calendar | 日历, 挂历, 台历
recipe < document | recipe | 食谱
chart < document | chart, bar chart, graph, diagram, pie chart | 图表, 柱状图, 曲线图, 饼图, 示意图
spreadsheet < document | spreadsheet, excel | 电子表格
slide-deck < document | slide deck, powerpoint, ppt, projector | 幻灯片, 投影仪
barcode | barcode, qr code | 二维码, 条形码, 条码
password < document | password | 密码
chat < screenshot | chat, chat bubble, conversation, wechat, whatsapp, message thread, messaging app, messenger | 聊天, 聊天记录, 微信, 聊天气泡, 对话
code < screenshot | source code, code, programming | 代码, 编程
app < screenshot | app, application | 应用, 应用程序
website < screenshot | website, web page, webpage, browser | 网页, 网站, 浏览器
error-message < screenshot | error message | 报错, 错误提示
payment < document | payment, payment screen, alipay | 付款, 支付, 转账, 支付宝, 付款码
text-writing | text, writing, words written | 文字, 字
logo | logo, trademark | 商标, 徽标, 徽章
floor-plan < document | floor plan, blueprint | 户型图, 图纸, 平面图
sheet-music < document | sheet music, score music | 乐谱, 曲谱
`)
