"""A company's name without its legal form: `Lynas Rare Earths Ltd`, `Solvay S.A.`, `JL MAG Rare-Earth Co., Ltd.`.

A register keeps names as people say them; an editor pastes what the letterhead has. Only forms of law go: `Holding`,
`Group`, `Resources` are parts of names, and tell companies apart.
"""

from __future__ import annotations

import re

_FORMS = (
    r"Co\.?,? ?Ltd\.?|Company Limited|Pty\.? ?Ltd\.?|Pty\.? Limited|Pte\.? ?Ltd\.?|Sdn\.? ?Bhd\.?|"
    r"GmbH ?& ?Co\.? ?KGa?A?|P\.?L\.?C\.?|L\.?L\.?C\.?|L\.?L\.?P\.?|L\.?P\.?|Incorporated|Inc\.?|Corporation|Corp\.?|"
    r"Company|Co\.?|Limited|Ltd\.?|Ltda\.?|Pty\.?|Pte\.?|Bhd\.?|GmbH|AG|KGaA|KG|e\.?K\.?|S\.? ?A\.? ?S\.?|"
    r"S\.? ?A\.?|S\.? ?E\.?|S\.?p\.?A\.?|S\.?r\.?l\.?|S\.?L\.?|N\.? ?V\.?|B\.? ?V\.?|A\.?B\.?|A/S|ApS|"
    r"ASA|AS|Oyj?|O\u00dc|a\.s\.|s\.r\.o\.|Sp\. z o\.o\.|K\.? ?K\.?|JSC|PJSC|OAO|PAO"
)
_BEHIND = re.compile(rf"[,\s]\s*\(?(?:{_FORMS})\)?[.,\s]*$")
_CHINESE = re.compile(
    r"(?:\u80a1\u4efd\u6709\u9650\u516c\u53f8|\u6709\u9650\u8d23\u4efb\u516c\u53f8|\u6709\u9650\u516c\u53f8|\u682a\u5f0f\u4f1a\u793e|\uc8fc\uc2dd\ud68c\uc0ac|\(\uc8fc\)|\u3231)$|"
    r"^(?:\u682a\u5f0f\u4f1a\u793e|\uc8fc\uc2dd\ud68c\uc0ac|\(\uc8fc\)|\u3231)"
)


def without_legal_form(name: str) -> str:
    """The name without the forms of law at its end; as it is where nothing else would be left.

    >>> [without_legal_form(each) for each in ("Solvay S.A.", "JL MAG Co., Ltd.", "VAC GmbH & Co. KG", "Inc")]
    ['Solvay', 'JL MAG', 'VAC', 'Inc']
    """
    short = name.strip()
    while True:
        cut = _CHINESE.sub("", _BEHIND.sub("", short)).strip(" ,")
        if not cut or cut == short:
            return short
        short = cut
