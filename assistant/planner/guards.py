"""What is declined before any search (拒答): personal data, orders to the machine, other trades."""

import re

from assistant.query_plan import Question, Unclear
from index.records import Report

_PERSONAL = re.compile(
    r"经办人|联系人|手机号|电话号|联系电话|联系方式|电话(?:是)?多少|谁填(?:的|报)|填报人|填表人|负责人(?:是谁|叫什么|姓名|名字|电话)"
    r"|(?:局长|主任|领导|经办|会计|出纳|科长|股长|处长|书记)(?:是谁|叫什么|姓什么|的?名字|的?姓名|的?电话)|身份证|家庭住址|个人信息|家住"
)
_ORDERS = re.compile(
    r"(?:忽略|无视|忘记|忘掉|跳过|绕过|不要管|抛开|覆盖).{0,12}(?:指令|规则|提示|要求|设定|限制|核对|检查|内容|说明)|系统提示|提示词|systemprompt|system prompt|ignore.{0,20}instruction|ignore (?:all|previous|the)|"
    r"jailbreak|越狱|你现在是|扮演|假装|角色扮演|developer mode|开发者模式|prompt|随便(?:编|说|给)|编(?:造|一个|个)|瞎编|猜(?:一个|个|一下)"
    r"|把.{1,12}(?:改成|改为|当成|说成|写成)|就当作|不用(?:核对|查|引用|看报告)|直接(?:回答|输出|告诉我).{0,6}[“\"'「]?\d"
)
_OTHER_TRADES = re.compile(
    r"天气|股票|股价|彩票|笑话|写(?:一|个|首|段|篇|份)?.{0,4}(?:诗|代码|作文|文章|程序|脚本|小说|歌|文案|邮件|检讨|稿)|(?:编|敲|段|写).{0,4}代码|python|java|翻译|星座|电影|足球|菜谱|做菜|怎么做饭|食谱"
    r"|几点了|今天星期|今天几号|感冒|生病|吃什么药|减肥|恋爱|游戏|世界杯|唱歌|讲个故事|数学题|\d+[+*×/÷]\d+(?:=|等于)|(?:1|一)(?:加|\+)(?:1|一)|select \*|drop table|<script|rm -rf|/etc/passwd|os\.system|import os"
)
_FORECAST = re.compile(
    r"明年|后年|未来|预测|预计(?:明|后|下)|下一年|下年度|将来|今后|下半年会|会不会(?:增加|减少|上涨|下降|涨|降)|五年后|十年后"
)
_OPINION = re.compile(
    r"合理吗|合不合理|是否合理|合理不合理|浪费|腐败|贪污|贪了|该不该|应不应该|应该不应该|值不值|值得吗|多不多|太多了吧|你觉得|你认为|怎么看|评价一下|有猫腻|猫腻|是不是太|违规|违法|贪|黑幕|好不好|划算|靠谱"
)


def guard(question: Question, report: Report) -> Unclear | None:
    """Why the question is declined outright, or None to go on."""
    text = question.text
    if not re.search(r"[\u4e00-\u9fffa-z0-9]", text):
        return _refused("没有看到问题。请写下想问的预算事项。", report)
    if _PERSONAL.search(text):
        return _refused(
            "经办人、负责人的姓名和联系电话属于个人信息，本系统不收录也不提供。", report
        )
    if _ORDERS.search(text):
        return _refused(
            "这里只按报告原文回答预算问题，不执行其他指令，也不会给出未经核对的数字。", report
        )
    if _OTHER_TRADES.search(text):
        return _refused("这不是预算问题。这里只回答已收录的预算、决算报告中的内容。", report)
    if _FORECAST.search(text):
        return _unclear(
            "not_found",
            f"报告只公开{report.year}年度的数据，没有对以后年度的安排，无法预测。",
            report,
        )
    if _OPINION.search(text):
        return _refused(
            "是否合理需要人来判断，报告中没有这样的结论。可以问具体的数字和报告说明的原因。", report
        )
    return None


def examples(report: Report) -> tuple[str, ...]:
    """Questions that any departmental report can be asked."""
    year = f"{report.year}年" if report.year else ""
    return (f"{year}支出总计是多少？", f"{year}三公经费预算是多少？", "预算最多的三个项目是什么？")


def _refused(message: str, report: Report) -> Unclear:
    return _unclear("refused", message, report)


def _unclear(kind: str, message: str, report: Report) -> Unclear:
    if kind == "refused":
        return Unclear(kind="refused", message=message, suggestions=examples(report))
    return Unclear(kind="not_found", message=message, suggestions=examples(report))
