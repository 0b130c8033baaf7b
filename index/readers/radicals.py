"""Characters as they are meant where a font maps its glyphs to look-alikes.

Many programs write 门 as the radical ⻔ (U+2ED4) and 一 as ⼀ (U+2F00): a reader sees no
difference, but 部⻔ is not 部门. Unicode decomposes the 康熙 radicals and compatibility
ideographs; for the supplement (CJK Radicals Supplement) it only names the equivalents
(EquivalentUnifiedIdeograph).
"""

import re
import unicodedata

_SUPPLEMENT = (
    "⺁厂⺂乛⺃乚⺄乙⺅亻⺆冂⺈刀⺉刂⺊卜⺋㔾⺌小⺍小⺎兀⺏尣⺐尢⺒巳⺓幺⺔彑⺕彐⺖忄"
    "⺗心⺘扌⺙攵⺛旡⺜日⺝月⺞歺⺟母⺠民⺡氵⺢氺⺣灬⺤爫⺥爫⺦丬⺧牛⺨犭⺩王⺫目⺬示"
    "⺭礻⺯糹⺰纟⺱罓⺲罒⺳㓁⺴冗⺶羊⺹耂⺺肀⺻聿⺼肉⺾艹⺿艹⻀艹⻁虎⻂衤⻃覀⻄西⻅见"
    "⻆角⻈讠⻉贝⻋车⻌辶⻍辶⻎辶⻏邑⻐钅⻑長⻒镸⻓长⻔门⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞"
    "⻝食⻟飠⻠饣⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀"
    "⻳龟"
)
"""Each radical of the supplement before the character that it stands for."""
_SIMPLIFIED = {"\u2f3e": "户"}
"""康熙 radicals that a mainland font draws as another character than Unicode decomposes them to."""
_MEANT = dict(zip(_SUPPLEMENT[::2], _SUPPLEMENT[1::2], strict=True)) | _SIMPLIFIED
_LOOKS_ALIKE = re.compile("[\u2e80-\u2fdf\uf900-\ufaff]")


def unified(text: str) -> str:
    """The text with every radical and compatibility ideograph as the character it looks like.

    As long as before: each character becomes one character.
    """
    return _LOOKS_ALIKE.sub(lambda found: _character(found.group()), text)


def _character(radical: str) -> str:
    return _MEANT.get(radical) or unicodedata.normalize("NFKC", radical)
